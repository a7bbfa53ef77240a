import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sql } from 'kysely';

/**
 * Never edit a migration once it has been released: somewhere a database stands on it.
 * Add the next number instead.
 */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const id = 'varchar(64)';
    await db.schema
      .createTable('mark')
      .addColumn('name', id, (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('counter')
      .addColumn('name', id, (column) => column.primaryKey())
      .addColumn('value', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('place')
      .addColumn('place_id', id, (column) => column.primaryKey())
      .addColumn('kind', id, (column) => column.notNull())
      .addColumn('parent_id', id, (column) => column.references('place.place_id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('person')
      .addColumn('person_id', id, (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('placement')
      .addColumn('placement_id', id, (column) => column.primaryKey())
      .addColumn('person_id', id, (column) => column.notNull().references('person.person_id'))
      .addColumn('place_id', id, (column) => column.notNull().references('place.place_id'))
      .addColumn('role', id, (column) => column.notNull())
      .addColumn('starts_on', id, (column) => column.notNull())
      .addColumn('care_role_started_on', id)
      .addColumn('ends_on', id)
      .execute();
    await db.schema.createIndex('placement_person').on('placement').column('person_id').execute();
    await db.schema
      .createTable('invitation')
      .addColumn('invitation_id', id, (column) => column.primaryKey())
      .addColumn('person_id', id, (column) => column.notNull().references('person.person_id'))
      .addColumn('made_by', id, (column) => column.notNull())
      .addColumn('secret_hash', id, (column) => column.notNull())
      .addColumn('made_at', id, (column) => column.notNull())
      .addColumn('expires_at', id, (column) => column.notNull())
      .addColumn('used_at', id)
      .execute();
    await db.schema.createIndex('invitation_secret').on('invitation').column('secret_hash').execute();
    await db.schema
      .createTable('passkey')
      .addColumn('credential_id', 'varchar(1400)', (column) => column.primaryKey())
      .addColumn('person_id', id, (column) => column.notNull().references('person.person_id'))
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('counter', 'bigint', (column) => column.notNull())
      .addColumn('transports', 'text', (column) => column.notNull())
      .addColumn('made_at', id, (column) => column.notNull())
      .addColumn('used_at', id)
      .execute();
    await db.schema.createIndex('passkey_person').on('passkey').column('person_id').execute();
    await db.schema
      .createTable('challenge')
      .addColumn('challenge', id, (column) => column.primaryKey())
      .addColumn('purpose', id, (column) => column.notNull())
      .addColumn('person_id', id)
      .addColumn('ends_at', id, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('session')
      .addColumn('id_hash', id, (column) => column.primaryKey())
      .addColumn('kind', id, (column) => column.notNull())
      .addColumn('person_id', id, (column) => column.notNull().references('person.person_id'))
      .addColumn('made_at', id, (column) => column.notNull())
      .addColumn('seen_at', id, (column) => column.notNull())
      .addColumn('ends_at', id, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('device')
      .addColumn('device_id', id, (column) => column.notNull())
      .addColumn('person_id', id, (column) => column.notNull())
      .addColumn('seen_at', id, (column) => column.notNull())
      .addColumn('last_seq', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('device_key', ['device_id', 'person_id'])
      .execute();
    await db.schema
      .createTable('fact_log')
      .addColumn('fact_id', id, (column) => column.primaryKey())
      .addColumn('owner', id, (column) => column.notNull())
      .addColumn('device_id', id, (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('kind', id, (column) => column.notNull())
      .addColumn('v', 'integer', (column) => column.notNull())
      .addColumn('about', id, (column) => column.notNull())
      .addColumn('hash', id, (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('prev', id)
      .addColumn('deps', 'text', (column) => column.notNull())
      .addColumn('at', id, (column) => column.notNull())
      .addColumn('off', 'bigint')
      .addColumn('state', id, (column) => column.notNull())
      .addColumn('held_for', id)
      .addColumn('waits_for', 'varchar(160)')
      .addColumn('refusal', 'text')
      .addColumn('server_seq', 'bigint')
      .addColumn('received_at', id, (column) => column.notNull())
      .addColumn('subject_id', id)
      .addColumn('attempt_id', id)
      .addColumn('server_score', 'text')
      .execute();
    await db.schema.createIndex('fact_waiting').on('fact_log').column('waits_for').where(sql.ref('waits_for'), 'is not', null).execute();
    await db.schema.createIndex('fact_attempt').on('fact_log').column('attempt_id').where(sql.ref('attempt_id'), 'is not', null).execute();
    await db.schema.createIndex('fact_subject').on('fact_log').column('subject_id').where(sql.ref('subject_id'), 'is not', null).execute();
    await db.schema
      .createTable('change')
      .addColumn('server_seq', 'bigint', (column) => column.notNull())
      .addColumn('scope', 'varchar(80)', (column) => column.notNull())
      .addColumn('fact_id', id, (column) => column.notNull())
      .addColumn('what', id, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('change_scope').on('change').columns(['scope', 'server_seq']).execute();
    await db.schema
      .createTable('attempt')
      .addColumn('person_id', id, (column) => column.notNull())
      .addColumn('attempt_id', id, (column) => column.notNull())
      .addColumn('course_id', id, (column) => column.notNull())
      .addColumn('course_version', 'integer', (column) => column.notNull())
      .addColumn('module_id', id, (column) => column.notNull())
      .addColumn('is_started', 'integer', (column) => column.notNull())
      .addColumn('is_finished', 'integer', (column) => column.notNull())
      .addColumn('is_passed', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('attempt_key', ['person_id', 'attempt_id'])
      .execute();
  },
};
