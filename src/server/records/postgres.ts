import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { News } from './news.ts';
import { openNews } from './news.ts';

const CHANNEL = 'hearth_change';
/** PostgreSQL refuses a notice of 8,000 bytes or more. Beyond this the notice says "look" to all. */
const NOTICE_LIMIT = 7000;
/** Said instead of a list of scopes that is too long. */
export const EVERY_SCOPE = '*';

const EIGHT_BYTE_INTEGER = 20;
const types: pg.CustomTypesConfig = {
  // Counters stay far below 2^53, so a plain number is exact and both databases answer alike.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === EIGHT_BYTE_INTEGER ? Number : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

export type OpenPostgres = { dialect: PostgresDialect; news: News; close(): Promise<void> };

/**
 * Several server processes may share one database, so news travels by NOTIFY. A lost listener
 * only delays a phone until its next pull; it is opened again after a pause.
 */
export function openPostgres(url: string): OpenPostgres {
  const pool = new pg.Pool({ connectionString: url, max: 8, types });
  pool.on('error', () => undefined);
  const inside = openNews();
  let listener: pg.Client | null = null;
  let isClosed = false;
  let pause: NodeJS.Timeout | undefined;

  const listenAgain = () => {
    listener = null;
    if (isClosed || pause) return;
    pause = setTimeout(() => {
      pause = undefined;
      void start();
    }, 2000);
    pause.unref();
  };
  const start = async () => {
    const client = new pg.Client({ connectionString: url });
    listener = client;
    client.on('error', listenAgain);
    client.on('end', listenAgain);
    client.on('notification', (notice) => inside.announce((notice.payload ?? EVERY_SCOPE).split(' ')));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      listenAgain();
    }
  };
  const started = start();

  const news: News = {
    announce(scopes) {
      if (scopes.length === 0 || isClosed) return;
      const text = scopes.join(' ');
      pool.query('select pg_notify($1, $2)', [CHANNEL, text.length > NOTICE_LIMIT ? EVERY_SCOPE : text]).catch(() => inside.announce(scopes));
    },
    listen: (hear) => inside.listen(hear),
  };
  return {
    dialect: new PostgresDialect({ pool }),
    news,
    async close() {
      isClosed = true;
      clearTimeout(pause);
      await started;
      await listener?.end().catch(() => undefined);
    },
  };
}
