import { londonDay } from '../../shared/basics/day.ts';
import { addMs } from '../../shared/basics/moment.ts';
import { applyPlan } from './apply-plan.ts';
import type { Records } from './database.ts';
import { accountKey, readKnown } from './known.ts';
import { openPlan } from './plan-push.ts';
import type { Queries } from './rows.ts';
import { inChunks } from './rows.ts';
import type { RuleBook } from './rule-book.ts';
import { isFormKey, isFormRead } from './rule-book.ts';
import type { FactRow } from './schema.ts';
import { rowFact } from './stored-fact.ts';

/** After this a held fact is decided without what it waited for (start value, as ODK Central). */
export const HELD_AT_MOST_MS = 5 * 24 * 60 * 60 * 1000;
/** Held facts looked at in one go; the rest follow at the next one. */
const AT_ONCE = 500;

/** Waits for a person or for a release, never for the clock. */
const PATIENT = ['account:%', 'form:%'];

/** The patient keys whose time has come: an account is open again, a form is read again. */
async function readReady(db: Queries, library: RuleBook): Promise<string[]> {
  const rows = await db
    .selectFrom('fact_log')
    .select(['waits_for', 'owner'])
    .distinct()
    .where((row) => row.or(PATIENT.map((pattern) => row('waits_for', 'like', pattern))))
    .execute();
  const owners = [...new Set(rows.flatMap((row) => (row.waits_for === accountKey(row.owner) ? [row.owner] : [])))];
  const open = await inChunks(owners, (chunk) => db.selectFrom('person').select('person_id').where('person_id', 'in', chunk).where('closed_at', 'is', null).execute());
  const forms = [...new Set(rows.map((row) => row.waits_for ?? ''))].filter((key) => isFormKey(key) && isFormRead(key, library.oldest));
  return [...open.map((row) => accountKey(row.person_id)), ...forms];
}

/** The held facts to look at. The patient ones stay out: thousands of them must not hide the others. */
async function readWaiting(db: Queries, library: RuleBook): Promise<FactRow[]> {
  const waiting = db.selectFrom('fact_log').selectAll().where('waits_for', 'is not', null).orderBy('received_at').orderBy('seq').limit(AT_ONCE);
  const ready = await inChunks(await readReady(db, library), (chunk) => waiting.where('waits_for', 'in', chunk).execute());
  const hasty = await waiting.where((row) => row.and(PATIENT.map((pattern) => row('waits_for', 'not like', pattern)))).execute();
  return [...ready.slice(0, AT_ONCE), ...hasty];
}

/**
 * Looks again at every held fact: two processes may each have missed the other's half, and what
 * waited too long is forced. The final answer reaches the phone by pull.
 */
export async function settleHeld(records: Records, now: Date, library: RuleBook): Promise<number> {
  const moment = { now: now.toISOString(), today: londonDay(now.toISOString()) };
  const done = await records.db.transaction().execute(async (db) => {
    const rows = await readWaiting(db, library);
    const known = await readKnown(
      db,
      rows.flatMap((row) => rowFact(row, library.oldest) ?? []),
    );
    const broken: FactRow[] = [];
    for (const row of rows) {
      const read = rowFact(row, library.oldest);
      if (read) known.held.set(row.fact_id, { read, receivedAt: row.received_at });
      else if (isFormKey(row.waits_for ?? '')) broken.push(row);
    }
    const planner = openPlan(known, moment, { findCourse: library.course, longestMonths: library.longestMonths, publishing: library.publishing, asSystem: false });
    const overdue = addMs(moment.now, -HELD_AT_MOST_MS);
    for (const row of rows) planner.retry(row.fact_id, false);
    for (const row of broken) planner.giveUp(row);
    for (const row of rows) if (row.received_at < overdue) planner.retry(row.fact_id, true);
    return { settled: planner.plan.settled.size, scopes: await applyPlan(db, planner.plan, known) };
  });
  records.news.announce(done.scopes);
  return done.settled;
}
