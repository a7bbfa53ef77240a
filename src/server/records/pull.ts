import { londonDay } from '../../shared/basics/day.ts';
import type { Score } from '../../shared/training/attempt.ts';
import type { Change, PullDown, PulledFact } from '../../shared/wire/pull.ts';
import { answerFrom } from './answers.ts';
import { readMissing } from './attachment-uses.ts';
import type { Cursor } from './cursor.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Records } from './database.ts';
import { countHoles } from './devices.ts';
import type { Marks } from './marks.ts';
import { getMarks, lastSeq, replaceEpoch } from './marks.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import type { ChangeRow, FactRow } from './schema.ts';
import { readScopes } from './scopes.ts';
import { isBelied, witnessOf } from './witness.ts';

export type Pull = { personId: string; deviceId: string; cursor: string | null; limit: number; now: Date };
export type Pulled = Omit<PullDown, 'nonce' | 'now'> & { didForgetRestore: boolean };

/** A page ends early rather than carry more than this of bodies: phones have little memory. */
const PAGE_BYTES = 1_000_000;
/** When a fact is shown in several scopes it goes once, under the one a person keeps longest. */
const SCOPE_ORDER = ['self', 'home', 'region', 'staff'];

/**
 * Every change since the cursor that this person may see now (sync reference, section 8).
 * A scope is read from the start when it is new, and all are when one was lost: rows of the
 * lost one are dropped on the phone, and some may be visible through another as well.
 */
export async function pullChanges(records: Records, pull: Pull): Promise<Pulled> {
  const { db } = records;
  const today = londonDay(pull.now.toISOString());
  const scopes = await readScopes(db, pull.personId, today);
  const marks = await getMarks(db);
  // Read before the changes: every number up to it is committed, so a whole page reaches at least that far.
  const newest = await lastSeq(db);
  const { cursor, reset, didForgetRestore, epoch } = await startOf(db, pull.cursor, marks, newest);
  const forget = cursor ? Object.keys(cursor.scopes).filter((scope) => !scopes.includes(scope)) : [];
  const from = new Map(scopes.map((scope) => [scope, forget.length > 0 ? 0 : (cursor?.scopes[scope] ?? 0)]));

  const { rows, isCut } = await readRows(db, from, pull.limit);
  const facts = await readFacts(db, rows);
  const { changes, through, isFull } = pageOf(rows, facts, await readGone(db, rows), await readMissing(db, [...facts.values()]), pull.limit);
  const more = isCut || isFull;
  // A quiet scope moves on too, or the pruning of tombstones would send its readers back to the start.
  const reached = more ? through : Math.max(through, newest);
  const floor = cursor && forget.length === 0 ? cursor.floor : marks.historyStartsAt;
  const witness = witnessOf(rows, through) ?? cursor?.witness;
  const next: Cursor = {
    epoch,
    scopes: Object.fromEntries([...from].map(([scope, seq]) => [scope, Math.max(seq, reached)])),
    ...(floor ? { floor } : {}),
    ...(witness ? { witness } : {}),
  };
  const page: Pulled = { epoch, changes, forget, cursor: writeCursor(next, marks.cursorKey), more, durableThrough: marks.durableThrough, didForgetRestore };
  if (reset) page.reset = reset;
  const holes = await countHoles(db, pull.personId, pull.deviceId);
  if (holes > 0) page.holes = holes;
  return page;
}

type Start = { cursor: Cursor | null; epoch: string; reset?: 'epoch' | 'historyPruned'; didForgetRestore: boolean };

async function startOf(db: Queries, sealed: string | null, marks: Marks, newest: number): Promise<Start> {
  const { epoch, historyStartsAt } = marks;
  const afresh: Start = { cursor: null, epoch, didForgetRestore: false };
  if (sealed === null) return afresh;
  const cursor = readCursor(sealed, marks.cursorKey);
  if (!cursor || cursor.epoch !== epoch) return { ...afresh, reset: 'epoch' };
  const reached = Object.values(cursor.scopes);
  // Only a database put back to an older day can be behind its own cursor, or remember another past.
  const isOlder = Math.max(0, ...reached) > newest || (cursor.witness !== undefined && (await isBelied(db, cursor.witness)));
  if (isOlder) return { ...afresh, epoch: await replaceEpoch(db, epoch), reset: 'epoch', didForgetRestore: true };
  // A tombstone it never saw may be gone. A scope at 0 is only now being filled, and misses none.
  const isBehind = (cursor.floor ?? 0) < historyStartsAt && reached.some((seq) => seq > 0 && seq < historyStartsAt);
  return isBehind ? { ...afresh, reset: 'historyPruned' } : { ...afresh, cursor };
}

