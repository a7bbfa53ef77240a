import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { PushDown } from '../../src/shared/wire/push.ts';
import type { Reply } from '../support/failpoints/plain-client.ts';
import { kinds, Scene } from '../support/failpoints/scene.ts';
import { startPostgres } from '../support/postgres.ts';

let scene: Scene | undefined;
const after: (() => unknown)[] = [];
afterEach(async () => {
  await scene?.close();
  scene = undefined;
  for (const end of after.splice(0).reverse()) await end();
});

/** The whole push is turned away for now, in words a phone may believe. */
const TURNED_AWAY = { status: 503, isTrusted: true, error: 'busy', retryAfterS: expect.any(Number) };

/** Long enough that a request would note the sign-in as seen, and not so long that it has ended. */
function longAgo(): string {
  return new Date(Date.now() - 600_000).toISOString();
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  after.push(() => client.end().catch(() => undefined));
  return client;
}

async function healthOf(url: string): Promise<unknown> {
  return (await fetch(`${url}/healthz`)).json();
}

function urlOf(here: Scene): string {
  return 'databaseUrl' in here.place ? here.place.databaseUrl : '';
}

async function countLines(here: Scene): Promise<number> {
  const row = await here.look((db) => db.selectFrom('fact_log').select(db.fn.countAll().as('count')).executeTakeFirstOrThrow());
  return Number(row.count);
}

/** Sends the same until it is taken, as a phone does. */
async function untilTaken(act: () => Promise<Reply<PushDown>>): Promise<Reply<PushDown>[]> {
  const replies: Reply<PushDown>[] = [];
  while (replies.length < 60) {
    const reply = await act();
    replies.push(reply);
    if (reply.down !== null) return replies;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`never taken: ${replies.at(-1)?.status} ${replies.at(-1)?.error}`);
}

