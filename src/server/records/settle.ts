import { londonDay } from '../../shared/basics/day.ts';
import { addMs } from '../../shared/basics/moment.ts';
import type { Course } from '../../shared/training/course.ts';
import { applyPlan } from './apply-plan.ts';
import type { Records } from './database.ts';
import { readKnown } from './known.ts';
import { openPlan } from './plan-push.ts';
import { rowFact } from './stored-fact.ts';

/** After this a held fact is decided without what it waited for (start value, as ODK Central). */
export const HELD_AT_MOST_MS = 5 * 24 * 60 * 60 * 1000;
/** Held facts looked at in one go; the rest follow at the next one. */
const AT_ONCE = 500;

/**
 * Looks again at every held fact: two processes may each have missed the other's half, and what
 * waited too long is forced. The final answer reaches the phone by pull.
 */
export async function settleHeld(records: Records, now: Date, library: { course(id: string, version: number): Course | undefined }): Promise<number> {
  const moment = { now: now.toISOString(), today: londonDay(now.toISOString()) };
  const done = await records.db.transaction().execute(async (db) => {
    const rows = await db.selectFrom('fact_log').selectAll().where('waits_for', 'is not', null).orderBy('received_at').limit(AT_ONCE).execute();
    const known = await readKnown(
      db,
      rows.flatMap((row) => rowFact(row) ?? []),
    );
    for (const row of rows) {
      const read = rowFact(row);
      if (read) known.held.set(row.fact_id, { read, receivedAt: row.received_at });
    }
    const planner = openPlan(known, moment, { findCourse: library.course, asSystem: false });
    const overdue = addMs(moment.now, -HELD_AT_MOST_MS);
    for (const row of rows) planner.retry(row.fact_id, false);
    for (const row of rows) if (row.received_at < overdue) planner.retry(row.fact_id, true);
    return { settled: planner.plan.settled.size, scopes: await applyPlan(db, planner.plan, known) };
  });
  records.news.announce(done.scopes);
  return done.settled;
}
