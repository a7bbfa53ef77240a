import type { Directory, RootStatement, SignedDirectory } from '../../../shared/voice/directory.ts';
import { directorySchema, rootStatementSchema } from '../../../shared/voice/directory.ts';
import type { Kysely } from 'kysely';
import type { Queries } from '../rows.ts';
import type { Tables } from '../schema.ts';
import { note, SCOPES } from './audit.ts';
import { isSignedFor } from './signatures.ts';
import { hash64 } from './secrets.ts';

/** Where the root's public point is pinned at the first set-up. */
export const ROOT_MARK = 'voiceRoot';

export type Current = { version: number; directory: Directory; signed: SignedDirectory };
const read = new WeakMap<Kysely<Tables>, Current & { at: string }>();

/** The directory in force; null before the first set-up. Parsed once for each version. */
export async function currentDirectory(db: Kysely<Tables>): Promise<Current | null> {
  const row = await db.selectFrom('key_directory').select(['version', 'at']).where('state', '=', 'current').executeTakeFirst();
  if (!row) return null;
  const known = read.get(db);
  if (known && known.version === row.version && known.at === row.at) return known;
  const { signed } = await db.selectFrom('key_directory').select('signed').where('version', '=', row.version).executeTakeFirstOrThrow();
  const parsed = JSON.parse(signed) as SignedDirectory;
  const current = { version: row.version, at: row.at, signed: parsed, directory: directoryIn(parsed) as Directory };
  read.set(db, current);
  return current;
}

/** What travels face to face: SHA-256 of the root's public point. Null before the first set-up. */
export async function rootFingerprint(db: Queries): Promise<string | null> {
  const root = await pinnedRoot(db);
  return root === null ? null : hash64(Buffer.from(root, 'base64url'));
}

async function pinnedRoot(db: Queries): Promise<string | null> {
  return (await db.selectFrom('mark').select('value').where('name', '=', ROOT_MARK).executeTakeFirst())?.value ?? null;
}

function jsonIn(text64: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text64, 'base64url')));
  } catch {
    return undefined;
  }
}

function directoryIn(signed: SignedDirectory): Directory | null {
  const parsed = directorySchema.safeParse(jsonIn(signed.directory));
  return parsed.success ? parsed.data : null;
}

/** What the root says, where its signature is right. */
async function statementIn({ root }: SignedDirectory): Promise<RootStatement | null> {
  if (!(await isSignedFor('root', root.statement, root.pub, root.sig))) return null;
  const parsed = rootStatementSchema.safeParse(jsonIn(root.statement));
  return parsed.success ? parsed.data : null;
}

/** No audience and no device twice; no epoch, key or revocation of the version before is altered or taken back. */
function followsOn({ audiences, devices }: Directory, before: Directory | null): boolean {
  const isOnce = (ids: string[]) => new Set(ids).size === ids.length;
  if (!isOnce(audiences.map(({ a }) => a)) || !isOnce(devices.map(({ d }) => d))) return false;
  if (!audiences.every(({ epochs }) => epochs.every(({ e }, index) => index === 0 || e < (epochs[index - 1]?.e ?? 0)))) return false;
  const keepsEpochs = before?.audiences.every((old) => {
    const same = audiences.find(({ a }) => a === old.a);
    return !same || same.epochs.every((epoch) => (old.epochs.find(({ e }) => e === epoch.e)?.pub ?? epoch.pub) === epoch.pub);
  });
  const keepsDevices = before?.devices.every((old) => {
    const same = devices.find(({ d }) => d === old.d);
    return !same || (same.dk === old.dk && same.dsk === old.dsk && same.personId === old.personId && (!old.revokedAt || same.revokedAt === old.revokedAt));
  });
  return (keepsEpochs ?? true) && (keepsDevices ?? true);
}

export type Posted = { is: 'published' | 'waiting' } | { is: 'notValid' } | { is: 'notAllowed' };

