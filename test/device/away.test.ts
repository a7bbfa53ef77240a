// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../src/store/database.ts';
import { copyToSafety } from '../../src/store/upgrade-safety.ts';
import type { Disk } from '../support/device.ts';
import { makeHandClock, openTab, signIn } from '../support/device.ts';
import type { FrozenPhone } from '../support/frozen-phone.ts';
import { freezePhone, thawPhone } from '../support/frozen-phone.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, homeOpened, startedDraft } from '../support/training-facts.ts';

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
    const pictures = (frozen.tables.find((table) => table.name === 'attachments')?.rows ?? []) as { sha256: string; bytes: number }[];
    expect(pictures.filter(({ sha256 }) => ![...server.shelves.uploads.values()].some((upload) => upload.sha256 === sha256 && upload.recordedAt !== null))).toEqual([]);
    expect(await tab.cabinet.openLines(ann, 1)).toEqual([]);
    expect(JSON.parse(await tab.cabinet.exportWaiting()).lines).toHaveLength(refusals.length);
    sync.stop();
  });
});

describe('an upgrade of the tables', () => {
  const first = releases.find(({ release }) => release === '0.1.0') as FrozenPhone;
  const rowsOf = (table: string) => first.tables.find(({ name }) => name === table)?.rows as { factId: string; owner: string; seq: number; fact: { about: string } }[];
  const lines = rowsOf('outbox');
  const refusals = rowsOf('refusals');
  const open = (disk: Disk) => makeDatabase({ name: disk.name, indexedDB: disk.indexedDB, IDBKeyRange });

  /** An upgrade that begins as every one must, and then has a fault. */
  async function upgradeBadly(disk: Disk, tables: readonly string[]): Promise<void> {
    await thawPhone(disk.indexedDB, disk.name, first);
    const db = open(disk);
    db.version(2).upgrade(async (upgrade) => {
      await copyToSafety(upgrade);
      for (const table of tables) await upgrade.table(table).clear();
    });
    await db.open();
    expect(await db.safety.count()).toBe(lines.length + refusals.length);
    db.close();
  }

  it('F21 I2 copies every open line and refusal first, and drops the copies after a good start', async () => {
    const clock = makeHandClock('2027-05-22T09:00:00.000Z');
    const tab = await openTab(clock, null, undefined, { before: (disk) => upgradeBadly(disk, []) });
    const db = open(tab.disk);
    expect(await db.safety.count()).toBe(0);
    expect((await db.outbox.toArray()).map((row) => row.factId).sort()).toEqual(lines.map((row) => row.factId).sort());
    expect(await db.refusals.toCollection().primaryKeys()).toEqual(refusals.map((row) => row.factId));
  });

  it.each([
    { what: 'the open lines', lost: ['outbox'] },
    { what: 'lines, refusals and records', lost: ['outbox', 'refusals', 'facts', 'records'] },
    { what: 'even who is signed in', lost: ['outbox', 'refusals', 'facts', 'records', 'marks'] },
  ])('F21 I1 I2 one that loses $what has all of it put back before anyone looks, and it is delivered', async ({ lost }) => {
    const clock = makeHandClock('2027-05-22T09:00:00.000Z');
    const server = makePretendServer(clock.read);
    server.seed([homeOpened(home), added(ann, 'senior', home), added(ben, 'carer', home)]);
    const tab = await openTab(clock, server, undefined, { before: (disk) => upgradeBadly(disk, lost) });
    const db = open(tab.disk);
    expect(await db.safety.count()).toBe(0);
    expect((await db.outbox.toArray()).map((row) => row.factId).sort()).toEqual(lines.map((row) => row.factId).sort());
    expect(await db.refusals.toCollection().primaryKeys()).toEqual(refusals.map((row) => row.factId));
    const sync = tab.start();
    for (const personId of [ann, ben]) {
      await signIn(tab, personId, personId === ann ? 'senior' : 'carer', home);
      const before = lines.filter((line) => line.owner === personId).map((line) => line.seq);
      await tab.cabinet.record([startedDraft(`new-${personId}`)]);
      const seqs = (await tab.cabinet.openLines(personId, 100)).map((fact) => fact.seq);
      expect(Math.max(...seqs)).toBeGreaterThan(Math.max(0, ...before));
      await sync.drain();
      await sync.drain();
    }
    expect(lines.filter((line) => !server.shelves.log.has(line.factId))).toEqual([]);
    sync.stop();
  });

  it('I3 never puts back what has been delivered since', async () => {
    const clock = makeHandClock('2027-05-22T09:00:00.000Z');
    const delivered = lines[0]?.factId ?? '';
    const tab = await openTab(clock, null, undefined, {
      before: async (disk) => {
        await upgradeBadly(disk, []);
        const db = open(disk);
        const line = await db.outbox.get(delivered);
        if (!line) throw new Error('no line');
        await db.outbox.delete(delivered);
        const receipt = { state: 'recorded' as const, hash: line.fact.hash, serverSeq: 1, recordedAt: '2027-05-22T09:00:00.000Z' };
        await db.receipts.put({ factId: delivered, owner: line.owner, receipt, epoch: 'e', deliveredAt: 0, fact: line.fact });
        db.close();
      },
    });
    const db = open(tab.disk);
    expect(await db.outbox.get(delivered)).toBeUndefined();
    expect(await db.safety.count()).toBe(0);
  });
});
