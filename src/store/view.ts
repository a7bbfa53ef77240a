import type { Database } from './database.ts';
import { rowOfOwn } from './known-fact.ts';
import { layFacts } from './lay.ts';

/**
 * Empties what screens read and lays one person's open lines on it again. The outbox, receipts
 * and refusals are not touched: they hold their own bytes, whoever they belong to.
 */
export async function startViewAfresh(db: Database, owner: string | null): Promise<void> {
  await Promise.all([db.facts.clear(), db.records.clear()]);
  if (owner === null) return;
  const lines = await db.outbox.where('[owner+seq]').between([owner, 0], [owner, Number.MAX_SAFE_INTEGER]).toArray();
  const rows = lines.map((line) => rowOfOwn(line.fact));
  await db.facts.bulkPut(rows);
  await layFacts(db, rows);
}
