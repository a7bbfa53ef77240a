import type { AnswerFor } from '../shared/wire/answer.ts';
import { settleAnswers } from './answers.ts';
import { byteLength } from './carriage.ts';
import type { ReceiptRow } from './database.ts';
import type { Desk } from './desk.ts';
import { layFacts } from './lay.ts';
import { readOwned, writeOwned } from './marks.ts';
import { noteNews } from './news.ts';
import { dropReceipt, findReceipts, receiptsIn } from './receipts.ts';

/** A restored server may have forgotten: the delivered facts of this person it must be asked about. */
export async function deliveriesToCheck(desk: Desk, owner: string, limit: number): Promise<{ epoch: string; factIds: string[] } | null> {
  const { db } = desk;
  const epoch = await readOwned(db, owner, 'recover');
  if (!epoch) return null;
  const isToCheck = (row: ReceiptRow) => row.fact !== null && row.epoch !== epoch;
  const rows = await db.receipts
    .where('owner')
    .equals(owner)
    .filter((row) => receiptsIn(row).some(isToCheck))
    .limit(limit)
    .toArray();
  const receipts = rows.flatMap(receiptsIn).filter(isToCheck).slice(0, limit);
  return { epoch, factIds: receipts.map((row) => row.factId) };
}

/** Opens the line again with the same id, counter and bytes: the server will give a new receipt. */
async function reopen(desk: Desk, row: ReceiptRow): Promise<void> {
  const { db } = desk;
  const { factId, owner, fact } = row;
  if (!fact) return;
  await dropReceipt(db, factId);
  await db.outbox.put({ factId, owner, seq: fact.seq, about: fact.about, fact, bytes: byteLength(fact) });
  const known = await db.facts.get(factId);
  if (!known) return;
  const open = { ...known, recordedAt: null, serverSeq: null, serverScore: null };
  await db.facts.put(open);
  await layFacts(db, [open]);
}

/** What the server still holds gets its new receipt; what it forgot is sent again. */
export async function settleRecovery(desk: Desk, owner: string, epoch: string, answers: readonly AnswerFor[], unknown: readonly string[]): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.facts, db.records, db.outbox, db.receipts, db.refusals, db.marks], async () => {
      await noteNews(db, owner, { epoch, offset: null });
      await settleAnswers(desk, owner, epoch, answers);
      for (const row of await findReceipts(db, unknown)) if (row && row.owner === owner && row.epoch !== epoch) await reopen(desk, row);
    }),
  );
}

/**
 * All are checked: this person's work is settled with the new epoch. The cursor of the old epoch
 * stays: the server answers it with a reset, and that page lays the view anew. Without a cursor it
 * would send everything as new, and rows it no longer shows would stay on the phone for good.
 */
export async function endRecovery(desk: Desk, owner: string, epoch: string): Promise<void> {
  const { db } = desk;
  await desk.steady(() =>
    db.transaction('rw', [db.marks, db.attachments, db.facts], async () => {
      // What was attached is offered again: a server that still has it says so at once. What an
      // earlier life said was there counts no more, or its bytes might go by a number of that life.
      const delivered = () => db.attachments.where('[owner+state]').equals([owner, 'delivered']);
      for (const { factIds } of await delivered().toArray()) {
        await db.facts
          .where('factId')
          .anyOf(factIds)
          .modify((row) => void delete row.missing);
      }
      await delivered().modify({ state: 'open', receipt: null, sentOffset: 0, deliveredAt: null });
      await writeOwned(db, owner, 'epoch', epoch);
      await writeOwned(db, owner, 'recover', null);
    }),
  );
}
