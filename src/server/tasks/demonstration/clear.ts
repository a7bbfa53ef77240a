import { sql } from 'kysely';
import type { Records } from '../../records/database.ts';
import { migrate } from '../../records/migrate.ts';
import { hasPeople } from '../../records/people.ts';

/** Says of a database that nothing in it is real. Written before the first made-up fact. */
const DEMONSTRATION_MARK = 'demonstration';

/**
 * Makes every table anew and marks the database as a demonstration.
 * @throws when it holds people and no such mark: real records are never touched.
 */
export async function clearRecords(records: Records): Promise<void> {
  const tables = (await records.db.introspection.getTables({ withInternalKyselyTables: true })).filter((table) => !table.isView).map((table) => table.name);
  const mark = await records.db.selectFrom('mark').select('value').where('name', '=', DEMONSTRATION_MARK).executeTakeFirst();
  if (mark === undefined && (await hasPeople(records.db))) throw new Error('this database holds real people; give the demonstration one of its own');
  for (const name of tables) await sql`drop table if exists ${sql.table(name)} ${sql.raw(records.kind === 'postgres' ? 'cascade' : '')}`.execute(records.db);
  await migrate(records.db);
  await records.db.insertInto('mark').values({ name: DEMONSTRATION_MARK, value: 'yes' }).execute();
}
