import type { AnswerFor, Receipt } from '../shared/wire/answer.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import type { Database, FactRow, OutboxRow, ReceiptRow } from './database.ts';
import { layFacts, rebuildRecord } from './lay.ts';
import type { Desk } from './desk.ts';

/** What a batch of answers came to. `later` lines stay open and are not asked again before then. */
export type Settled = { closed: number; refused: number; later: { factId: string; afterS: number }[] };

/** A receipt for other bytes than ours would be a false "Delivered". Our fault, and the person sees it. */
const OTHER_BYTES: Refusal = { kind: 'idReuse', where: 'hash', reason: 'The server holds other bytes under this id.' };

type Held = OutboxRow | ReceiptRow;

/** Takes the refused words out of the records and keeps them, with the reason, until the person acts. */
export async function refuse(db: Database, held: Pick<Held, 'factId' | 'owner'> & { fact: OutboxRow['fact'] }, bytes: number, refusal: Refusal, seenAt: string): Promise<void> {
  const { factId, owner, fact } = held;
  const row = await db.facts.get(factId);
  // Other bytes under the same id are somebody else's fact that was pulled: it stays.
  const isOwnRow = row === undefined || row.hash === fact.hash;
  await Promise.all([db.outbox.delete(factId), db.receipts.delete(factId), isOwnRow ? db.facts.delete(factId) : undefined]);
  await db.refusals.put({ factId, owner, about: fact.about, fact, bytes, refusal, seenAt });
  if (row?.record) await rebuildRecord(db, row.record);
}

/** A delivered fact settles every earlier refusal that it puts right. */
async function dropReplaced(db: Database, replaces: string | null): Promise<void> {
  for (let factId = replaces; factId !== null; ) {
    const refused = await db.refusals.get(factId);
    if (!refused) return;
    await db.refusals.delete(factId);
    factId = refused.fact.replaces;
  }
}

type Delivered = { line: OutboxRow | null; kept: ReceiptRow | null; receipt: Receipt };

async function deliver(desk: Desk, epoch: string, delivered: readonly Delivered[]): Promise<void> {
  const { db } = desk;
  const receipts: ReceiptRow[] = [];
  for (const { line, kept, receipt } of delivered) {
    const fact = line?.fact ?? kept?.fact ?? null;
    const factId = line?.factId ?? kept?.factId;
    const owner = line?.owner ?? kept?.owner;
    if (factId === undefined || owner === undefined) continue;
    receipts.push({ factId, owner, receipt, epoch, deliveredAt: kept?.deliveredAt ?? desk.clock(), fact });
    if (fact?.replaces) await dropReplaced(db, fact.replaces);
  }
  await db.receipts.bulkPut(receipts);
  await db.outbox.bulkDelete(receipts.map((row) => row.factId));
  const known = await db.facts.bulkGet(receipts.map((row) => row.factId));
  const rows = known.flatMap((row, index): FactRow[] => {
    const receipt = receipts[index]?.receipt;
    return row && receipt ? [{ ...row, recordedAt: receipt.recordedAt, serverSeq: receipt.serverSeq }] : [];
  });
  await db.facts.bulkPut(rows);
  await layFacts(db, rows);
}

/**
 * Applies answers inside the caller's transaction, so that a receipt is stored and its line
 * closed together or not at all. Only this owner's lines; answers for anything else are ignored.
 */
export async function settleAnswers(desk: Desk, owner: string, epoch: string, answers: readonly AnswerFor[]): Promise<Settled> {
  const { db } = desk;
  const ids = answers.map((answer) => answer.factId);
  const [lines, receipts] = await Promise.all([db.outbox.bulkGet(ids), db.receipts.bulkGet(ids)]);
  const settled: Settled = { closed: 0, refused: 0, later: [] };
  const delivered: Delivered[] = [];
  const seenAt = desk.now();
  for (const [index, answer] of answers.entries()) {
    const line = lines[index]?.owner === owner ? (lines[index] ?? null) : null;
    const kept = receipts[index]?.owner === owner ? (receipts[index] ?? null) : null;
    const fact = line?.fact ?? kept?.fact;
    if (!line && !kept) continue;
    // A final answer never changes within one epoch (I12).
    if (!line && kept?.receipt.state === 'recorded' && kept.epoch === epoch) continue;
    const { receipt } = answer;
    const refusal = receipt && fact && receipt.hash !== fact.hash ? OTHER_BYTES : answer.refusal;
    if (refusal && fact) {
      await refuse(db, { factId: answer.factId, owner, fact }, line?.bytes ?? 0, refusal, seenAt);
      settled.refused += 1;
    } else if (receipt) {
      delivered.push({ line, kept, receipt });
    } else if (answer.later) {
      settled.later.push({ factId: answer.factId, afterS: answer.later.afterS });
    }
  }
  await deliver(desk, epoch, delivered);
  settled.closed = delivered.length;
  return settled;
}
