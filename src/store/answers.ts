import type { AnswerFor, Receipt } from '../shared/wire/answer.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import type { Fact } from '../shared/wire/fact.ts';
import { byteLength } from './carriage.ts';
import type { Database, FactRow, OutboxRow, ReceiptRow } from './database.ts';
import type { Desk } from './desk.ts';
import { isLaid } from './known-fact.ts';
import { layFacts, rebuildRecord } from './lay.ts';
import type { FoundReceipt } from './receipts.ts';
import { dropReceipt, findReceipts, keepApart, keepTogether } from './receipts.ts';
import { deleteRows, heldIds, rowsOf } from './stretch.ts';

/** What a batch of answers came to. `later` lines stay open and are not asked again before then. */
export type Settled = { closed: number; refused: number; later: { factId: string; afterS: number }[] };

/** A receipt for other bytes than ours would be a false "Delivered". Our fault, and the person sees it. */
const OTHER_BYTES: Refusal = { kind: 'idReuse', where: 'hash', reason: 'The server holds other bytes under this id.' };

type Line = Pick<OutboxRow, 'factId' | 'owner' | 'fact'>;
type Held = Line | ReceiptRow;

/** Takes the refused words out of the records and keeps them, with the reason, until the person acts. */
export async function refuse(db: Database, held: Pick<Held, 'factId' | 'owner'> & { fact: OutboxRow['fact'] }, bytes: number, refusal: Refusal, seenAt: string): Promise<void> {
  const { factId, owner, fact } = held;
  const row = await db.facts.get(factId);
  // Other bytes under the same id are somebody else's fact that was pulled: it stays.
  const isOwnRow = row === undefined || row.hash === fact.hash;
  await Promise.all([db.outbox.delete(factId), dropReceipt(db, factId), isOwnRow ? db.facts.delete(factId) : undefined]);
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

type Delivered = { line: Line | null; kept: FoundReceipt | null; receipt: Receipt };

async function deliver(desk: Desk, epoch: string, delivered: readonly Delivered[]): Promise<void> {
  const { db } = desk;
  const fresh: ReceiptRow[] = [];
  const apart: ReceiptRow[] = [];
  for (const { line, kept, receipt } of delivered) {
    const fact = line?.fact ?? kept?.fact ?? null;
    const factId = line?.factId ?? kept?.factId;
    const owner = line?.owner ?? kept?.owner;
    if (factId === undefined || owner === undefined) continue;
    const row: ReceiptRow = { factId, owner, receipt, epoch, deliveredAt: kept?.deliveredAt ?? desk.clock(), fact };
    (kept || receipt.state !== 'recorded' ? apart : fresh).push(row);
    if (fact?.replaces) await dropReplaced(db, fact.replaces);
  }
  if (apart.length > 0) {
    await keepApart(
      db,
      apart,
      delivered.map((entry) => entry.kept ?? undefined),
    );
  }
  await keepTogether(desk, fresh);
  const rows = [...apart, ...fresh];
  await deleteRows(
    db.outbox,
    rows.map((row) => row.factId),
  );
  await layRecorded(db, rows);
}

/**
 * Most facts are answers, which change no record: their rows are not written again, since whoever
 * looks at one finds its receipt beside it (`withReceipts`).
 */
async function layRecorded(db: Database, receipts: readonly ReceiptRow[]): Promise<void> {
  const laid = receipts.filter(({ fact }) => !fact || isLaid(fact.kind));
  const rows = await rowsOf(
    db.facts,
    laid.map((row) => row.factId),
  );
  const changed = rows.flatMap((row, index) => recordedRow(row, laid[index]));
  await db.facts.bulkPut(changed);
  await layFacts(db, changed);
}

function recordedRow(row: FactRow | undefined, kept: ReceiptRow | undefined): FactRow[] {
  return row && kept ? [{ ...row, recordedAt: kept.receipt.recordedAt, serverSeq: kept.receipt.serverSeq }] : [];
}

/** Rows with what their receipts say of them, where only a receipt says it so far. */
export async function withReceipts(db: Database, rows: readonly FactRow[]): Promise<FactRow[]> {
  const receipts = await findReceipts(
    db,
    rows.map((row) => row.factId),
  );
  return rows.map((row, index) => (row.recordedAt === null ? (recordedRow(row, receipts[index])[0] ?? row) : row));
}

/** A line never changes while it is open, so one that was read to be sent need only still be there. */
async function openLines(db: Database, ids: readonly string[], sent: readonly Fact[]): Promise<(Line | undefined)[]> {
  if (sent.length === 0) return rowsOf(db.outbox, ids);
  const open = await heldIds(db.outbox, ids);
  const lines = new Map(sent.map((fact): [string, Line] => [fact.factId, { factId: fact.factId, owner: fact.owner, fact }]));
  return ids.map((id) => (open.has(id) ? lines.get(id) : undefined));
}

/**
 * Applies answers inside the caller's transaction, so that a receipt is stored and its line
 * closed together or not at all. Only this owner's lines; answers for anything else are ignored.
 * @param sent what these answers are about, where the caller still has it at hand.
 */
export async function settleAnswers(desk: Desk, owner: string, epoch: string, answers: readonly AnswerFor[], sent: readonly Fact[] = []): Promise<Settled> {
  const { db } = desk;
  const ids = answers.map((answer) => answer.factId);
  const [lines, receipts] = await Promise.all([openLines(db, ids, sent), findReceipts(db, ids)]);
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
      await refuse(db, { factId: answer.factId, owner, fact }, line ? byteLength(fact) : 0, refusal, seenAt);
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
