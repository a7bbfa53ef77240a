import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlainClient } from '../support/failpoints/plain-client.ts';
import type { Kind } from '../support/failpoints/scene.ts';
import { kinds, Scene } from '../support/failpoints/scene.ts';
import type { ServerProcess } from '../support/failpoints/server-process.ts';

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

/** One statement after another, each by itself, on the cluster's own database. */
async function onCluster(here: Scene, ask: (name: string) => string[]): Promise<void> {
  if (!('databaseUrl' in here.place)) return;
  const name = /\/([^/?]+)\?/.exec(here.place.databaseUrl)?.[1] ?? '';
  const client = new pg.Client({ connectionString: here.place.databaseUrl.replace(`/${name}?`, '/postgres?') });
  await client.connect();
  try {
    for (const statement of ask(name)) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A copy as it is now: the backup, or the replica that falls behind from here on. No server may run on it. */
async function copy(here: Scene): Promise<void> {
  if ('folder' in here.place) return cpSync(here.place.folder, `${here.dataFolder}.copy`, { recursive: true });
  await onCluster(here, (name) => [`create database ${name}_copy template ${name}`]);
}

/** The copy takes the place of what was there. PostgreSQL's is exchanged under the running server. */
async function fallBack(here: Scene, server: ServerProcess): Promise<ServerProcess> {
  if ('folder' in here.place) {
    await server.kill();
    for (const file of ['hearth.sqlite', 'hearth.sqlite-wal', 'hearth.sqlite-shm']) rmSync(path.join(here.dataFolder, file), { force: true });
    cpSync(`${here.dataFolder}.copy`, here.dataFolder, { recursive: true });
    rmSync(`${here.dataFolder}.copy`, { recursive: true });
    return here.start();
  }
  await onCluster(here, (name) => [
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    `drop database ${name} with (force)`,
    `alter database ${name}_copy rename to ${name}`,
  ]);
  return server;
}

/** A phone that finds a new epoch: asks about all it keeps and sends the unknown again. */
async function startOver(client: PlainClient, url: string): Promise<{ unknown: number }> {
  client.forgetAnswers();
  const { answers, unknown } = await client.receipts(url);
  for (const answer of answers) client.hear(answer);
  expect(client.open.map((fact) => fact.factId)).toEqual(unknown);
  await client.drain(url);
  return { unknown: unknown.length };
}

describe.each(kinds())('a database put back to an older copy that says nothing of it, on $name', (kind: Kind) => {
  it('I1 I2 I10 F11 F13 a cursor ahead of it makes a new epoch, and the phones bring back what was lost', async () => {
    scene = await Scene.open(await kind.fresh(), 2);
    const [first, second] = scene.clients;
    if (!first || !second) throw new Error('two phones are needed');
    const early = await scene.start();
    for (const client of scene.clients) await client.push(early.url, client.attempt());
    await first.pullAll(early.url);
    await early.kill();
    await copy(scene);

    const late = await scene.start();
    for (const client of scene.clients) await client.push(late.url, client.attempt());
    const before = new Map<PlainClient, Awaited<ReturnType<PlainClient['pullAll']>>>();
    for (const client of scene.clients) before.set(client, await client.pullAll(late.url));

    const { url } = await fallBack(scene, late);
    for (const client of scene.clients) {
      const found = await client.pull(url, before.get(client)?.cursor ?? null);
      expect(found.down?.reset).toBe('epoch');
      expect(found.down?.epoch).not.toBe(before.get(client)?.epoch);
      expect(await startOver(client, url)).toEqual({ unknown: 5 });
    }
    await scene.expectExactlyOnce(url);
  });

  it('I2 I10 F13 it is noticed even when others have already filled the lost numbers with their own work', async () => {
    scene = await Scene.open(await kind.fresh(), 2);
    await copy(scene);
    const late = await scene.start();
    scene.client.attempt();
    await scene.client.drain(late.url);
    const before = await scene.client.pullAll(late.url);
    await expectNoticed(scene, (await fallBack(scene, late)).url, before);
  });
});

describe.each(kinds().filter((kind) => kind.name === 'PostgreSQL'))('$name itself says that it is another copy', (kind) => {
  it('I1 I2 F13 so it is noticed for a phone too that has pulled nothing since its work was lost', async () => {
    scene = await Scene.open(await kind.fresh(), 2);
    await copy(scene);
    const late = await scene.start();
    const before = await scene.client.pullAll(late.url);
    scene.client.attempt();
    await scene.client.drain(late.url);
    await expectNoticed(scene, (await fallBack(scene, late)).url, before);
  });
});

/** Another phone works on the older copy first; then the first one asks on from where it was. */
async function expectNoticed(here: Scene, url: string, before: { cursor: string; epoch: string }): Promise<void> {
  const [first, second] = here.clients;
  if (!first || !second) throw new Error('two phones are needed');
  for (let attempt = 0; attempt < 4; attempt += 1) second.attempt();
  await second.drain(url);
  const found = await first.pull(url, before.cursor);
  expect([found.down?.reset, found.down?.epoch === before.epoch]).toEqual(['epoch', false]);
  expect(await startOver(first, url)).toEqual({ unknown: 5 });
  await startOver(second, url);
  await here.expectExactlyOnce(url);
}
