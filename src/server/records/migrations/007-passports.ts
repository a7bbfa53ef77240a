import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Keys of the issuer, and the numbers of the passports they signed. */
export const passports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const id = 'varchar(64)';
    let keys = db.schema.createTable('issuer_key').addColumn('key_id', id, (column) => column.primaryKey());
    for (const column of ['public_key', 'private_key', 'not_before', 'not_after'] as const) keys = keys.addColumn(column, 'varchar(200)', (built) => built.notNull());
    await keys.addColumn('revoked_at', id).execute();
    let given = db.schema.createTable('passport').addColumn('serial', 'bigint', (column) => column.primaryKey());
    given = given.addColumn('through', 'bigint', (column) => column.notNull());
    for (const column of ['key_id', 'issued_at', 'expires_on'] as const) given = given.addColumn(column, id, (built) => built.notNull());
    await given.addColumn('person_id', id).addColumn('withdrawn_at', id).execute();
    await db.schema.createIndex('passport_person').on('passport').column('person_id').execute();
  },
};
