import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Public halves of audience keys, each vouched for by the device that made it, until a directory lists them. */
export const epochOffers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    let made = db.schema.createTable('epoch_offer');
    for (const column of ['a', 'd', 'person_id', 'at'] as const) made = made.addColumn(column, 'varchar(64)', (built) => built.notNull());
    for (const column of ['pub', 'sig'] as const) made = made.addColumn(column, 'varchar(100)', (built) => built.notNull());
    await made
      .addColumn('e', 'integer', (built) => built.notNull())
      .addPrimaryKeyConstraint('epoch_offer_key', ['a', 'e', 'd'] as never[])
      .execute();
  },
};