/** The records that the tombstones of these rows stand for, by their number. */
async function readGone(db: Queries, rows: readonly ChangeRow[]): Promise<Gone> {
  const abouts = [...new Set(rows.flatMap((row) => (row.what === 'gone' ? [row.fact_id] : [])))];
  const erased = await inChunks(abouts, (chunk) => db.selectFrom('erased').select(['kind', 'about']).where('about', 'in', chunk).execute());
  return new Map(erased.map(({ kind, about }) => [about, { kind, about }]));
}

/** Changes in order. The last number is dropped when the page may have cut it apart. */
async function readRows(db: Queries, from: Map<string, number>, limit: number): Promise<{ rows: ChangeRow[]; isCut: boolean }> {
  // One number fills at most a fact row and an answer row per scope, so one whole number always fits.
  const atMost = limit * 2 + from.size * 2;
  const starts = groupedBy([...from], ([, seq]) => String(seq));
  const rows = await db
    .selectFrom('change')
    .selectAll()
    .where((row) =>
      row.or(
        [...starts].map(([seq, entries]) =>
          row.and([
            row(
              'scope',
              'in',
              entries.map(([scope]) => scope),
            ),
            row('server_seq', '>', Number(seq)),
          ]),
        ),
      ),
    )
    .orderBy('server_seq')
    .limit(atMost)
    .execute();
  if (rows.length < atMost) return { rows, isCut: false };
  const last = rows.at(-1)?.server_seq;
  return { rows: rows.filter((row) => row.server_seq !== last), isCut: true };
}

async function readFacts(db: Queries, rows: readonly ChangeRow[]): Promise<Map<string, FactRow>> {
  const ids = [...new Set(rows.map((row) => row.fact_id))];
  const facts = await inChunks(ids, (chunk) => db.selectFrom('fact_log').selectAll().where('fact_id', 'in', chunk).execute());
  return new Map(facts.map((fact) => [fact.fact_id, fact]));
}

type Gone = Map<string, { kind: string; about: string }>;

function pageOf(
  rows: readonly ChangeRow[],
  facts: Map<string, FactRow>,
  goneBy: Gone,
  missing: ReadonlyMap<string, string[]>,
  limit: number,
): { changes: Change[]; through: number; isFull: boolean } {
  const changes: Change[] = [];
  let through = 0;
  let bytes = 0;
  for (const [seq, group] of groupedBy(rows, (row) => String(row.server_seq))) {
    if (changes.length >= limit || bytes > PAGE_BYTES) return { changes, through, isFull: true };
    for (const what of ['gone', 'fact', 'answer'] as const) {
      const scope = widest(group.filter((row) => row.what === what).map((row) => row.scope));
      const row = facts.get(group[0]?.fact_id ?? '');
      const gone = what === 'gone' ? goneBy.get(group[0]?.fact_id ?? '') : undefined;
      if (scope && gone) changes.push({ serverSeq: Number(seq), scope, gone });
      if (!scope || !row || gone) continue;
      if (what === 'answer') changes.push({ serverSeq: Number(seq), scope, answer: answerFrom(row) });
      else if (row.state === 'recorded' && row.body !== '') changes.push({ serverSeq: Number(seq), scope, fact: pulledFact(row, missing.get(row.fact_id)) });
      bytes += row.body.length;
    }
    through = Number(seq);
  }
  return { changes, through, isFull: false };
}

function widest(scopes: readonly string[]): string | undefined {
  const rank = (scope: string) => SCOPE_ORDER.indexOf(scope.split(':')[0] ?? '');
  return [...scopes].sort((left, right) => rank(left) - rank(right))[0];
}

function pulledFact(row: FactRow, missing: string[] | undefined): PulledFact {
  const { fact_id: factId, hash, kind, v, about, owner, at, off, received_at: recordedAt } = row;
  const fact: PulledFact = { factId, hash, kind, v, about, body: JSON.parse(row.body), owner, at, off, recordedAt };
  if (missing) fact.missing = missing;
  if (kind === 'training.attempt.finished') fact.serverScore = row.server_score === null ? null : (JSON.parse(row.server_score) as Score);
  return fact;
}
