import { Kysely, sql } from 'kysely';
import { migrate } from './migrate.ts';
import type { News } from './news.ts';
import { openNews } from './news.ts';
import { openPostgres, unhurriedDialect } from './postgres.ts';
import type { Tables } from './schema.ts';
import { BUSY_MS, sqliteDialect } from './sqlite.ts';
import type { Trouble } from './trouble.ts';

/** The server's records, on either database, with the news of what was committed. */
export type Records = {
  db: Kysely<Tables>;
  kind: 'sqlite' | 'postgres';
  news: News;
  /** Why the last push was not stored; null when it was. */
  trouble: Trouble | null;
  close(): Promise<void>;
};

export type Where = { databaseUrl: string } | { folder: string } | { inMemory: true };

/** Opens the database and brings its tables up to date. */
export async function openRecords(where: Where): Promise<Records> {
  if ('databaseUrl' in where) {
    await migratePostgres(where.databaseUrl);
    return overPostgres(where.databaseUrl);
  }
  const records = overSqlite('folder' in where ? where.folder : null);
  try {
    await migrate(records.db);
    await sql`PRAGMA busy_timeout = ${sql.lit(BUSY_MS)}`.execute(records.db);
  } catch (fault) {
    await records.close();
    throw fault;
  }
  return records;
}

/** On a connection of its own: a long migration must not meet the limits that hold for requests. */
async function migratePostgres(url: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: unhurriedDialect(url) });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

function overSqlite(folder: string | null): Records {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(folder) });
  return { db, kind: 'sqlite', news: openNews(), trouble: null, close: () => db.destroy() };
}

function overPostgres(url: string): Records {
  const { dialect, news, close } = openPostgres(url);
  const db = new Kysely<Tables>({ dialect });
  return {
    db,
    kind: 'postgres',
    news,
    trouble: null,
    async close() {
      await close();
      await db.destroy();
    },
  };
}
