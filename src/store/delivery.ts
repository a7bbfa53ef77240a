import { isFactKind, kinds } from '../shared/wire/kinds.ts';
import { upcast } from '../shared/wire/upcast.ts';
import type { Delivery, Waiting } from './cabinet.ts';
import type { Database, OutboxRow, ReceiptRow, RefusalRow } from './database.ts';
import { ownerNow, readOwned } from './marks.ts';
import { findReceipts } from './receipts.ts';

async function openState(db: Database, owner: string): Promise<'onThisPhone' | 'waiting'> {
  return (await readOwned(db, owner, 'tried')) ? 'waiting' : 'onThisPhone';
}

function needsYou(row: RefusalRow): Delivery {
  return { state: 'needsYou', refusal: row.refusal.kind, where: row.refusal.where };
}

/** One moment of all that says where work stands: between two reads a line may close. */
function atOnce<Seen>(db: Database, look: () => Promise<Seen>): Promise<Seen> {
  return db.transaction('r', [db.facts, db.outbox, db.refusals, db.receipts, db.attachments, db.marks], async () => await look());
}

export function deliveryOf(db: Database, factId: string): Promise<Delivery> {
  return atOnce(db, () => findDelivery(db, factId));
}

/** The least settled of everything about one record; null when nothing is known of it. */
export function deliveryAbout(db: Database, about: string): Promise<Delivery | null> {
  return atOnce(db, () => findDeliveryAbout(db, about));
}

/** Refusals first, since they need the person; then open lines in the order they were made. */
export function waitingLines(db: Database): Promise<Waiting[]> {
  return atOnce(db, () => findWaiting(db));
}

/** Delivered, and how many of what goes with it are still here only. */
async function delivered(db: Database, owner: string | null, factIds: readonly string[], receipts: readonly (ReceiptRow | undefined)[]): Promise<Delivery> {
  const attachmentsLeft = await db.attachments
    .where('factIds')
    .anyOf(factIds)
    .filter((row) => row.owner === owner && row.state !== 'delivered')
    .count();
  const held = receipts.find((row) => row?.receipt.state === 'held');
  return { state: 'delivered', ...(held ? { heldFor: held.receipt.heldFor ?? 'prev' } : {}), ...(attachmentsLeft > 0 ? { attachmentsLeft } : {}) };
}

async function findDelivery(db: Database, factId: string): Promise<Delivery> {
  const [owner, line, refused, [receipt], fact] = await Promise.all([
    ownerNow(db),
    db.outbox.get(factId),
    db.refusals.get(factId),
    findReceipts(db, [factId]),
    db.facts.get(factId),
  ]);
  if (refused && refused.owner === owner) return needsYou(refused);
  if (line && line.owner === owner) return { state: await openState(db, owner) };
  // A fact made here whose line is closed was delivered, though its receipt may have been let go of since.
  const isClosed = !line && fact?.owner === owner && fact?.seq !== null;
  return receipt || (fact && (fact.recordedAt || isClosed)) ? delivered(db, owner, [factId], [receipt]) : { state: 'onThisPhone' };
}

async function findDeliveryAbout(db: Database, about: string): Promise<Delivery | null> {
  const owner = await ownerNow(db);
  if (owner === null) return null;
  const [lines, refusals, facts] = await Promise.all([
    db.outbox.where('about').equals(about).toArray(),
    db.refusals.where('about').equals(about).toArray(),
    db.facts.where('about').equals(about).primaryKeys(),
  ]);
  const refused = refusals.find((row) => row.owner === owner);
  if (refused) return needsYou(refused);
  if (lines.some((line) => line.owner === owner)) return { state: await openState(db, owner) };
  return facts.length > 0 ? delivered(db, owner, facts, await findReceipts(db, facts)) : null;
}

export async function linesOf(db: Database, owner: string): Promise<OutboxRow[]> {
  return db.outbox.where('[owner+seq]').between([owner, 0], [owner, Number.MAX_SAFE_INTEGER]).toArray();
}

async function findWaiting(db: Database): Promise<Waiting[]> {
  const owner = await ownerNow(db);
  if (owner === null) return [];
  const [lines, refusals, state] = await Promise.all([linesOf(db, owner), db.refusals.where('owner').equals(owner).toArray(), openState(db, owner)]);
  const replaced = new Set(lines.map((line) => line.fact.replaces));
  const waiting = (row: OutboxRow | RefusalRow): Waiting => {
    const { factId, about, fact, bytes } = row;
    const refusal = 'refusal' in row ? row.refusal : null;
    // Every line is listed, or the list and the count would differ (I15).
    const kind = isFactKind(fact.kind) && fact.v <= kinds[fact.kind].v ? fact.kind : 'newer';
    const body = (kind === 'newer' ? fact.body : upcast(kind, fact.v, kinds[kind].v, fact.body)) as Waiting['body'];
    return { factId, kind, about, body, savedAt: fact.at, bytes, state: refusal ? 'needsYou' : state, refusal, isReplaced: refusal !== null && replaced.has(factId) };
  };
  return [...refusals.map(waiting), ...lines.map(waiting)];
}
