import { stepsOf } from '../../../shared/voice/clock.ts';
import type { Directory } from '../../../shared/voice/directory.ts';
import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import type { ViewAudienceRow } from '../schema-voice.ts';
import { nextNo, note } from './audit.ts';
import { currentDirectory } from './directory.ts';
import { metadataOf } from './threads.ts';

/** Whoever is told when an audience is late: the one it names, or the safeguarding leads. */
function toldFor(directory: Directory, a: string): string | null {
  const named = directory.audiences.find((audience) => audience.a === a)?.escalatesTo;
  return named ?? directory.audiences.find(({ kind }) => kind === 'safeguarding')?.a ?? null;
}

/**
 * Reminds and escalates what has run out of time, on metadata alone: this server could not look inside if it wanted to.
 * Doing it again adds nothing. Returns how many steps were taken.
 */
export async function runClocks(records: Records, now: string): Promise<number> {
  const current = await currentDirectory(records.db);
  if (!current) return 0;
  const { directory } = current;
  const running = await records.db
    .selectFrom('view_audience')
    .innerJoin('sealed_letter', 'sealed_letter.id', 'view_audience.letter')
    .selectAll('view_audience')
    .where((row) => row.or([row('waiting_since', 'is not', null), row('state', 'in', ['read', 'replied']), row('duty', '=', 'open')]))
    .where((row) => row.or([row('gone', 'is', null), row('duty', '=', 'open')]))
    .execute();
  const there = new Set(
    (await records.db.selectFrom('escalation').select(['thread', 'from_a', 'step', 'what']).execute()).map((row) => [row.thread, row.from_a, row.step, row.what].join(' ')),
  );
  let taken = 0;
  for (const row of running) {
    const hours = directory.audiences.find(({ a }) => a === row.a)?.hours;
    if (!hours) continue;
    for (const { step, what, at } of stepsOf(metadataOf(row), hours)) {
      const to = step === 'reminder' ? row.a : toldFor(directory, row.a);
      if (at > now || to === null || there.has([row.letter, row.a, step, what].join(' '))) continue;
      await records.db.transaction().execute((db) => takeStep(db, row, { to, step, what, at }, now));
      taken += 1;
    }
  }
  return taken;
}

type Taking = { to: string; step: 'reminder' | 'escalation'; what: string; at: string };

async function takeStep(db: Queries, row: ViewAudienceRow, { to, step, what, at }: Taking, now: string): Promise<void> {
  const change_no = await nextNo(db, row.a);
  const added = await db
    .insertInto('escalation')
    .values({ thread: row.letter, from_a: row.a, to_a: to, step, what, since: at, change_no })
    .onConflict((conflict) => conflict.columns(['thread', 'from_a', 'step', 'what']).doNothing())
    .returning('thread')
    .executeTakeFirst();
  if (!added) return;
  await db
    .updateTable('view_audience')
    .set({ change_no, reminded_at: row.reminded_at ?? at })
    .where('letter', '=', row.letter)
    .where('a', '=', row.a)
    .execute();
  await note(db, { scope: row.a, actor: '', act: `${step} ${what}`, object: row.letter, outcome: 'done' }, now);
}
