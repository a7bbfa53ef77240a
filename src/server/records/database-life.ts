import type pg from 'pg';

/**
 * Which life of which copy this is: the cluster, its timeline (a promoted replica and a restore to
 * a moment each begin a new one) and the database within it.
 */
const LIFE = `select (select system_identifier from pg_control_system())::text
  || '.' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
  || '.' || (select oid from pg_database where datname = current_database())::text as life`;

const NOTE = `insert into mark (name, value) values ('life', $1) on conflict (name) do nothing`;

/** Both in one statement: of two connections that notice at once, only the first finds the old value. */
const REPLACE = `with changed as (update mark set value = $1 where name = 'life' and value <> $1 returning name)
  update mark set value = $2 where name = 'epoch' and exists (select 1 from changed)`;

/**
 * Asked on each new connection, since a failover happens between two of them: may these be other
 * records than those we knew? Then work may be lost that phones hold receipts for, and a new epoch
 * makes them bring it back. Where PostgreSQL does not tell, cursors still do, later.
 */
export async function noticeOtherLife(client: pg.ClientBase, freshEpoch: string): Promise<void> {
  let life: string | undefined;
  try {
    life = (await client.query<{ life: string }>(LIFE)).rows[0]?.life;
  } catch {
    return;
  }
  if (life === undefined) return;
  await client.query(REPLACE, [life, freshEpoch]);
  await client.query(NOTE, [life]);
}
