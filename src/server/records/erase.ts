import type { ExpressionBuilder } from 'kysely';
import { sql } from 'kysely';
import { addMs } from '../../shared/basics/moment.ts';
import { dropAttachmentsOf } from './attachment-uses.ts';
import type { Records } from './database.ts';
import { setReach, takeSeqs } from './marks.ts';
import { forgetPassports } from './passports.ts';
import { ERASED } from './plan-rules.ts';
import { refusalOf } from './plan-push.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks, insertRows } from './rows.ts';
import type { ChangeRow, Tables } from './schema.ts';

/** A phone away for longer than this gets a fresh snapshot instead (sync reference, section 8). */
export const TOMBSTONES_KEPT_MS = 400 * 24 * 60 * 60 * 1000;

/** One record by its id, or everything that is a person's own. */
export type Erasing = { about: string } | { personId: string };
/** `isSwept`: the old pages are gone as well, as far as this database can do that by itself. */
export type Erased = { ok: true; facts: number; records: number; isSwept: boolean } | { ok: false; kind: 'notAllowed'; why: 'place' | 'lastAdministrator' };

type FactQuery = ExpressionBuilder<Tables, 'fact_log'>;

/**
 * Takes the content of a record, or of everything that is a person's own, out of the database. It
 * cannot be undone.
 *
 * - What stays: of each fact its id, hash, owner, device, counter, state and receipt, so that a
 *   phone that sends it again hears what it heard before (I12) and nothing comes back. A hash of a
 *   few words may be guessed by somebody who holds this database.
 * - What goes: bodies, times, scores and pictures; a person's name, places, attempts, invitations, passkeys,
 *   sign-ins and devices, a reader's devices and the keys sealed to them. The signed directory and the audit of the
 *   sealed lane keep what they say: nobody could check them otherwise.
 * - What a person did to other people's records (sign-offs they gave, people they invited) is those
 *   people's. It stays, under an id that names nobody any more.
 * - Every scope that showed a record gets one tombstone for it, and phones drop it at their next
 *   pull. Facts still to come about it are refused, and not kept (I11).
 *
 * SQLite overwrites what it deletes (`secure_delete`), and the journal that still holds the old
 * pages is folded in and emptied here. PostgreSQL keeps old rows until VACUUM, which is run here;
 * their bytes leave its disk once the space is used again, at the latest by VACUUM FULL, and leave
 * archived journals when those expire. Backups made earlier hold it all until they are let go: a
 * restore erases again what its own server had erased since (`restore.ts`).
 */
export async function eraseAbout(records: Records, erasing: Erasing, now: Date): Promise<Erased> {
  const done = await records.db.transaction().execute(async (db) => {
    // Every push holds its device's row from its first statement on. None may be half-way through.
    if (records.kind === 'postgres') await sql`lock table device in share row exclusive mode`.execute(db);
    return eraseOnce(db, erasing, now.toISOString());
  });
  if (!('scopes' in done)) return done;
  records.news.announce(done.scopes);
  return { ok: true, facts: done.facts, records: done.records, isSwept: await sweep(records) };
}

/** Nothing is lost when it fails: what was erased is, and its old pages go with a later sweep. */
async function sweep({ db, kind }: Records): Promise<boolean> {
  try {
    if (kind === 'postgres') {
      await sql`vacuum fact_log, change, person, placement, attempt, invitation, passkey, attachment, attachment_chunk`.execute(db);
      return true;
    }
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    return rows[0]?.busy === 0;
  } catch {
    return false;
  }
}

type Done = { facts: number; records: number; scopes: string[] };

