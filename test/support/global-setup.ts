import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where PostgreSQL is not installed. */
    postgresUrl: string | null;
  }
}

/** One PostgreSQL for the whole run. Without it that half is named as not run; in CI that is a failure. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres();
  if (cluster === null) {
    if (process.env.CI) throw new Error('PostgreSQL is not installed, so half of the server tests could not run');
    process.stdout.write('\nPostgreSQL is not installed: every test in test/server ran on SQLite only.\n\n');
  }
  project.provide('postgresUrl', cluster?.url('postgres') ?? null);
  return async () => cluster?.stop();
}
