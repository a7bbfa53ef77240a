import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

/** Locks the private half of a key for the table, and opens it again. */
export type KeyLock = { lock(keyId: string, key: Buffer): string; open(keyId: string, text: string): Buffer };

const FORM = 's1';
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';
/** About a tenth of a second once for each key: people choose secrets that can be guessed (RFC 7914, 2). */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Is this what a lock has made? Otherwise it is the key itself. */
export function isLocked(text: string): boolean {
  return text.startsWith(`${FORM}.`);
}

/** What binds a locked key to its own row: laid into another one it does not open. */
const bindingOf = (keyId: string) => Buffer.from(`hearth issuer key ${FORM} ${keyId}`);

/**
 * A lock made from a secret that lies outside the database: scrypt, then AES-256-GCM, each key under a salt of
 * its own. It keeps the key from whoever has the database or a copy of it, and from nobody who has the server.
 */
export function keyLockFrom(secret: string): KeyLock {
  const derived = new Map<string, Buffer>();
  const keyFor = (salt: Buffer) => {
    const name = salt.toString('base64url');
    const known = derived.get(name) ?? scryptSync(secret.normalize('NFC'), salt, 32, COST);
    derived.set(name, known);
    return known;
  };
  return {
    lock(keyId, key) {
      const salt = randomBytes(SALT_BYTES);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, keyFor(salt), iv).setAAD(bindingOf(keyId));
      const closed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      return [FORM, ...[salt, iv, closed].map((part) => part.toString('base64url'))].join('.');
    },
    /** @throws when it was locked with another secret, for another key, or has been altered. */
    open(keyId, text) {
      const [form, salt, iv, closed] = text.split('.').map((part, at) => (at === 0 ? part : Buffer.from(part, 'base64url')));
      if (form !== FORM || !Buffer.isBuffer(salt) || !Buffer.isBuffer(iv) || !Buffer.isBuffer(closed)) throw new Error('not a locked key');
      const decipher = createDecipheriv(CIPHER, keyFor(salt), iv).setAAD(bindingOf(keyId)).setAuthTag(closed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(closed.subarray(0, -TAG_BYTES)), decipher.final()]);
    },
  };
}
