// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../src/store/database.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, finishedDraft, startedDraft } from '../support/training-facts.ts';

async function phone(offset = 0) {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer')]);
  server.effects = [];
  const tab = await openTab(clock, server, undefined, { offset });
  await signIn(tab, 'ann');
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  return { clock, server, tab, db, sync: tab.start() };
}

describe('a server restored from an older backup', () => {
  it('F11 what it forgot is sent again with the same ids, and what it kept is not', async () => {
    const { server, tab, sync, db } = await phone();
    await tab.cabinet.record([startedDraft('t1')]);
    await sync.drain();
    const backup = server.backup();
    await tab.cabinet.record([finishedDraft('t1'), startedDraft('t2')]);
    await sync.drain();
    const delivered = [...server.effects];
    server.restore(backup);
    expect(server.effects).toHaveLength(1);
    await sync.drain();
    expect([...server.effects].sort()).toEqual(delivered.sort());
    expect(await tab.cabinet.openLines('ann', 10)).toEqual([]);
    expect(await tab.cabinet.deliveriesToCheck('ann', 10)).toBeNull();
    expect(await tab.cabinet.person('ann')).toEqual(server.shelves.people.get('ann'));
    expect((await db.receipts.toArray()).map((row) => row.epoch)).toEqual(delivered.map(() => server.shelves.epoch));
  });

  it('F11 the phone is killed in the middle of that, and the next start finishes it', async () => {
    const { clock, server, tab, sync } = await phone();
    const backup = server.backup();
    await tab.cabinet.record([startedDraft('t1'), startedDraft('t2')]);
    await sync.drain();
    server.restore(backup);
    tab.weather.now = (path, send) => {
      if (path === '/sync/receipts') throw new TypeError('gone');
      return send();
    };
    await sync.drain();
    sync.stop();
    tab.cabinet.close();
    const again = await openTab(clock, server, tab.disk);
    again.session.personId = 'ann';
    await again.start().drain();
    expect(server.effects).toHaveLength(2);
    expect((await again.cabinet.person('ann'))?.attempts).toHaveLength(2);
  });

  it('I3 delivered bytes are let go after fourteen days, an open line never', async () => {
    const { clock, tab, sync, db } = await phone();
    await tab.cabinet.record([startedDraft('t1')]);
    await sync.drain();
    tab.weather.now = () => {
      throw new TypeError('no signal');
    };
    await tab.cabinet.record([startedDraft('t2')]);
    clock.pass(13 * 86_400_000);
    await tab.cabinet.tidy();
    expect((await db.receipts.toArray()).map((row) => row.fact !== null)).toEqual([true]);
    clock.pass(400 * 86_400_000);
    await tab.cabinet.tidy();
    expect(await db.receipts.count()).toBe(0);
    expect(await tab.cabinet.openLines('ann', 10)).toHaveLength(1);
  });
});

describe('a phone whose clock is wrong', () => {
  it('F22 learns how far off it is, keeps the claim as it was, and shows the right time', async () => {
    const off = -26 * 3_600_000;
    const { clock, tab, sync } = await phone(off);
    await tab.cabinet.record([startedDraft('t1')]);
    const [before] = await tab.cabinet.openLines('ann', 1);
    expect(before?.off).toBeNull();
    expect(before?.at).toBe(new Date(clock.read() + off).toISOString());
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync, (state) => state.clockOffset !== null)).toMatchObject({ clockOffset: -off });
    expect(tab.cabinet.now()).toBe(new Date(clock.read()).toISOString());
    tab.weather.now = () => {
      throw new TypeError('no signal');
    };
    await tab.cabinet.record([startedDraft('t2')]);
    expect((await tab.cabinet.openLines('ann', 1))[0]?.off).toBe(-off);
  });

  it('F22 the offset is known at once after a restart without signal', async () => {
    const { clock, tab, sync } = await phone(3_600_000);
    await sync.drain();
    tab.cabinet.close();
    const again = await openTab(clock, null, tab.disk, { offset: 3_600_000 });
    expect(again.cabinet.now()).toBe(new Date(clock.read()).toISOString());
  });
});
