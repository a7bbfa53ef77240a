import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../schema.ts';

/** Closed accounts, erased records, and how many counters of a device arrived. */
export const history: Migration = {
  async up(db: Kysely<Tables>): Promise<void> {
    const id = 'varchar(64)';
    await db.schema.alterTable('person').addColumn('closed_at', id).execute();
    await db.schema
      .alterTable('device')
      .addColumn('received', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    const arrived = await db
      .selectFrom('fact_log')
      .select(['device_id', 'owner', (row) => row.fn.countAll<number>().as('received')])
      .groupBy(['device_id', 'owner'])
      .execute();
    for (const { device_id, owner, received } of arrived) {
      await db
        .updateTable('device')
        .set({ received: Number(received) })
        .where('device_id', '=', device_id)
        .where('person_id', '=', owner)
        .execute();
    }
    await db.schema
      .createTable('erased')
      .addColumn('about', id, (column) => column.primaryKey())
      .addColumn('kind', id, (column) => column.notNull())
      .addColumn('erased_at', id, (column) => column.notNull())
      .addColumn('server_seq', 'bigint')
      .execute();
  },
};
