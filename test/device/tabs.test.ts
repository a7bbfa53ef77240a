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
});
