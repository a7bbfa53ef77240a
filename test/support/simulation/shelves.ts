import { sql } from 'kysely';
import type { Records } from '../../../src/server/records/database.ts';

/** Every row of every table: a backup. */
export type Shelves = Map<string, Record<string, unknown>[]>;

async function tablesOf(records: Records): Promise<string[]> {
  const found = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(records.db);
  return found.rows.map((row) => row.name);
}

export async function copyShelves(records: Records): Promise<Shelves> {
  const shelves: Shelves = new Map();
  for (const name of await tablesOf(records)) shelves.set(name, (await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(records.db)).rows);
  return shelves;
}

/** Puts a backup in the place of what is there, as an operator does. */
export async function restoreShelves(records: Records, shelves: Shelves): Promise<void> {
  const tables = await tablesOf(records);
  await records.db.transaction().execute(async (db) => {
    await sql`pragma defer_foreign_keys = on`.execute(db);
    for (const name of tables) await sql`delete from ${sql.table(name)}`.execute(db);
    for (const [name, rows] of shelves) {
      for (const row of rows) {
        const names = Object.keys(row);
        await sql`insert into ${sql.table(name)} (${sql.join(names.map((column) => sql.ref(column)))}) values (${sql.join(names.map((column) => row[column]))})`.execute(db);
      }
    }
  });
}
