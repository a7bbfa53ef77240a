import type { Database, OutboxRow, RefusalRow } from './database.ts';
import { rowOfOwn } from './known-fact.ts';
import { rebuildAll } from './lay.ts';
import { ownerNow, readOwned, writeOwned } from './marks.ts';
import { findReceipts } from './receipts.ts';
import { COPIED } from './upgrade-safety.ts';

/** Puts one copied row back where no table knows its fact any more. */
async function putBack(db: Database, table: (typeof COPIED)[number], row: OutboxRow | RefusalRow): Promise<boolean> {
  const { factId, owner, fact } = row;
  const [line, refused, [receipt]] = await Promise.all([db.outbox.get(factId), db.refusals.get(factId), findReceipts(db, [factId])]);
  if (line || refused || receipt) return false;
  if (table === 'refusals') {
    await db.refusals.put(row as RefusalRow);
    return true;
  }
  await db.outbox.put(row as OutboxRow);
  // The counter must not be given twice, and the person must find again what they made.
  if (((await readOwned(db, owner, 'seq')) ?? 0) < fact.seq) await writeOwned(db, owner, 'seq', fact.seq);
  if ((await ownerNow(db)) === owner && !(await db.facts.get(factId))) await db.facts.put(rowOfOwn(fact));
  return true;
}

/**
 * At a start after an upgrade: what it lost is put back, the records are made anew and the copies
 * go, all in one transaction. Whatever ends it early leaves the copies for the next start.
 */
export async function putBackCopies(db: Database): Promise<void> {
  await db.transaction('rw', [db.safety, db.outbox, db.refusals, db.receipts, db.facts, db.records, db.marks], async () => {
    let isLost = false;
    for (const { name, text } of await db.safety.toArray()) {
      const table = COPIED.find((copied) => name.startsWith(`${copied}:`));
      if (table && (await putBack(db, table, JSON.parse(text) as OutboxRow | RefusalRow))) isLost = true;
    }
    if (isLost) await rebuildAll(db);
    await db.safety.clear();
  });
}
