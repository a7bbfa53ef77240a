import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { IssuerKey } from '../../shared/training/passport/check.ts';
import { addMs } from '../../shared/basics/moment.ts';
import type { KeyLock } from './key-lock.ts';
import { isLocked } from './key-lock.ts';
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

/** `lock` null: the private half lies in the table as it is. */
async function addKey(db: Queries, now: Date, lock: KeyLock | null): Promise<string> {
  const pair = generateKeyPairSync('ed25519');
  const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES);
  const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 8);
  const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
  const notBefore = now.toISOString();
  await db
    .insertInto('issuer_key')
    .values({
      key_id: keyId,
      public_key: raw.toString('base64url'),
      private_key: lock ? lock.lock(keyId, der) : der.toString('base64url'),
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

const NO_SECRET = 'The keys that sign passports are locked. Set ISSUER_KEY_SECRET to the secret they were locked with.';
const OTHER_SECRET = 'ISSUER_KEY_SECRET is not the secret that the keys which sign passports were locked with. Nothing was changed.';

/** @throws a sentence for whoever runs the server. */
function opened({ key_id, private_key }: { key_id: string; private_key: string }, lock: KeyLock | null): Buffer {
  if (!isLocked(private_key)) return Buffer.from(private_key, 'base64url');
  if (!lock) throw new Error(NO_SECRET);
  try {
    return lock.open(key_id, private_key);
  } catch {
    throw new Error(OTHER_SECRET);
  }
}

/**
 * Before anything is signed: every key that can still sign must open, and is then locked with the secret of now.
 * Those that lay open, and those locked with the secret `before`, change their lock; with no secret now they lie
 * open. Ended and revoked keys sign nothing and stay as they are. Call in a transaction: all or none.
 * @returns how many changed.
 * @throws a sentence for whoever runs the server, when one does not open. Nothing is overwritten then.
 */
export async function lockIssuerKeys(db: Queries, now: Date, lock: KeyLock | null, before: KeyLock | null = null): Promise<number> {
  const rows = await sound(db).where('not_after', '>=', now.toISOString()).execute();
  const changed = rows.flatMap((row) => {
    if (lock && isLocked(row.private_key) && canOpen(row, lock)) return [];
    if (!lock && !isLocked(row.private_key)) return [];
    const der = opened(row, before && isLocked(row.private_key) && canOpen(row, before) ? before : lock);
    return [{ keyId: row.key_id, text: lock ? lock.lock(row.key_id, der) : der.toString('base64url') }];
  });
  for (const { keyId, text } of changed) await db.updateTable('issuer_key').set({ private_key: text }).where('key_id', '=', keyId).execute();
  return changed.length;
}

function canOpen(row: { key_id: string; private_key: string }, lock: KeyLock): boolean {
  try {
    lock.open(row.key_id, row.private_key);
    return true;
  } catch {
    return false;
  }
}

/** Was any key ever locked here? Then none is to be made that lies open. */
export async function hasLockedKeys(db: Queries): Promise<boolean> {
  const rows = await db.selectFrom('issuer_key').select('private_key').execute();
  return rows.some((row) => isLocked(row.private_key));
}

/** Makes the first key, and the next one in good time. Two servers that start at once make two, and both count. */
export async function ensureIssuerKey(db: Queries, now: Date, lock: KeyLock | null): Promise<void> {
  const newest = await sound(db).executeTakeFirst();
  if (!newest || newest.not_after < addMs(now.toISOString(), NEXT_KEY_DAYS * DAY_MS)) await addKey(db, now, lock);
}

/** A new key from now on; those before it count until the passports they signed have run out. Returns its id. */
export async function rotateIssuerKey(db: Queries, now: Date, lock: KeyLock | null): Promise<string> {
  const until = addMs(now.toISOString(), OVERLAP_DAYS * DAY_MS);
  await db.updateTable('issuer_key').set({ not_after: until }).where('not_after', '>', until).execute();
  return addKey(db, now, lock);
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
export async function currentSigner(db: Queries, now: Date, lock: KeyLock | null): Promise<Signer> {
  await ensureIssuerKey(db, now, lock);
  const newest = await sound(db).executeTakeFirstOrThrow();
  const key = createPrivateKey({ key: opened(newest, lock), format: 'der', type: 'pkcs8' });
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
