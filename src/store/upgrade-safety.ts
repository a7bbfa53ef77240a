import type { Transaction } from 'dexie';

export const COPIED = ['outbox', 'refusals'] as const;

/**
 * The first act of every upgrade: all that nobody else has, as plain text in a table of its own, so
 * that an upgrade with a fault cannot lose it. In the upgrade's own transaction; `put-back` is what
 * the next start does with the copies.
 */
export async function copyToSafety(upgrade: Transaction): Promise<void> {
  for (const table of COPIED) {
    const rows: { factId: string }[] = await upgrade.table(table).toArray();
    await upgrade.table('safety').bulkPut(rows.map((row) => ({ name: `${table}:${row.factId}`, text: JSON.stringify(row) })));
  }
}
