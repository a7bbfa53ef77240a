import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Prepared statements kept. The server's queries are few, and preparing costs more than running. */
const STATEMENTS_KEPT = 300;

/** How long a start waits for another process that holds the database, such as one that migrates it. */
const BUSY_AT_START_MS = 10_000;
/**
 * Waiting inside SQLite stops the whole process, so it is kept short. A push then tries again by
 * itself, with pauses in which others are served.
 */
export const BUSY_MS = 250;

function statementOf(statement: StatementSync): SqliteStatement {
  const bound = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bound(parameters)),
    run: (parameters) => statement.run(...bound(parameters)),
    iterate: (parameters) => statement.iterate(...bound(parameters)),
  };
}

/**
 * A full disk or a failed write has rolled back already. A second rollback would fail, and its
 * error would take the place of the one that says why.
 */
function rollbackOf(database: DatabaseSync): SqliteStatement {
  const statement = statementOf(database.prepare('rollback'));
  return { ...statement, run: (parameters) => (database.isTransaction ? statement.run(parameters) : { changes: 0, lastInsertRowid: 0 }) };
}

/** SQLite changes tables inside a transaction, so a migration cut off half-way leaves nothing behind. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteRecords extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new WholeMigrations();
  }
}

/**
 * `node:sqlite` as Kysely expects a database. Kysely begins with a plain `begin`; here it is
 * `begin immediate`, because a transaction that reads first and then wants to write would
 * otherwise fail as busy when another process writes in between.
 */
function adapt(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = sql === 'rollback' ? rollbackOf(database) : statementOf(database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      if (kept.size >= STATEMENTS_KEPT) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

/** Opens `hearth.sqlite` in the folder, or a database in memory when the folder is null. */
export function sqliteDialect(folder: string | null): SqliteDialect {
  if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(folder === null ? ':memory:' : path.join(folder, 'hearth.sqlite'));
  // FULL: a receipt is a promise, so the commit behind it must survive lost power.
  for (const pragma of [
    // First, because changing the journal waits for others too. It is long only until the records are open.
    `busy_timeout = ${BUSY_AT_START_MS}`,
    'auto_vacuum = FULL',
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'trusted_schema = OFF',
  ]) {
    database.exec(`PRAGMA ${pragma}`);
  }
  return new SqliteRecords({ database: adapt(database) });
}
