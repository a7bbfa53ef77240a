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

  it('F11 I4 the server is put back a second time before the phone has asked about the first, and nothing stays stuck', async () => {
    const { server, tab, sync } = await phone();
    const backup = server.backup();
    await tab.cabinet.record([startedDraft('t1')]);
    await sync.drain();
    server.restore(backup);
    tab.weather.now = (path, send) => {
      if (path === '/sync/receipts') throw new TypeError('gone');
      return send();
    };
    await sync.drain();
    server.restore(backup);
    tab.weather.now = (_path, send) => send();
    for (let round = 0; round < 4; round += 1) {
      tab.cabinet.sendNow();
      await sync.drain();
    }
    expect(server.effects).toHaveLength(1);
    expect(await tab.cabinet.openLines('ann', 10)).toEqual([]);
    expect(await tab.cabinet.deliveriesToCheck('ann', 10)).toBeNull();
    sync.stop();
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

describe('two servers of different lives, in turn', () => {
  /** A balancer in front of a primary and of a copy that was put back: every request meets the other one. */
  async function balanced(drafts: Parameters<typeof startedDraft>[0][]) {
    const made = await phone();
    const { server, tab, sync } = made;
    if (drafts.length > 0) await tab.cabinet.record(drafts.map(startedDraft));
    await sync.drain();
    const lives = [server.shelves.epoch, 'another-life'];
    let asked = 0;
    tab.weather.now = (path, send) => {
      if (!path.startsWith('/sync/')) return send();
      asked += 1;
      if (asked > 60) throw new TypeError('this would never end');
      server.shelves.epoch = lives[asked % 2] ?? '';
      return send();
    };
    return { ...made, asked: () => asked, settle: () => lives.fill(server.shelves.epoch) };
  }

  it('F13 I14 the phone waits before it asks again, longer each time', async () => {
    const { sync, clock, asked } = await balanced([]);
    await sync.drain();
    const first = asked();
    expect(first).toBeLessThan(8);
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const [wait] = clock.due().filter((ms) => ms !== 60_000 && ms !== 10_000);
      waits.push(wait ?? 0);
      clock.pass(wait ?? 0);
      // A drain would wake it in mid-attempt, as signal that returns does, and that begins the count anew.
      await sync.rest();
    }
    expect(waits.every((wait) => wait >= 500)).toBe(true);
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0);
    expect(asked() - first).toBeLessThan(40);
    sync.stop();
  });

  it('F13 I2 it does so with delivered work too, and settles once there is one server again', async () => {
    const { sync, tab, server, asked, settle } = await balanced(['t1', 't2']);
    await sync.drain();
    expect(asked()).toBeLessThan(12);
    settle();
    for (let round = 0; round < 3; round += 1) {
      tab.cabinet.sendNow();
      await sync.drain();
    }
    expect(await tab.cabinet.deliveriesToCheck('ann', 10)).toBeNull();
    expect(await tab.cabinet.openLines('ann', 10)).toEqual([]);
    expect(new Set(server.effects).size).toBe(server.effects.length);
    expect((await tab.cabinet.person('ann'))?.attempts).toHaveLength(2);
    sync.stop();
  });
});

describe('bytes that a backup holds', () => {
  it('I3 are let go, and those it does not hold are kept', async () => {
    const { server, tab, sync, db } = await phone();
    await tab.cabinet.record([startedDraft('t1')]);
    await sync.drain();
    const through = server.shelves.seq;
    await tab.cabinet.record([startedDraft('t2')]);
    await sync.drain();
    const page = { nonce: 'n', epoch: server.shelves.epoch, now: tab.cabinet.now(), changes: [], forget: [], more: false, durableThrough: through };
    const cursor = await tab.cabinet.cursor('ann');
    await tab.cabinet.applyPull('ann', cursor, { ...page, cursor: cursor ?? '' }, { epoch: page.epoch, offset: 0, durableThrough: through });
    await tab.cabinet.tidy();
    const rows = (await db.receipts.toArray()).sort((one, other) => one.receipt.serverSeq - other.receipt.serverSeq);
    expect(rows.map((row) => row.fact?.about ?? null)).toEqual([null, 't2']);
  });

  it('F11 I2 a restored server’s backup says nothing of what was delivered in its earlier life', async () => {
    const { server, tab, sync, db } = await phone();
    await tab.cabinet.record([startedDraft('t1')]);
    await sync.drain();
    // The server is put back to before it, others deliver much, and that is backed up: all before this phone is back.
    server.restore({ ...server.backup(), log: new Map() });
    const cursor = await tab.cabinet.cursor('ann');
    const news = { epoch: server.shelves.epoch, offset: 0, durableThrough: 1000 };
    const page = { nonce: 'n', now: tab.cabinet.now(), changes: [], forget: [], more: false, cursor: 'c', ...news };
    expect(await tab.cabinet.applyPull('ann', cursor, page, news)).toBe('recover');
    await tab.cabinet.tidy();
    expect((await db.receipts.toArray()).map((row) => row.fact?.about)).toEqual(['t1']);
    await sync.drain();
    expect(server.effects).toHaveLength(1);
    expect(server.shelves.log.size).toBe(1);
  });
});

describe('a phone whose clock is wrong', () => {
  it('F22 learns how far off it is, keeps the claim as it was, and shows the right time', async () => {
    const off = -26 * 3_600_000;
    const { clock, tab, sync } = await phone(off);
    // Nothing may be learnt before the first fact is made.
    tab.isOnline.now = false;
    await tab.cabinet.record([startedDraft('t1')]);
    const [before] = await tab.cabinet.openLines('ann', 1);
    expect(before?.off).toBeNull();
    expect(before?.at).toBe(new Date(clock.read() + off).toISOString());
    tab.isOnline.now = true;
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
