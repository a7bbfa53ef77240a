import type { Queries } from './rows.ts';

/** Why facts wait for a person or for a release, and never for the clock. */
const KEPT_FOR = ['accountClosed', 'formTooOld'] as const;
type KeptFor = (typeof KEPT_FOR)[number];

export type Kept = { personId: string; heldFor: KeptFor; count: number; since: string };

/** Who made what is kept, how much of it there is and since when; no content. */
export async function listKept(db: Queries): Promise<Kept[]> {
  const rows = await db
    .selectFrom('fact_log')
    .select((row) => ['owner', 'held_for', row.fn.countAll<number>().as('count'), row.fn.min('received_at').as('since')])
    .where('waits_for', 'is not', null)
    .where('held_for', 'in', [...KEPT_FOR])
    .groupBy(['owner', 'held_for'])
    .orderBy('owner')
    .execute();
  return rows.map((row) => ({ personId: row.owner, heldFor: row.held_for as KeptFor, count: Number(row.count), since: row.since }));
}

export async function countKept(db: Queries): Promise<Record<KeptFor, number>> {
  const counts = { accountClosed: 0, formTooOld: 0 };
  for (const { heldFor, count } of await listKept(db)) counts[heldFor] += count;
  return counts;
}
