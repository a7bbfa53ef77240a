import type { Queries } from './rows.ts';
import { groupedBy } from './rows.ts';
import type { FactRow } from './schema.ts';

/**
 * Counts what arrived for the first time, under the device that made it: another phone may carry
 * the same fact, and a repeat is no second arrival. Refused facts count: nothing of them is missing.
 */
export async function noteArrivals(db: Queries, added: readonly FactRow[], now: string): Promise<void> {
  const byDevice = groupedBy(added, (row) => JSON.stringify([row.device_id, row.owner]));
  // In one order everywhere, so that two pushes never wait for each other's rows.
  for (const [, rows] of [...byDevice].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [first] = rows;
    if (!first) continue;
    const lastSeq = rows.reduce((last, row) => Math.max(last, row.seq), 0);
    await db
      .insertInto('device')
      .values({ device_id: first.device_id, person_id: first.owner, seen_at: now, last_seq: lastSeq, received: rows.length })
      .onConflict((conflict) =>
        conflict.columns(['device_id', 'person_id']).doUpdateSet((row) => ({
          last_seq: row.case().when('device.last_seq', '<', lastSeq).then(lastSeq).else(row.ref('device.last_seq')).end(),
          received: row('device.received', '+', rows.length),
        })),
      )
      .execute();
  }
}

/** How many counters of this person on this device never arrived below the highest that did. */
export async function countHoles(db: Queries, personId: string, deviceId: string): Promise<number> {
  const row = await db.selectFrom('device').select(['last_seq', 'received']).where('device_id', '=', deviceId).where('person_id', '=', personId).executeTakeFirst();
  return row ? Math.max(0, row.last_seq - row.received) : 0;
}
