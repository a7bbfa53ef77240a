import { randomBytes } from 'node:crypto';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { noticeOtherLife } from './database-life.ts';
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

/** How long to wait for PostgreSQL to pick up: well below the 15 s after which a phone gives up. */
const CONNECT_MS = 5000;
const LIMITS: pg.PoolConfig = {
  connectionTimeoutMillis: CONNECT_MS,
  // Another session that holds a row may hold it for ever. The phone is better told to try again.
  lock_timeout: 3000,
  statement_timeout: 30_000,
  // A process that vanished with its machine would otherwise keep the counter locked.
  idle_in_transaction_session_timeout: 30_000,
  // For a database that vanished with its machine. Longer than its own limit, which says more.
  query_timeout: 35_000,
  keepAlive: true,
  // After a failover the name may lead elsewhere; old connections must not live on for ever.
  maxLifetimeSeconds: 600,
};

/** For work that may take long and that nobody waits for: one connection without limits. */
export function unhurriedDialect(url: string): PostgresDialect {
  return new PostgresDialect({ pool: openPool({ connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_MS }) });
}

/** A connection that breaks says so to whoever uses it; a second report with no listener would end the process. */
function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, types });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export type OpenPostgres = { dialect: PostgresDialect; news: News; close(): Promise<void> };

/**
 * Several server processes may share one database, so news travels by NOTIFY. A lost listener
 * only delays a phone until its next pull; it is opened again after a pause.
 */
export function openPostgres(url: string): OpenPostgres {
  const onConnect = (client: pg.ClientBase) => noticeOtherLife(client, randomBytes(32).toString('base64url'));
  const pool = openPool({ ...LIMITS, connectionString: url, max: 8, onConnect });
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
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
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
