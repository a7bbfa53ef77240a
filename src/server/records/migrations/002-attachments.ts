import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';

/** Attachments live in the database, so that one backup holds everything. */
export const attachments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const id = 'varchar(64)';
    await db.schema
      .createTable('attachment')
      .addColumn('owner', id, (column) => column.notNull())
      .addColumn('sha256', id, (column) => column.notNull())
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .addColumn('type', id, (column) => column.notNull())
      .addColumn('offset', 'integer', (column) => column.notNull())
      .addColumn('made_at', id, (column) => column.notNull())
      .addColumn('seen_at', id, (column) => column.notNull())
      .addColumn('completed_at', id)
      .addPrimaryKeyConstraint('attachment_key', ['owner', 'sha256'])
      .execute();
    await db.schema.createIndex('attachment_seen').on('attachment').column('seen_at').execute();
    await db.schema
      .createTable('attachment_chunk')
      .addColumn('owner', id, (column) => column.notNull())
      .addColumn('sha256', id, (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      // PostgreSQL's name for bytes; SQLite takes any name and keeps bytes as they are.
      .addColumn('content', sql`bytea`, (column) => column.notNull())
      .addPrimaryKeyConstraint('attachment_chunk_key', ['owner', 'sha256', 'at'])
      .execute();
    await db.schema
      .createTable('attachment_use')
      .addColumn('sha256', id, (column) => column.notNull())
      .addColumn('owner', id, (column) => column.notNull())
      .addColumn('fact_id', id, (column) => column.notNull())
      .addPrimaryKeyConstraint('attachment_use_key', ['fact_id', 'sha256'])
      .execute();
    await db.schema.createIndex('attachment_use_sha256').on('attachment_use').columns(['sha256', 'owner']).execute();
    await db.schema.createIndex('change_by_fact').on('change').column('fact_id').execute();
  },
};
