import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who may look at one home for 48 hours, and the sign-ins that can do nothing else. */
export const inspectors: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const id = 'varchar(64)';
    await db.schema
      .createTable('inspector_grant')
      .addColumn('grant_id', id, (column) => column.primaryKey())
      .addColumn('home_id', id, (column) => column.notNull())
      .addColumn('made_by', id, (column) => column.notNull())
      .addColumn('secret_hash', id, (column) => column.notNull())
      .addColumn('pin_hash', id, (column) => column.notNull())
      .addColumn('made_at', id, (column) => column.notNull())
      .addColumn('ends_at', id, (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('ended_at', id)
      .execute();
    await db.schema.createIndex('inspector_grant_secret').on('inspector_grant').column('secret_hash').execute();
    await db.schema
      .createTable('inspector_look')
      .addColumn('id_hash', id, (column) => column.primaryKey())
      .addColumn('grant_id', id, (column) => column.notNull())
      .addColumn('seen_at', id, (column) => column.notNull())
      .addColumn('ends_at', id, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('inspector_look_grant').on('inspector_look').column('grant_id').execute();
  },
};
