import type { Database, ReceiptRow } from './database.ts';
import type { Desk } from './desk.ts';
import { rowsOf } from './stretch.ts';

/** From so many on, the receipts of one reply are kept as one row: a browser writes one large row far sooner than a thousand small ones. */
const PACK_FROM = 64;
/** Sorts after every id. The key holds the first and the last id inside, so that a search opens few packs. */
const PACK = 'pack:';
const AFTER_PACKS = 'pack;';

/** A receipt as found, and the pack it lies in, if any. */
export type FoundReceipt = ReceiptRow & { packKey?: string };

/** Each receipt of a row; an ordinary row is its own. */
export function receiptsIn(row: ReceiptRow): ReceiptRow[] {
  return row.pack ?? [row];
}

/** Receipts by id, in the order asked for, wherever they lie. */
export async function findReceipts({ receipts }: Database, ids: readonly string[]): Promise<(FoundReceipt | undefined)[]> {
  const found = new Map<string, FoundReceipt>();
  for (const row of await rowsOf(receipts, ids)) if (row) found.set(row.factId, row);
  if (found.size < ids.length) {
    const missing = ids.filter((id) => !found.has(id));
    const keys = await receipts.where(':id').between(PACK, AFTER_PACKS).primaryKeys();
    const mayHold = (key: string) => {
      const [, first = '', last = ''] = key.split(':');
      return missing.some((id) => id >= first && id <= last);
    };
    for (const pack of await receipts.bulkGet(keys.filter(mayHold))) {
      for (const row of pack?.pack ?? []) if (!found.has(row.factId)) found.set(row.factId, { ...row, packKey: pack?.factId });
    }
  }
  return ids.map((id) => found.get(id));
}

/** Final receipts that came together and are new here. */
export async function keepTogether({ db: { receipts }, sizes }: Desk, rows: readonly ReceiptRow[]): Promise<void> {
  const [first] = rows;
  if (!first || rows.length < (sizes.packFrom ?? PACK_FROM)) {
    await receipts.bulkPut([...rows]);
    return;
  }
  const ids = rows.map((row) => row.factId).sort();
  const serverSeq = Math.max(...rows.map((row) => row.receipt.serverSeq));
  // What tidies up by age or by backup reads a pack as it reads a receipt: by its newest one.
  await receipts.put({ ...first, factId: `${PACK}${ids[0]}:${ids.at(-1)}`, receipt: { ...first.receipt, serverSeq }, fact: null, pack: [...rows] });
}

/** Lays the receipts of packs apart again, because one of them is about to change. */
async function unpack({ receipts }: Database, found: readonly (FoundReceipt | undefined)[]): Promise<void> {
  const keys = [...new Set(found.flatMap((row) => row?.packKey ?? []))];
  for (const pack of await receipts.bulkGet(keys)) await receipts.bulkPut(pack?.pack ?? []);
  await receipts.bulkDelete(keys);
}

/** Receipts that take the place of those found before, or are not final yet. */
export async function keepApart(db: Database, rows: readonly FoundReceipt[], before: readonly (FoundReceipt | undefined)[]): Promise<void> {
  await unpack(db, before);
  await db.receipts.bulkPut(rows.map(({ packKey: _, ...row }) => row));
}

export async function dropReceipt(db: Database, factId: string): Promise<void> {
  await unpack(db, await findReceipts(db, [factId]));
  await db.receipts.delete(factId);
}
