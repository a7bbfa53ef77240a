import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { IssuerKey } from '../../shared/training/passport/check.ts';
import { addMs } from '../../shared/basics/moment.ts';
import type { Queries } from './rows.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a passport may be shown before it is made again (start value). */
export const PASSPORT_DAYS = 90;
/** A key signs for about two years; the next one is made while it still has room for a whole passport. */
const KEY_DAYS = 730;
const NEXT_KEY_DAYS = 2 * PASSPORT_DAYS;
/** After a key has been followed by another, its passports still run out in their own time. */
const OVERLAP_DAYS = PASSPORT_DAYS + 1;

/** Ed25519 as raw bytes (RFC 8032): the last 32 of the DER that Node writes. */
const RAW_BYTES = 32;
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

async function addKey(db: Queries, now: Date): Promise<string> {
  const pair = generateKeyPairSync('ed25519');
  const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES);
  const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 8);
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url');
  const notBefore = now.toISOString();
  await db
    .insertInto('issuer_key')
    .values({
      key_id: keyId,
      public_key: raw.toString('base64url'),
      private_key: privateKey,
      not_before: notBefore,
      not_after: addMs(notBefore, KEY_DAYS * DAY_MS),
      revoked_at: null,
    })
    .execute();
  return keyId;
}

function sound(db: Queries) {
  return db.selectFrom('issuer_key').selectAll().where('revoked_at', 'is', null).orderBy('not_before', 'desc').orderBy('key_id');
}

/** Makes the first key, and the next one in good time. Two servers that start at once make two, and both count. */
export async function ensureIssuerKey(db: Queries, now: Date): Promise<void> {
  const newest = await sound(db).executeTakeFirst();
  if (!newest || newest.not_after < addMs(now.toISOString(), NEXT_KEY_DAYS * DAY_MS)) await addKey(db, now);
}

/** A new key from now on; those before it count until the passports they signed have run out. Returns its id. */
export async function rotateIssuerKey(db: Queries, now: Date): Promise<string> {
  const until = addMs(now.toISOString(), OVERLAP_DAYS * DAY_MS);
  await db.updateTable('issuer_key').set({ not_after: until }).where('not_after', '>', until).execute();
  return addKey(db, now);
}

/** For a key that somebody else may have: nothing that it signed counts any more, anywhere a newer list is. */
export async function revokeIssuerKey(db: Queries, keyId: string, now: Date): Promise<boolean> {
  const done = await db.updateTable('issuer_key').set({ revoked_at: now.toISOString() }).where('key_id', '=', keyId).where('revoked_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Public halves, those that ended or were revoked among them, so that a phone can say which it is. */
export async function listIssuerKeys(db: Queries): Promise<IssuerKey[]> {
  const rows = await db.selectFrom('issuer_key').selectAll().orderBy('not_before', 'desc').orderBy('key_id').limit(50).execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    publicKey: row.public_key,
    notBefore: row.not_before,
    notAfter: row.not_after,
    ...(row.revoked_at === null ? {} : { isRevoked: true }),
  }));
}

export type Signer = { keyId: string; sign(bytes: Uint8Array): Uint8Array };

/** The newest key that counts. */
export async function currentSigner(db: Queries, now: Date): Promise<Signer> {
  await ensureIssuerKey(db, now);
  const newest = await sound(db).executeTakeFirstOrThrow();
  const key = createPrivateKey({ key: Buffer.from(newest.private_key, 'base64url'), format: 'der', type: 'pkcs8' });
  return { keyId: newest.key_id, sign: (bytes) => sign(null, bytes, key) };
}

/** False for anything that is not a signature by this key over these bytes, a key that is no point among them. */
export function isSigned(publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array): boolean {
  try {
    return verify(null, signed, createPublicKey({ key: Buffer.concat([DER_PREFIX, publicKey]), format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
}
