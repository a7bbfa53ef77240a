import { addDays, addMonths } from '../../../shared/basics/day.ts';
import { RETIRED_TAKEN_MONTHS } from '../../../shared/voice/well-formed.ts';
import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import { note, SCOPES } from './audit.ts';
import { HASH_CHARACTERS } from './chunks.ts';
import { emptyThread } from './letters.ts';

/** Voice reference, R19. What is flagged stays until an authority has confirmed that it holds it. */
export const CLOSED_KEPT_MONTHS = 12;
export const LOOSE_CHUNKS_KEPT_DAYS = 30;
/** A reader's voice note that names no view: longer than any thread it may belong to is kept after its closing. */
const READERS_CHUNKS_KEPT_MONTHS = 18;

export type LetGo = { threads: number; chunks: number; invitations: number };

/** Lets go of what has had its time. What a phone has not delivered is the phone's, and no limit here reaches it. */
export async function letGo(records: Records, now: string): Promise<LetGo> {
  const today = now.slice(0, 10);
  return records.db.transaction().execute(async (db) => {
    const threads = await expireThreads(db, addMonths(today, -CLOSED_KEPT_MONTHS), now);
    const loose = await db
      .deleteFrom('sealed_chunk')
      .where('letter', 'is', null)
      .where((row) =>
        row.or([
          row.and([row(row.fn('length', ['by']), '=', HASH_CHARACTERS), row('day', '<', addDays(today, -LOOSE_CHUNKS_KEPT_DAYS))]),
          row('day', '<', addMonths(today, -READERS_CHUNKS_KEPT_MONTHS)),
        ]),
      )
      .executeTakeFirst();
    await db.deleteFrom('join_code').where('expires_at', '<=', now).execute();
    await db.deleteFrom('work_challenge').where('ends_at', '<=', now).execute();
    await db.deleteFrom('capability').where('made_on', '<', addMonths(today, -RETIRED_TAKEN_MONTHS)).execute();
    const over = await db.selectFrom('key_invitation').select('id').where('expires_at', '<=', now).where('wrapped', 'is not', null).execute();
    for (const { id } of over) {
      await db.updateTable('key_invitation').set({ wrapped: null }).where('id', '=', id).execute();
      await note(db, { scope: SCOPES.keys, actor: '', act: 'invitation.expired', object: id, outcome: 'done' }, now);
    }
    return { threads, chunks: Number(loose.numDeletedRows), invitations: over.length };
  });
}

/** A thread ends when every audience that holds any of it closed it so long ago, and nothing waits and no duty is open. */
async function expireThreads(db: Queries, closedBefore: string, now: string): Promise<number> {
  const closed = await db
    .selectFrom('sealed_letter')
    .innerJoin('view_audience', 'view_audience.letter', 'sealed_letter.id')
    .select('mbox')
    .distinct()
    .where('gone', 'is', null)
    .where('state', '=', 'closed')
    .where('closed_at', '<', closedBefore)
    .execute();
  let threads = 0;
  for (const { mbox } of closed) {
    const rows = await db
      .selectFrom('view_audience')
      .innerJoin('sealed_letter', 'sealed_letter.id', 'view_audience.letter')
      .select(['a', 'letter', 'state', 'closed_at', 'waiting_since', 'duty', 'safety'])
      .where('mbox', '=', mbox)
      .execute();
    const letters = await db.selectFrom('sealed_letter').select(['id', 'safety', 'received_at']).where('mbox', '=', mbox).execute();
    const isOver = rows.every((row) => row.state === 'closed' && (row.closed_at ?? now) < closedBefore && row.waiting_since === null && row.duty !== 'open');
    if (!isOver || letters.some(({ safety, received_at }) => safety === 1 || received_at >= closedBefore)) continue;
    await emptyThread(db, mbox, null, 'expired');
    await db.deleteFrom('sealed_message').where('mbox', '=', mbox).execute();
    for (const a of new Set(rows.map((row) => row.a)))
      await note(db, { scope: a, actor: '', act: 'retention', object: rows.find((row) => row.a === a)?.letter ?? '', outcome: 'done' }, now);
    threads += 1;
  }
  return threads;
}