async function eraseOnce(db: Queries, erasing: Erasing, now: string): Promise<Done | Extract<Erased, { ok: false }>> {
  const id = 'personId' in erasing ? erasing.personId : erasing.about;
  const isPerson = 'personId' in erasing || (await db.selectFrom('person').select('person_id').where('person_id', '=', id).executeTakeFirst()) !== undefined;
  if (await db.selectFrom('place').select('place_id').where('place_id', '=', id).executeTakeFirst()) return { ok: false, kind: 'notAllowed', why: 'place' };
  if (isPerson && (await isLastAdministrator(db, id))) return { ok: false, kind: 'notAllowed', why: 'lastAdministrator' };
  const isTheirs = isPerson ? ownFacts(id) : factsAbout(id);

  const facts = await db.selectFrom('fact_log').select(['fact_id', 'owner', 'about', 'kind', 'state']).where(isTheirs).execute();
  const shown = await db
    .selectFrom('change')
    .select(['fact_id', 'scope'])
    .where('what', '=', 'fact')
    .where('fact_id', 'in', (row) => row.selectFrom('fact_log').select('fact_id').where(isTheirs))
    .execute();
  const aboutOf = new Map(facts.map((fact) => [fact.fact_id, fact.about]));
  const scopesOf = groupedBy(shown, (row) => aboutOf.get(row.fact_id) ?? id);
  const abouts = [...new Set([id, ...facts.filter((fact) => fact.kind !== '').map((fact) => fact.about)])];
  const shared = await readShared(db, abouts, new Set(aboutOf.keys()));

  await db
    .deleteFrom('change')
    .where('what', '=', 'fact')
    .where('fact_id', 'in', (row) => row.selectFrom('fact_log').select('fact_id').where(isTheirs))
    .execute();
  const held = facts.filter((fact) => fact.state === 'held');
  await emptyFacts(db, isTheirs);
  await dropAttachmentsOf(db, [...aboutOf.keys()]);
  await (isPerson ? dropPerson(db, id, now) : dropRecord(db, id));

  let seq = await takeSeqs(db, abouts.length + held.length + shared.facts.size);
  const changes: ChangeRow[] = [];
  const erased: Tables['erased'][] = [];
  for (const about of abouts) {
    seq += 1;
    const kind = shared.abouts.has(about) ? 'shared' : about === id && isPerson ? 'person' : 'record';
    erased.push({ about, kind, erased_at: now, server_seq: seq });
    for (const scope of new Set(scopesOf.get(about)?.map((row) => row.scope))) changes.push({ server_seq: seq, scope, fact_id: about, what: 'gone' });
  }
  for (const fact of held) {
    seq += 1;
    changes.push({ server_seq: seq, scope: `self:${fact.owner}`, fact_id: fact.fact_id, what: 'answer' });
  }
  // A tombstone takes every fact under its id; those of other people are shown again after it.
  for (const [factId, scopes] of shared.facts) {
    seq += 1;
    for (const scope of scopes) changes.push({ server_seq: seq, scope, fact_id: factId, what: 'fact' });
  }
  for (const row of erased) {
    await db
      .insertInto('erased')
      .values(row)
      .onConflict((conflict) => conflict.column('about').doUpdateSet({ kind: row.kind, erased_at: now, server_seq: row.server_seq }))
      .execute();
  }
  await insertRows(db, 'change', changes);
  return { facts: facts.length, records: abouts.length, scopes: [...new Set(changes.map((change) => change.scope))] };
}

/** Their own record: facts about them, their attempts, and what cannot be read but is theirs or names them. */
function ownFacts(personId: string) {
  return (row: FactQuery) =>
    row.and([
      row('body', '<>', ''),
      row.or([
        row('subject_id', '=', personId),
        row.and([row('owner', '=', personId), row('attempt_id', 'is not', null)]),
        row.and([row('held_for', '=', 'formTooOld'), row.or([row('owner', '=', personId), row('body', 'like', `%${personId}%`)])]),
      ]),
    ]);
}

function factsAbout(about: string) {
  return (row: FactQuery) => row.and([row('body', '<>', ''), row.or([row('about', '=', about), row('attempt_id', '=', about)])]);
}

