import { decode, encode } from 'cborg';
import { aesKey, aesOpen, aesSeal, chance, hkdf, joined, own, utf8 } from './bytes.ts';
import type { LockedBytes, LockRow } from './keeper.ts';

/** Security reference, section 16, in the form that needs no WebAssembly. */
const TURNS = 600_000;
const LOCAL_KEY = utf8('hearth/v1/local-key');

async function slowKey(secret: string, salt: Uint8Array, device: CryptoKey): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', utf8(secret), 'PBKDF2', false, ['deriveBits']);
  const [slow, bound] = await Promise.all([
    crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations: TURNS }, typed, 256),
    crypto.subtle.sign('HMAC', device, own(salt)),
  ]);
  return aesKey(await hkdf(joined(new Uint8Array(slow), new Uint8Array(bound)), salt, 'hearth/v1/lock', 32));
}

/** Locks the local key under a PIN or pictures, and under a key that cannot leave this phone by itself. */
export async function lockUnder(kind: LockRow['kind'], secret: string, localKey: Uint8Array): Promise<LockRow> {
  const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
  const salt = chance(16);
  const iv = chance(12);
  return { kind, salt, iv, wrapped: await aesSeal(await slowKey(secret, salt, device), iv, localKey, LOCAL_KEY), device, tries: 0 };
}

/** The 32 bytes of the local key, or null for another PIN. */
export async function openLock(lock: LockRow, secret: string) {
  return aesOpen(await slowKey(secret, lock.salt, lock.device), lock.iv, lock.wrapped, LOCAL_KEY);
}

/** What stays on this phone. `what` keeps a draft from being read as something else. */
export async function lockAway(localKey: CryptoKey, what: 'draft' | 'thread', content: unknown): Promise<LockedBytes> {
  const iv = chance(12);
  return { iv, sealed: await aesSeal(localKey, iv, encode(content, { ignoreUndefinedProperties: true }), utf8(`hearth/v1/${what}`)) };
}

/** Null when it was locked under another key, as something else, or was altered. */
export async function takeOut(localKey: CryptoKey, what: 'draft' | 'thread', { iv, sealed }: LockedBytes): Promise<unknown> {
  const packed = await aesOpen(localKey, iv, sealed, utf8(`hearth/v1/${what}`));
  return packed && decode(packed);
}
