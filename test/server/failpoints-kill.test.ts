import { afterEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/server/records/database.ts';
import { prepareFirstStart } from '../../src/server/records/first-start.ts';
import type { Failpoint } from '../support/failpoints/failpoint.ts';
import { seeded } from '../support/failpoints/plain-client.ts';
import { kinds, Scene } from '../support/failpoints/scene.ts';
import type { ServerProcess } from '../support/failpoints/server-process.ts';
import { dieAtStart } from '../support/failpoints/server-process.ts';

type Point = { title: string; failpoint: Failpoint; isKept: boolean | null; only?: 'PostgreSQL' };

/** Where the second push kills the server, and whether that push is in the records afterwards. */
const POINTS: Point[] = [
  { title: 'before the transaction begins', failpoint: { when: 'before', statement: 'begin', fromPush: 2 }, isKept: false },
  { title: 'between two effects of one push', failpoint: { when: 'before', statement: 'insert into "fact_log"', fromPush: 2 }, isKept: false },
  { title: 'after all is applied and before the commit', failpoint: { when: 'before', statement: 'commit', fromPush: 2 }, isKept: false },
  { title: 'with the commit sent and its outcome unheard', failpoint: { when: 'sent', statement: 'commit', fromPush: 2 }, isKept: null, only: 'PostgreSQL' },
  { title: 'after the commit and before the answer', failpoint: { when: 'after', statement: 'commit', fromPush: 2 }, isKept: true },
  { title: 'half-way through the answer', failpoint: { when: 'answer', fromPush: 2 }, isKept: true },
];

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

describe.each(kinds())('kill -9 on a real server, on $name', (kind) => {
  it.each(POINTS.filter((point) => point.only === undefined || point.only === kind.name))(
    'I1 I6 I12 F10 $title: all is sent again and recorded exactly once',
    async ({ failpoint, isKept }) => {
      scene = await Scene.open(await kind.fresh(), 1);
      const { client } = scene;
      const armed = await scene.start({ failpoint });
      const first = [...client.attempt(), client.wrong(), ...client.attempt()];
      expect((await client.push(armed.url, first)).isTrusted).toBe(true);
      const cursor = (await client.pullAll(armed.url)).cursor;

      for (let attempt = 0; attempt < 12; attempt += 1) client.attempt();
      client.wrong();
      const second = client.open;
      expect((await client.push(armed.url, second)).isTrusted).toBe(false);
      expect(await armed.ended).toBe('SIGKILL');

      const again = await scene.start();
      const { unknown } = await client.receipts(again.url);
      const lost = second.filter((fact) => unknown.includes(fact.factId)).length;
      expect(isKept === null ? [0, second.length] : [isKept ? 0 : second.length]).toContain(lost);
      // A phone that lost the answers of both pushes sends all of it, and hears the same again.
      const reply = await client.push(again.url, [...first, ...second]);
      expect(reply.down?.answers.map((answer) => answer.repeat)).toEqual([...first.map(() => true), ...second.map(() => lost === 0)]);
      await client.drain(again.url);
      const since = await client.pullAll(again.url, cursor);
      expect([since.reset, since.changes.length]).toEqual([undefined, second.length - 1]);
      await scene.expectExactlyOnce(again.url);
    },
  );

  it('I1 I6 I10 I12 F10 five times in a storm of four phones: 800 facts, each exactly once', async () => {
    const random = seeded(20_261_120);
    scene = await Scene.open(await kind.fresh(), 4);
    for (const client of scene.clients) for (let attempt = 0; attempt < 40; attempt += 1) client.attempt();
    let server: ServerProcess = await scene.start();
    let killsLeft = 5;
    let repliesLeft = 4 + random(12);
    let restart: Promise<void> = Promise.resolve();
    const here = scene;
    const killAndStart = async () => {
      await new Promise((resolve) => setTimeout(resolve, random(12)));
      await server.kill();
      server = await here.start();
    };
    const heard = () => {
      repliesLeft -= 1;
      if (repliesLeft > 0 || killsLeft === 0) return;
      killsLeft -= 1;
      repliesLeft = 4 + random(12);
      restart = killAndStart();
    };
    const send = async (client: Scene['client']) => {
      for (let tries = 0; client.open.length > 0; tries += 1) {
        if (tries > 100) throw new Error('this phone gets nothing through');
        const reply = await client.push(server.url, client.open.slice(0, 8));
        if (reply.isTrusted) heard();
        else await restart;
      }
    };
    await Promise.all(scene.clients.map(send));
    await restart;
    expect(killsLeft).toBe(0);
    for (const client of scene.clients) await client.push(server.url, client.made.slice(0, 100));
    await scene.expectExactlyOnce(server.url);
  });

  it('I1 F10 in the middle of making its tables and its first records: the next start finishes them', async () => {
    const whole = Scene.empty(await kind.fresh());
    const records = await openRecords(whole.place);
    await prepareFirstStart(records, new Date(), { course: () => undefined });
    await records.close();
    const wanted = await shapeOf(whole);
    await whole.close();

    scene = Scene.empty(await kind.fresh());
    const spots: [Failpoint['when'], string][] = [
      ['before', 'create table "mark"'],
      ['before', 'create index "placement_person"'],
      ['before', 'insert into "kysely_migration"'],
      ['before', 'insert into "fact_log"'],
    ];
    for (const [when, statement] of spots) expect(await dieAtStart(scene.place, { when, statement, fromPush: 0 } as Failpoint)).toBe('SIGKILL');
    const server = await scene.start();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await shapeOf(scene)).toEqual(wanted);
  });
});

/** Names of all tables, how many columns each has, and how many first records there are. */
function shapeOf(scene: Scene): Promise<unknown> {
  return scene.look(async (db) => {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    const columns = tables.map((table) => `${table.name} ${table.columns.map((column) => column.name).join(' ')}`).sort();
    const places = await db.selectFrom('place').select(['kind', 'name']).orderBy('name').execute();
    const people = await db.selectFrom('person').select('name').execute();
    const { count } = await db.selectFrom('fact_log').select(db.fn.countAll().as('count')).executeTakeFirstOrThrow();
    return { columns, places, people, count: Number(count) };
  });
}
