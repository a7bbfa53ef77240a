// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { makeHandClock, openTab, signIn } from '../support/device.ts';
import type { FrozenPhone } from '../support/frozen-phone.ts';
import { freezePhone, thawPhone } from '../support/frozen-phone.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, homeOpened } from '../support/training-facts.ts';

const ann = '019f0000-0000-7000-8000-00000000000a';
const ben = '019f0000-0000-7000-8000-00000000000b';
const home = '019f0000-0000-7000-8000-0000000000f1';

const folder = path.resolve(import.meta.dirname, '../fixtures');
const releases = readdirSync(folder)
  .filter((name) => name.startsWith('phone-'))
  .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as FrozenPhone);

describe('a phone that was away six months', () => {
  it.each(releases)('the frozen phone of release $release is put back just as it was', async (frozen) => {
    const indexedDB = new IDBFactory();
    await thawPhone(indexedDB, 'frozen', frozen);
    expect(await freezePhone(indexedDB, 'frozen', frozen.release)).toEqual(frozen);
  });

  it.each(releases)('F21 I2 I4 of release $release opens with its work, and delivers all of it', async (frozen) => {
    const clock = makeHandClock('2027-05-22T09:00:00.000Z');
    const server = makePretendServer(clock.read);
    server.seed([homeOpened(home), added(ann, 'senior', home), added(ben, 'carer', home)]);
    const tab = await openTab(clock, server, undefined, {
      before: (disk) => thawPhone(disk.indexedDB, disk.name, frozen),
    });
    const lines = frozen.tables.find((table) => table.name === 'outbox')?.rows as { factId: string; owner: string }[];
    const refusals = frozen.tables.find((table) => table.name === 'refusals')?.rows as { factId: string }[];
    const sync = tab.start();
    for (const personId of [ann, ben]) {
      await signIn(tab, personId, personId === ann ? 'senior' : 'carer', home);
      await sync.drain();
      await sync.drain();
    }
    expect(lines.filter((line) => !server.shelves.log.has(line.factId))).toEqual([]);
    expect(server.effects.filter((factId) => lines.some((line) => line.factId === factId))).toHaveLength(lines.length);
    await signIn(tab, ann, 'senior', home);
    expect(await tab.cabinet.openLines(ann, 1)).toEqual([]);
    expect(JSON.parse(await tab.cabinet.exportWaiting()).lines).toHaveLength(refusals.length);
    sync.stop();
  });
});
