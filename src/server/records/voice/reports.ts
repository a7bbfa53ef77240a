import type { Queries } from '../rows.ts';

/** How often phones refused what they were served, by kind and day. Nothing says whose phone. */
export async function countReport(db: Queries, kind: string, now: string): Promise<void> {
  await db
    .insertInto('voice_report')
    .values({ kind, day: now.slice(0, 10), count: 1 })
    .onConflict((conflict) => conflict.columns(['kind', 'day']).doUpdateSet((set) => ({ count: set('voice_report.count', '+', 1) })))
    .execute();
}
