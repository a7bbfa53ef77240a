import { Kysely } from 'kysely';
import { migrate } from './migrate.ts';
import type { News } from './news.ts';
import { openNews } from './news.ts';
import { openPostgres } from './postgres.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** The server's records, on either database, with the news of what was committed. */
export type Records = {
  db: Kysely<Tables>;
  kind: 'sqlite' | 'postgres';
  news: News;
  close(): Promise<void>;
};

export type Where = { databaseUrl: string } | { folder: string } | { inMemory: true };

/** Opens the database and brings its tables up to date. */
export async function openRecords(where: Where): Promise<Records> {
  const records = 'databaseUrl' in where ? overPostgres(where.databaseUrl) : overSqlite('folder' in where ? where.folder : null);
  try {
    await migrate(records.db);
  } catch (fault) {
    await records.close();
    throw fault;
  }
  return records;
}

function overSqlite(folder: string | null): Records {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(folder) });
  return { db, kind: 'sqlite', news: openNews(), close: () => db.destroy() };
}

function overPostgres(url: string): Records {
  const { dialect, news, close } = openPostgres(url);
  const db = new Kysely<Tables>({ dialect });
  return {
    db,
    kind: 'postgres',
    news,
    async close() {
      await close();
      await db.destroy();
    },
  };
}

/** Is this the database asking to be tried again, rather than a fault of ours? */
export function isBusy(fault: unknown): boolean {
  const { code, errcode } = fault as { code?: unknown; errcode?: unknown };
  // SQLite: 5 busy, 6 locked (extended codes keep these in the low byte). PostgreSQL: deadlock,
  // serialisation failure, two pushes inserting one key, starting up or shutting down, no connection.
  if (code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number') return (errcode & 0xff) === 5 || (errcode & 0xff) === 6;
  return typeof code === 'string' && ['40001', '40P01', '23505', '55P03', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET'].includes(code);
}