/**
 * The next version of the directory, or one more signature under the version that waits.
 *
 * - The root is pinned with the first directory and never replaced from here.
 * - One person adds one signature, with one key: no officer acts alone (A9). Only the very first
 *   directory, which is made at a ceremony, may come with all its signatures at once.
 * - Other bytes for the version that waits replace it, and its signatures are gathered anew.
 */
export async function postDirectory(db: Queries, signed: SignedDirectory, personId: string, now: string): Promise<Posted> {
  const before = await db.selectFrom('key_directory').selectAll().where('state', '=', 'current').executeTakeFirst();
  const root = await pinnedRoot(db);
  if (root !== null && root !== signed.root.pub) return { is: 'notValid' };
  const statement = await statementIn(signed);
  const directory = directoryIn(signed);
  if (!statement || !directory) return { is: 'notValid' };
  const old = before ? (JSON.parse(before.signed) as SignedDirectory) : null;
  const oldStatement = old ? await statementIn(old) : null;
  const isOlderRoot = old !== null && oldStatement !== null && signed.root.statement !== old.root.statement && statement.number <= oldStatement.number;
  if (isOlderRoot || directory.version !== (before?.version ?? 0) + 1 || directory.expiresAt <= now || !followsOn(directory, old ? directoryIn(old) : null))
    return { is: 'notValid' };

  const good = new Map<string, string>();
  const points = new Set<string>();
  for (const { k, sig } of signed.sigs) {
    const key = statement.keys.find((entry) => entry.k === k);
    if (!key || key.until <= now || points.has(key.pub) || !(await isSignedFor('directory', signed.directory, key.pub, sig))) return { is: 'notValid' };
    points.add(key.pub);
    good.set(k, sig);
  }
  const waiting = await db.selectFrom('key_directory').selectAll().where('state', '=', 'proposed').executeTakeFirst();
  const held = waiting ? (JSON.parse(waiting.signed) as SignedDirectory) : null;
  const isSame = held !== null && held.directory === signed.directory && held.root.statement === signed.root.statement;
  const there = isSame ? await db.selectFrom('directory_signature').select(['k', 'person_id']).where('version', '=', directory.version).execute() : [];
  const fresh = [...good.keys()].filter((k) => !there.some((row) => row.k === k));
  const isFirst = before === undefined && there.length === 0;
  const refused = fresh.length > 0 && (there.some((row) => row.person_id === personId) || (fresh.length > 1 && !isFirst));
  if (refused) {
    await note(db, { scope: SCOPES.keys, actor: personId, act: 'directory.sign', object: String(directory.version), outcome: 'refused' }, now);
    return { is: 'notAllowed' };
  }
  if (waiting && !isSame) {
    await db.deleteFrom('key_directory').where('version', '=', waiting.version).execute();
    await db.deleteFrom('directory_signature').where('version', '=', waiting.version).execute();
  }
  const sigs = [...(isSame ? held.sigs : []).filter(({ k }) => !good.has(k)), ...[...good].map(([k, sig]) => ({ k, sig }))];
  const text = JSON.stringify({ ...signed, sigs });
  const isEnough = new Set(sigs.map(({ k }) => statement.keys.find((key) => key.k === k)?.pub)).size >= statement.need;
  if (isEnough) await db.updateTable('key_directory').set({ state: 'past' }).where('state', '=', 'current').execute();
  const row = { signed: text, state: isEnough ? ('current' as const) : ('proposed' as const), at: now };
  await db
    .insertInto('key_directory')
    .values({ version: directory.version, ...row })
    .onConflict((conflict) => conflict.column('version').doUpdateSet(row))
    .execute();
  if (fresh.length > 0)
    await db
      .insertInto('directory_signature')
      .values(fresh.map((k) => ({ version: directory.version, k, person_id: personId })))
      .execute();
  if (root === null && isEnough) await db.insertInto('mark').values({ name: ROOT_MARK, value: signed.root.pub }).execute();
  await note(db, { scope: SCOPES.keys, actor: personId, act: isEnough ? 'directory.published' : 'directory.signed', object: String(directory.version), outcome: 'done' }, now);
  return { is: isEnough ? 'published' : 'waiting' };
}
