import type { Kysely } from 'kysely';
import { PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The sealed lane. Its tables share nothing with those of training but people and places. */
export const voice: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    const table = async (name: string, key: string[], columns: Record<string, string>) => {
      let made = db.schema.createTable(name);
      for (const [column, kind] of Object.entries(columns)) {
        const isOptional = kind.endsWith('?');
        const type = sql.raw(kind.replace('?', '').replace('id', 'varchar(64)'));
        made = made.addColumn(column, type as ReturnType<typeof sql<string>>, (built) => (isOptional ? built : built.notNull()));
      }
      const keyed = made.addPrimaryKeyConstraint(`${name}_key`, key as never[]);
      // SQLite would number rows as they come, nearer than the hour, and show which capabilities were given together.
      await (isPostgres || name === 'sealed_chunk' ? keyed : keyed.modifyEnd(sql`without rowid`)).execute();
    };
    await table('join_code', ['selector'], { selector: 'id', salt: 'id', hash: 'id', unit: 'id', tries: 'integer', expires_at: 'id' });
    await table('membership', ['hash'], { hash: 'id', unit: 'id', made_on: 'id', given_on: 'id?', given: 'integer', revoked_on: 'id?' });
    await table('capability', ['hash'], { hash: 'id', unit: 'id', made_on: 'id', spent_by: 'id?' });
    await table('work_challenge', ['hash'], { hash: 'id', unit: 'id', bits: 'integer', ends_at: 'id' });
    await table('sealed_letter', ['id'], {
      id: 'id',
      mbox: 'id',
      unit: 'id',
      is_answer: 'integer',
      wire: 'text',
      hash: 'id',
      received_at: 'id',
      safety: 'integer',
      cat: 'id?',
      bucket: 'integer',
      gone: 'id?',
    });
    await table('letter_audience', ['letter', 'a'], { letter: 'id', a: 'id', thread: 'id' });
    await table('view_audience', ['letter', 'a'], {
      letter: 'id',
      a: 'id',
      e: 'integer',
      share: 'id?',
      state: 'id',
      received_at: 'id',
      waiting_since: 'id?',
      is_flagged: 'integer',
      is_worry: 'integer',
      duty: 'id',
      duty_since: 'id?',
      closed_at: 'id?',
      reminded_at: 'id?',
      change_no: 'bigint',
    });
    await table('sealed_message', ['id'], { id: 'id', mbox: 'id', thread: 'id', a: 'id', sender: 'id', act: 'id', aud: 'text', wire: 'text', hash: 'id', received_at: 'id' });
    await table('sealed_share', ['hash'], { hash: 'id', letter: 'id', from_a: 'id', to_a: 'id', withheld: 'integer', wire: 'text', received_at: 'id' });
    await table('sealed_chunk', ['attachment', 'n'], { attachment: 'id', n: 'integer', letter: 'id?', by: 'id?', hash: 'id', content: 'bytea', day: 'id' });
    await table('audience_counter', ['a'], { a: 'id', value: 'bigint' });
    await table('escalation', ['thread', 'from_a', 'step', 'what'], { thread: 'id', from_a: 'id', to_a: 'id', step: 'id', what: 'id', since: 'id', change_no: 'bigint' });
    await table('key_directory', ['version'], { version: 'integer', signed: 'text', state: 'id', at: 'id' });
    await table('directory_signature', ['version', 'k'], { version: 'integer', k: 'id', person_id: 'id' });
    await table('reader_device', ['d'], { d: 'id', person_id: 'id', dk: 'varchar(100)', dsk: 'varchar(100)', asked_at: 'id' });
    await table('kept_key', ['a', 'e', 'd'], { a: 'id', e: 'integer', d: 'id', sealed: 'text', by: 'id' });
    await table('key_invitation', ['id'], {
      id: 'id',
      meta: 'text',
      iv: 'id',
      wrapped: 'text?',
      invitee: 'id',
      a: 'id',
      made_by: 'id',
      expires_at: 'id',
      redeemed_at: 'id?',
    });
    await table('voice_audit', ['scope', 'no'], { scope: 'id', no: 'bigint', at: 'id', actor: 'id', act: 'id', object: 'id', outcome: 'id', prev: 'id', hash: 'id' });
    await table('voice_report', ['kind', 'day'], { kind: 'id', day: 'id', count: 'bigint' });
    for (const [name, on, columns] of [
      ['sealed_letter_mbox', 'sealed_letter', ['mbox']],
      ['letter_audience_thread', 'letter_audience', ['thread', 'a']],
      ['view_audience_change', 'view_audience', ['a', 'change_no']],
      ['sealed_message_mbox', 'sealed_message', ['mbox']],
      ['sealed_share_letter', 'sealed_share', ['letter']],
      ['sealed_chunk_letter', 'sealed_chunk', ['letter']],
      ['sealed_chunk_by', 'sealed_chunk', ['by']],
      ['escalation_to', 'escalation', ['to_a', 'since']],
    ] as const) {
      await db.schema
        .createIndex(name)
        .on(on)
        .columns([...columns] as never[])
        .execute();
    }
    await keepAudit(db);
  },
};

/** E23: what stands in the chain stays, even for somebody who holds the database by its own door. */
async function keepAudit(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`create or replace function voice_audit_stays() returns trigger language plpgsql as $$ begin raise exception 'the audit is never changed'; end $$`.execute(db);
    await sql`create trigger voice_audit_stays before update or delete on voice_audit for each row execute function voice_audit_stays()`.execute(db);
    return;
  }
  for (const what of ['update', 'delete'])
    await sql.raw(`create trigger voice_audit_no_${what} before ${what} on voice_audit begin select raise(abort, 'the audit is never changed'); end`).execute(db);
}