/** Ids that somebody else's facts stand under as well, and where those are shown. Ids are made by phones, so it may happen. */
async function readShared(db: Queries, abouts: readonly string[], theirs: ReadonlySet<string>): Promise<{ abouts: Set<string>; facts: Map<string, string[]> }> {
  const under = await inChunks(abouts, (chunk) => db.selectFrom('fact_log').select(['fact_id', 'about']).where('about', 'in', chunk).where('body', '<>', '').execute());
  const others = under.filter((fact) => !theirs.has(fact.fact_id));
  const rows = await inChunks(
    others.map((fact) => fact.fact_id),
    (chunk) => db.selectFrom('change').select(['fact_id', 'scope']).where('what', '=', 'fact').where('fact_id', 'in', chunk).execute(),
  );
  const facts = groupedBy(rows, (row) => row.fact_id);
  return { abouts: new Set(others.map((fact) => fact.about)), facts: new Map([...facts].map(([factId, entries]) => [factId, [...new Set(entries.map((entry) => entry.scope))]])) };
}

async function emptyFacts(db: Queries, isTheirs: ReturnType<typeof ownFacts>): Promise<void> {
  const refusal = JSON.stringify(refusalOf('notAllowed', ERASED));
  await db.updateTable('fact_log').set({ state: 'refused', held_for: null, waits_for: null, refusal }).where(isTheirs).where('state', '=', 'held').execute();
  await db
    .updateTable('fact_log')
    .set((row) => ({ body: '', deps: '[]', prev: null, at: row.ref('received_at'), off: null, server_score: null, attempt_id: null }))
    .where(isTheirs)
    .execute();
}

async function dropPerson(db: Queries, personId: string, now: string): Promise<void> {
  await forgetPassports(db, personId, now);
  const devices = db.selectFrom('reader_device').select('d').where('person_id', '=', personId);
  await db.deleteFrom('kept_key').where('d', 'in', devices).execute();
  // A step of what a manager was told of begins with the id of the one it was about.
  await db.deleteFrom('nudge_sent').where('step', 'like', `${personId} %`).execute();
  await db.deleteFrom('key_invitation').where('invitee', '=', personId).execute();
  for (const table of [
    'reader_device',
    'attempt',
    'invitation',
    'passkey',
    'session',
    'challenge',
    'placement',
    'device',
    'push_address',
    'nudge_choice',
    'nudge_sent',
    'person',
  ] as const) {
    await db.deleteFrom(table).where('person_id', '=', personId).execute();
  }
}

async function dropRecord(db: Queries, about: string): Promise<void> {
  await db.deleteFrom('attempt').where('attempt_id', '=', about).execute();
  await db.deleteFrom('invitation').where('invitation_id', '=', about).execute();
}

/** Without one nobody could be invited any more. */
async function isLastAdministrator(db: Queries, personId: string): Promise<boolean> {
  const rows = await db.selectFrom('placement').select('person_id').where('role', '=', 'regionAdmin').where('ends_on', 'is', null).execute();
  return rows.length > 0 && rows.every((row) => row.person_id === personId);
}

/**
 * Lets go of tombstones older than 400 days and notes how far. The ids stay in `erased`, so that
 * nothing about them is ever taken again. Returns how many were pruned.
 */
export async function pruneTombstones(db: Records['db'], now: Date): Promise<number> {
  const before = addMs(now.toISOString(), -TOMBSTONES_KEPT_MS);
  return db.transaction().execute(async (trx) => {
    const oldest = await trx
      .selectFrom('erased')
      .select((row) => row.fn.max('server_seq').as('last'))
      .where('erased_at', '<', before)
      .executeTakeFirst();
    const last = oldest?.last ?? null;
    if (last === null) return 0;
    await trx.deleteFrom('change').where('what', '=', 'gone').where('server_seq', '<=', last).execute();
    const pruned = await trx.updateTable('erased').set({ server_seq: null }).where('server_seq', '<=', last).executeTakeFirst();
    await setReach(trx, 'historyStartsAt', last);
    return Number(pruned.numUpdatedRows);
  });
}
