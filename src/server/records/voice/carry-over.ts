import { sql } from 'kysely';
import type { Records } from '../database.ts';
import type { VoiceTables } from '../schema-voice.ts';
import { ROOT_MARK } from './directory.ts';

const TABLES: readonly (keyof VoiceTables)[] = [
  'join_code',
  'membership',
  'capability',
  'work_challenge',
  'sealed_letter',
  'letter_audience',
  'view_audience',
  'sealed_message',
  'sealed_share',
  'sealed_chunk',
  'audience_counter',
  'escalation',
  'key_directory',
  'directory_signature',
  'reader_device',
  'kept_key',
  'key_invitation',
  'voice_audit',
  'voice_report',
];

/**
 * Brings the sealed lane over from the records that are put aside, wherever they can still be read. Putting it back to
 * an older day would lose what phones have delivered and no longer hold, bring back what was taken back, and serve
 * a directory that phones refuse (C2, C19). Only SQLite, of a folder, is put back by ourselves.
 * @param live the database put aside, folded into one file.
 * @returns whether there was anything to bring over.
 */
export async function carryOver({ db }: Records, live: string): Promise<boolean> {
  await sql`attach database ${live} as live`.execute(db);
  try {
    const { rows } = await sql<{ name: string }>`select name from live.sqlite_master where type = 'table'`.execute(db);
    const there = new Set(rows.map(({ name }) => name));
    if (!TABLES.every((table) => there.has(table))) return false;
    await db.transaction().execute(async (trx) => {
      for (const table of TABLES) {
        const { rows: columns } = await sql<{ name: string }>`select name from pragma_table_info(${table}, 'live')`.execute(trx);
        const list = sql.join(columns.map(({ name }) => sql.ref(name)));
        // The audit is only ever added to; its chain in the copy is the beginning of the one put aside.
        if (table !== 'voice_audit') await sql`delete from main.${sql.ref(table)}`.execute(trx);
        await sql`insert or ignore into main.${sql.ref(table)} (${list}) select ${list} from live.${sql.ref(table)}`.execute(trx);
      }
      await sql`insert or replace into main.mark (name, value) select name, value from live.mark where name = ${ROOT_MARK}`.execute(trx);
    });
    return true;
  } finally {
    await sql`detach database live`.execute(db);
  }
}
