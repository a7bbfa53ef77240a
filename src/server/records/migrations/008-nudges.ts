import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who wants to be told that something is due, where, and what they were told of already. */
export const nudges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const id = 'varchar(64)';
    await db.schema
      .createTable('push_address')
      .addColumn('endpoint_hash', id, (column) => column.primaryKey())
      .addColumn('person_id', id, (column) => column.notNull())
      .addColumn('sign_in', id, (column) => column.notNull())
      .addColumn('endpoint', 'text', (column) => column.notNull())
      .addColumn('p256dh', 'varchar(100)', (column) => column.notNull())
      .addColumn('auth', 'varchar(40)', (column) => column.notNull())
      .addColumn('made_at', id, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('push_address_person').on('push_address').column('person_id').execute();
    await db.schema
      .createTable('nudge_choice')
      .addColumn('person_id', id, (column) => column.primaryKey())
      .addColumn('quiet_from', 'varchar(5)', (column) => column.notNull())
      .addColumn('quiet_to', 'varchar(5)', (column) => column.notNull())
      .addColumn('has_digest', 'integer', (column) => column.notNull())
      .addColumn('address', 'varchar(254)')
      .addColumn('confirmed_at', id)
      .addColumn('secret_hash', id)
      .addColumn('asked_at', id)
      .execute();
    await db.schema
      .createTable('nudge_sent')
      .addColumn('person_id', id, (column) => column.notNull())
      .addColumn('step', 'varchar(200)', (column) => column.notNull())
      .addColumn('at', id, (column) => column.notNull())
      .addPrimaryKeyConstraint('nudge_sent_key', ['person_id', 'step'] as never[])
      .execute();
  },
};