describe.each(kinds())('a full disk, on $name', (kind) => {
  it('I4 F12 turns the push away and stores nothing; with room again the same bytes are recorded', async () => {
    scene = await Scene.open(await kind.fresh(), 1);
    const here = scene;
    const { client } = here;
    const fill = async () => {
      if (kind.name === 'SQLite') return writeFileSync(here.fullFlag, '');
      const admin = await connected(urlOf(here));
      await admin.query(
        `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
      );
      await admin.query('create trigger full_disk before insert on change execute function no_room()');
    };
    const makeRoom = async () => {
      if (kind.name === 'SQLite') return rmSync(here.fullFlag);
      await (await connected(urlOf(here))).query('drop trigger full_disk on change');
    };
    const server = await here.start(kind.name === 'SQLite' ? { fullFlag: here.fullFlag } : {});
    await client.push(server.url, client.attempt());
    // The sign-in was last seen long ago, so that looking at it would like to write as well.
    await here.look((db) =>
      db
        .updateTable('session')
        .set({ seen_at: new Date(Date.now() - 600_000).toISOString() })
        .execute(),
    );
    await fill();
    // One by one, until the first that does not fit any more.
    let last = await client.push(server.url, client.attempt(0).slice(0, 1));
    for (let tries = 0; last.status === 200 && tries < 400; tries += 1) {
      if (client.open.length === 0) client.attempt(0);
      last = await client.push(server.url, client.open.slice(0, 1));
    }
    expect(last).toMatchObject(TURNED_AWAY);
    const before = await countLines(here);
    const recorded = client.made.length - client.open.length;

    for (let attempt = 0; attempt < 60; attempt += 1) client.attempt();
    const work = client.open;
    for (let tries = 0; tries < 2; tries += 1) expect(await client.push(server.url, work)).toMatchObject(TURNED_AWAY);
    expect(client.open.length).toBe(work.length);
    expect(await countLines(here)).toBe(before);
    // What is there can still be read.
    expect((await client.pullAll(server.url)).changes.filter((change) => change.fact?.owner === client.personId).length).toBe(recorded);
    // An operator is told, loudly and wherever they look.
    expect(server.said()).toMatch(/"level":50.*"trouble":"full"/);
    expect(await healthOf(server.url)).toEqual({ ready: true, takesWork: false });

    await makeRoom();
    expect((await client.push(server.url, work)).down?.answers.filter((answer) => answer.receipt?.state === 'recorded' && !answer.repeat).length).toBe(work.length);
    expect(await healthOf(server.url)).toEqual({ ready: true, takesWork: true });
    await here.expectExactlyOnce(server.url);
  });
});

describe('a busy SQLite', () => {
  it('I4 F12 held by another process turns the push away, answers others meanwhile, and takes the same push afterwards', async () => {
    scene = await Scene.open(null, 2);
    const [first, second] = scene.clients;
    if (!first || !second) throw new Error('two phones are needed');
    const server = await scene.start();
    await first.push(server.url, first.attempt());
    await second.pull(server.url, null);
    // Both were last seen long ago, so that looking who asks would like to write as well.
    await scene.look((db) => db.updateTable('session').set({ seen_at: longAgo() }).execute());
    const other = new DatabaseSync(path.join(scene.dataFolder, 'hearth.sqlite'));
    after.push(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    first.attempt();
    const [turnedAway, page] = await Promise.all([first.push(server.url, first.open), second.pull(server.url, null)]);
    expect(turnedAway).toMatchObject(TURNED_AWAY);
    expect(page.status).toBe(200);
    other.exec('COMMIT');
    await first.drain(server.url);
    second.attempt();
    await second.drain(server.url);
    await scene.expectExactlyOnce(server.url);
  });

  it('F12 held for a moment only is waited for, and the phone notices nothing', async () => {
    scene = await Scene.open(null, 1);
    const { client } = scene;
    const server = await scene.start();
    const other = new DatabaseSync(path.join(scene.dataFolder, 'hearth.sqlite'));
    after.push(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const pushed = client.push(server.url, client.attempt());
    setTimeout(() => other.exec('COMMIT'), 100);
    expect((await pushed).status).toBe(200);
    await scene.expectExactlyOnce(server.url);
  });
});

describe.each(kinds().filter((kind) => kind.name === 'PostgreSQL'))('a $name that others use', (kind) => {
  it.each([
    ['the row of the device', 'select 1 from device for update'],
    ['the counter', 'select 1 from counter for update'],
  ])('I4 F12 where another session holds %s turns the push away, and takes it afterwards', async (_what, lock) => {
    scene = await Scene.open(await kind.fresh(), 1);
    const { client } = scene;
    const server = await scene.start();
    await client.push(server.url, client.attempt());
    const other = await connected(urlOf(scene));
    await other.query('begin');
    await other.query(lock);
    client.attempt();
    expect(await client.push(server.url, client.open)).toMatchObject(TURNED_AWAY);
    await other.query('rollback');
    await client.drain(server.url);
    await scene.expectExactlyOnce(server.url);
  });

  it('I1 I4 F12 stopped with a push under way and started again: the server lives, and nothing is lost', async () => {
    const cluster = await startPostgres();
    if (cluster === null) throw new Error('PostgreSQL is needed');
    after.push(() => cluster.stop());
    scene = await Scene.open(cluster.url('postgres'), 1);
    const { client } = scene;
    const server = await scene.start();
    await client.push(server.url, client.attempt());
    const other = await connected(urlOf(scene));
    await other.query('begin');
    await other.query('select 1 from counter for update');
    client.attempt();
    const underWay = client.push(server.url, client.open);
    await untilWaiting(other);
    await cluster.halt();
    expect(await underWay).toMatchObject({ status: 503, error: 'busy' });
    const meanwhile = await client.push(server.url, client.open);
    expect([meanwhile.status, meanwhile.error, meanwhile.retryAfterS]).toEqual([503, 'busy', expect.any(Number)]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(503);
    expect(server.isRunning()).toBe(true);
    await cluster.resume();
    await untilTaken(() => client.push(server.url, client.open));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await scene.expectExactlyOnce(server.url);
  });
});

/** Until some other session waits for a lock. */
async function untilWaiting(client: pg.Client): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    const { rows } = await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'");
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody waited for the lock');
}
