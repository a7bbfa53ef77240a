// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { makeHandClock, openTab, seen, signedInAs, signIn, until } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, startedDraft } from '../support/training-facts.ts';

async function twoTabs() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer')]);
  server.effects = [];
  const first = await openTab(clock, server);
  const second = await openTab(clock, server, first.disk);
  await signIn(first, 'ann');
  second.session.personId = 'ann';
  return { clock, server, first, second };
}

describe('two tabs', () => {
  it('F18 only one of them sends, and what the other added goes too', async () => {
    const { clock, server, first, second } = await twoTabs();
    await first.cabinet.record([startedDraft('t1')]);
    await second.cabinet.record([startedDraft('t2')]);
    let inFlight = 0;
    let most = 0;
    const slow = async (path: string, send: () => Response) => {
      if (path !== '/sync/push') return send();
      inFlight += 1;
      most = Math.max(most, inFlight);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
      inFlight -= 1;
      return send();
    };
    first.weather.now = slow;
    second.weather.now = slow;
    const syncs = [first.start(), second.start()];
    await Promise.all(syncs.map((sync) => sync.drain()));
    clock.pass(5000);
    await Promise.all(syncs.map((sync) => sync.drain()));
    expect(most).toBe(1);
    expect(server.effects).toHaveLength(2);
    for (const sync of syncs) sync.stop();
  });

  it('F18 without the lock two senders waste a request and duplicate nothing', async () => {
    const { server, first, second } = await twoTabs();
    await first.cabinet.record([startedDraft('t1'), startedDraft('t2')]);
    await Promise.all([first.start({ locks: null }).drain(), second.start({ locks: null }).drain()]);
    expect(server.effects).toHaveLength(2);
    expect(new Set(server.effects).size).toBe(2);
    expect(await first.cabinet.openLines('ann', 10)).toEqual([]);
  });

  it('I15 what one tab saved and delivered is seen in the other', async () => {
    const { first, second } = await twoTabs();
    const told: (number | undefined)[] = [];
    second.cabinet.watchPerson('ann', (person) => told.push(person?.attempts.length));
    await first.cabinet.record([startedDraft('t1')]);
    await until(() => told.at(-1) === 1, 'the other tab saw it');
    expect(await seen(second.cabinet.watchSync, (state) => state.waiting === 1)).toMatchObject({ waiting: 1 });
    await first.start().drain();
    expect(await seen(second.cabinet.watchSync, (state) => state.waiting === 0)).toMatchObject({ waiting: 0 });
  });

  it('F18 a sign-out in one tab stops the other from writing under the old name', async () => {
    const { first, second } = await twoTabs();
    await first.cabinet.setSignedIn(null);
    expect(await second.cabinet.record([startedDraft('t1')])).toEqual({ ok: false, kind: 'signedOut' });
    await first.cabinet.setSignedIn(signedInAs('ann'));
    expect(await second.cabinet.record([startedDraft('t1')])).toMatchObject({ ok: true });
  });

  it('F14 a tab stopped in the middle leaves its lines open for the next', async () => {
    const { clock, server, first, second } = await twoTabs();
    await first.cabinet.record([startedDraft('t1')]);
    const sync = first.start();
    first.weather.now = () => {
      sync.stop();
      throw new TypeError('frozen');
    };
    await sync.drain();
    expect(sync.isIdle()).toBe(true);
    clock.pass(1000);
    await second.start().drain();
    expect(server.effects).toHaveLength(1);
  });

  /** The first tab's push leaves and nothing more of that tab runs until `thaw`. */
  async function frozenLeader() {
    const tabs = await twoTabs();
    const { first, second, server } = tabs;
    await first.cabinet.record([startedDraft('t1'), startedDraft('t2')]);
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((done) => {
      thaw = done;
    });
    let isSent = false;
    first.weather.now = async (path, send) => {
      if (path !== '/sync/push') return send();
      isSent = true;
      const reply = send();
      await frozen;
      return reply;
    };
    const syncs = { first: first.start(), second: second.start() };
    await until(() => isSent, 'the leader is sending');
    return { ...tabs, server, syncs, thaw: () => thaw() };
  }

  it('F18 while the leader is heard, however slow, its lock is left alone', async () => {
    const { clock, first, second, syncs, thaw } = await frozenLeader();
    const pulse = first.disk.openPulse();
    let pushes = 0;
    second.weather.now = (path, send) => {
      if (path === '/sync/push') pushes += 1;
      return send();
    };
    for (let seconds = 0; seconds < 120; seconds += 10) {
      pulse.beat();
      clock.pass(10_000);
      await syncs.second.drain();
    }
    expect(pushes).toBe(0);
    thaw();
    for (const sync of Object.values(syncs)) sync.stop();
  });

  it('F18 the lock of a frozen tab is stolen after the longest request and fifteen seconds, not before', async () => {
    const { clock, server, second, syncs, thaw } = await frozenLeader();
    await second.cabinet.record([startedDraft('t3')]);
    await syncs.second.drain();
    clock.pass(45_000);
    await syncs.second.drain();
    expect(server.effects).toHaveLength(2);
    clock.pass(1000);
    await syncs.second.drain();
    expect(server.effects).toHaveLength(2);
    // Silent once more, now that it is looked at.
    clock.pass(2000);
    await syncs.second.drain();
    expect(server.effects).toHaveLength(3);
    expect(await second.cabinet.openLines('ann', 10)).toEqual([]);
    expect(syncs.first.isIdle()).toBe(true);
    thaw();
    for (const sync of Object.values(syncs)) sync.stop();
  });

  it('I14 F18 silence from before the lock changed hands robs nobody who has only just taken it', async () => {
    const { clock, server, first, second } = await twoTabs();
    const hold = () => {
      let letGo: () => void = () => undefined;
      const held = first.disk.locks.request('hearth-sync', { ifAvailable: true }, () => new Promise<void>((done) => (letGo = done))).catch(() => undefined);
      return async () => {
        letGo();
        await held;
      };
    };
    const sync = second.start();
    const before = hold();
    await sync.drain();
    await before();
    clock.pass(60_000);
    const taken = hold();
    await second.cabinet.record([startedDraft('t9')]);
    await sync.drain();
    expect(server.effects).toEqual([]);
    clock.pass(2000);
    await sync.drain();
    expect(server.effects).toHaveLength(1);
    await taken();
    sync.stop();
  });

  it('I12 F18 a thawed tab that was robbed stops, and its late reply changes nothing', async () => {
    const { clock, server, first, second, syncs, thaw } = await frozenLeader();
    await syncs.second.drain();
    clock.pass(46_000);
    await syncs.second.drain();
    clock.pass(2000);
    await syncs.second.drain();
    const pushes = () => server.seen.filter(({ path }) => path === '/sync/push').length;
    const before = pushes();
    const receipts = await first.cabinet.factsAbout('t1');
    first.weather.now = () => {
      throw new Error('a robbed tab sent again');
    };
    thaw();
    await syncs.first.rest();
    expect(pushes()).toBe(before);
    expect(await first.cabinet.factsAbout('t1')).toEqual(receipts);
    expect(await seen(first.cabinet.watchSync)).toMatchObject({ waiting: 0, refused: 0, isSending: false });
    expect(server.effects).toHaveLength(2);
    expect(second.cabinet.syncNow().signal).toBe('online');
    for (const sync of Object.values(syncs)) sync.stop();
  });

  it('I4 F18 a page that is put away lets the lock go at once', async () => {
    const { server, first, second, syncs, thaw } = await frozenLeader();
    await second.cabinet.record([startedDraft('t3')]);
    first.page.tell('leaving');
    await syncs.second.drain();
    expect(server.effects).toHaveLength(3);
    expect(new Set(server.effects).size).toBe(3);
    thaw();
    for (const sync of Object.values(syncs)) sync.stop();
  });
});
