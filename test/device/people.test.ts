// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../src/store/database.ts';
import { fair, makeHandClock, openTab, seen, signIn, until } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, factOf, finishedDraft, startedDraft } from '../support/training-facts.ts';

async function sharedPhone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer'), added('ben', 'carer'), added('mo', 'manager')]);
  server.effects = [];
  const tab = await openTab(clock, server);
  await signIn(tab, 'ann');
  return { clock, server, tab };
}

const noSignal = () => {
  throw new TypeError('no signal');
};

describe('one phone, several people', () => {
  it('I9 the lines of one person are never sent, shown or counted under another', async () => {
    const { clock, server, tab } = await sharedPhone();
    tab.weather.now = noSignal;
    const saved = await tab.cabinet.record([startedDraft('t-ann')]);
    const sync = tab.start();
    await sync.drain();
    await signIn(tab, 'ben');
    tab.weather.now = fair;
    clock.pass(60_000);
    await sync.drain();
    await tab.cabinet.record([startedDraft('t-ben')]);
    await sync.drain();
    expect(server.seen.filter((request) => request.path === '/sync/push').map((request) => request.facts)).toEqual([1]);
    expect(server.effects).toHaveLength(1);
    expect(await seen(tab.cabinet.watchWaiting)).toEqual([]);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 0 });
    expect(await tab.cabinet.waitingForOthers()).toBe(1);

    await signIn(tab, 'ann');
    await sync.drain();
    expect(server.effects).toContain(saved.ok && saved.factIds[0]);
    expect(await tab.cabinet.waitingForOthers()).toBe(0);
  });

  it('I9 nothing of the first person can be read after the second signs in', async () => {
    const { server, tab } = await sharedPhone();
    server.seed([factOf('training.attempt.finished', 't-ann', finishedDraft('t-ann').body as never, 'ann')]);
    const sync = tab.start();
    await sync.drain();
    expect((await tab.cabinet.person('ann'))?.attempts).toHaveLength(1);
    await signIn(tab, 'ben');
    await sync.drain();
    expect(await tab.cabinet.person('ann')).toBeNull();
    expect(await tab.cabinet.factsAbout('t-ann')).toEqual([]);
    expect((await seen(tab.cabinet.watchPeople)).map((person) => person.personId)).toEqual(['ben']);
    await signIn(tab, 'ann');
    await sync.drain();
    expect((await tab.cabinet.person('ann'))?.attempts).toHaveLength(1);
  });

  it('I2 signing out keeps what was not delivered, and it is there again at the next sign-in', async () => {
    const { tab } = await sharedPhone();
    tab.weather.now = noSignal;
    await tab.cabinet.record([startedDraft('t1')]);
    await tab.cabinet.setSignedIn(null);
    expect(await tab.cabinet.person('ann')).toBeNull();
    expect(await tab.cabinet.waitingForOthers()).toBe(1);
    await signIn(tab, 'ann');
    expect((await tab.cabinet.person('ann'))?.attempts.map((attempt) => attempt.attemptId)).toEqual(['t1']);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 1 });
  });

  it('F23 an expired sign-in pauses the lane, keeps all, and drains after the same person signs in', async () => {
    const { server, tab } = await sharedPhone();
    await tab.cabinet.record([startedDraft('t1')]);
    tab.session.personId = null;
    const sync = tab.start();
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: true, waiting: 1, signal: 'online' });
    expect((await tab.cabinet.person('ann'))?.attempts).toHaveLength(1);
    const asked = server.seen.length;
    tab.page.tell('visible');
    await sync.drain();
    expect(server.seen.length).toBe(asked);
    await signIn(tab, 'ann');
    await until(() => server.effects.length === 1, 'it was sent');
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: false, waiting: 0 });
  });

  it('F23 a sign-in that may only deliver still delivers, line after line, and asks for no records', async () => {
    const { clock, server, tab } = await sharedPhone();
    tab.weather.now = (path, send) => (path === '/sync/pull' ? server.refuse(401, 'signIn') : send());
    const pulls = () => server.seen.filter((request) => request.path === '/sync/pull').length;
    await tab.cabinet.record([startedDraft('t1')]);
    const sync = tab.start();
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: true, waiting: 0 });
    await tab.cabinet.record([startedDraft('t2')]);
    clock.pass(1000);
    await until(() => server.effects.length === 2, 'the second went too');
    await sync.drain();
    expect(pulls()).toBe(0);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: true, waiting: 0 });
    tab.weather.now = fair;
    await signIn(tab, 'ann');
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: false });
  });

  it('F23 an answer given under somebody else’s session refuses nothing, whether or not the server says whose it was', async () => {
    for (const tellsPerson of [true, false]) await sendUnderOthersSession(tellsPerson);
  });

  async function sendUnderOthersSession(tellsPerson: boolean): Promise<void> {
    const { server, tab } = await sharedPhone();
    server.tellsPerson = tellsPerson;
    await tab.cabinet.record([startedDraft('t1')]);
    tab.session.personId = 'ben';
    const sync = tab.start();
    await sync.drain();
    expect(server.effects).toEqual([]);
    expect(await tab.cabinet.openLines('ann', 10)).toHaveLength(1);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ refused: 0, waiting: 1, needsSignIn: true });
    await signIn(tab, 'ann');
    await until(() => server.effects.length === 1, 'it was sent');
  }

  it('F23 what comes down under somebody else’s session is not laid on this person’s view', async () => {
    const { tab } = await sharedPhone();
    tab.session.personId = 'ben';
    await tab.start().drain();
    expect(await tab.cabinet.person('ben')).toBeNull();
    expect(await tab.cabinet.cursor('ann')).toBeNull();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: true });
  });

  it('F23 what a closed right no longer covers is refused, kept and shown', async () => {
    const { tab } = await sharedPhone();
    await tab.cabinet.record([{ kind: 'home.slot.filled', about: 'home-1', body: { homeId: 'home-1', slot: 'firePlan', text: 'By the stairs' } }]);
    await tab.start().drain();
    expect(await seen(tab.cabinet.watchWaiting)).toMatchObject([{ state: 'needsYou', refusal: { kind: 'notAllowed' }, body: { text: 'By the stairs' } }]);
    expect(await seen((tell) => tab.cabinet.watchSlots('home-1', tell))).toEqual([]);
  });

  it('I15 the count is open lines plus refusals, at every step', async () => {
    const { clock, server, tab } = await sharedPhone();
    const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
    const count = async () => (await db.outbox.count()) + (await db.refusals.count());
    const sync = tab.start();
    const told: number[] = [];
    const stop = tab.cabinet.watchSync((state) => told.push(state.waiting));
    tab.weather.now = noSignal;
    const saved = await tab.cabinet.record([startedDraft('t1'), startedDraft('t2'), startedDraft('t3')]);
    const [bad = ''] = saved.ok ? saved.factIds : [];
    await sync.drain();
    await until(async () => told.at(-1) === 3 && (await count()) === 3, 'three wait');
    server.answerAs.set(bad, { factId: bad, refusal: { kind: 'notAllowed', where: 'kind', reason: 'no' } });
    tab.weather.now = fair;
    clock.pass(10_000);
    await sync.drain();
    await until(async () => told.at(-1) === 1 && (await count()) === 1, 'one needs the person');
    await tab.cabinet.letGoOfRefusal(bad);
    await until(async () => told.at(-1) === 0 && (await count()) === 0, 'none is left');
    stop();
  });
});
