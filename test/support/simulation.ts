import * as fc from 'fast-check';
import type { Cabinet } from '../../src/store/cabinet.ts';
import type { Backroom } from '../../src/store/backroom.ts';
import type { Sync } from '../../src/sync/sync.ts';
import type { HandClock, Tab, Weather } from './device.ts';
import { fair, makeHandClock, openTab, signIn } from './device.ts';
import type { PretendServer } from './pretend-server.ts';
import { makePretendServer } from './pretend-server.ts';
import { added, startedDraft } from './training-facts.ts';

export type Happening =
  | { is: 'record'; tab: number; count: number }
  | { is: 'drain' | 'kill' | 'sendNow'; tab: number }
  | { is: 'weather'; tab: number; kind: 'fair' | 'none' | 'replyLost' | 'loginPage' | 'halfReply' | 'busy' }
  | { is: 'pass'; seconds: number }
  | { is: 'refuseNext' | 'backup' | 'restore' }
  | { is: 'signIn'; device: number; who: number };

const tabs = fc.nat({ max: 2 });
const count = fc.integer({ min: 1, max: 4 });

/** Everything that may happen to three tabs on two phones, two people and one server. */
export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ is: fc.constant('record' as const), tab: tabs, count }) },
    { weight: 6, arbitrary: fc.record({ is: fc.constantFrom('drain' as const, 'drain' as const, 'kill' as const, 'sendNow' as const), tab: tabs }) },
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('weather' as const),
        tab: tabs,
        kind: fc.constantFrom('fair' as const, 'none' as const, 'replyLost' as const, 'loginPage' as const, 'halfReply' as const, 'busy' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ is: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 400 }) }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constantFrom('refuseNext' as const, 'backup' as const, 'restore' as const) }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('signIn' as const), device: fc.nat({ max: 1 }), who: fc.nat({ max: 1 }) }) },
  ),
  { minLength: 4, maxLength: 16 },
);

const PEOPLE = ['ann', 'ben'];
/** Tabs 0 and 1 are of the first phone, tab 2 of the second. */
const DEVICE_OF = [0, 0, 1];

function weatherOf(kind: Extract<Happening, { is: 'weather' }>['kind'], server: PretendServer): Weather {
  switch (kind) {
    case 'fair':
      return fair;
    case 'none':
      return () => {
        throw new TypeError('no network');
      };
    case 'replyLost':
      return (_path, send) => {
        send();
        throw new TypeError('reset');
      };
    case 'loginPage':
      return () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    case 'halfReply':
      return async (_path, send) => {
        const reply = send();
        return new Response((await reply.text()).slice(0, -5), { status: reply.status, headers: reply.headers });
      };
    case 'busy':
      return () => server.refuse(503, 'busy', { 'retry-after': '3' });
  }
}

type Place = { tab: Tab; sync: Sync };
export type Plant = (cabinet: Cabinet & Backroom, server: PretendServer) => Cabinet & Backroom;

async function open(clock: HandClock, server: PretendServer, disk: Tab['disk'] | undefined, plant: Plant): Promise<Place> {
  const tab = await openTab(clock, server, disk);
  return { tab, sync: tab.start({ cabinet: plant(tab.cabinet, server), random: () => 0.3 }) };
}

/** Lets it all happen, heals the network, and lists every promise that was broken. */
export async function simulate(list: readonly Happening[], plant: Plant = (cabinet) => cabinet): Promise<string[]> {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed(PEOPLE.map((personId) => added(personId, 'carer')));
  server.effects = [];
  const first = await open(clock, server, undefined, plant);
  const places: Place[] = [first, await open(clock, server, first.tab.disk, plant), await open(clock, server, undefined, plant)];
  const at = (index: number): Place => places[index] ?? first;
  let backup = server.backup();
  let hasBackup = false;
  const saved: { factId: string; device: number }[] = [];
  let attempts = 0;

  async function signInOn(device: number, personId: string): Promise<void> {
    await signIn(at(device === 0 ? 0 : 2).tab, personId);
  }
  await signInOn(0, 'ann');
  await signInOn(1, 'ann');

  async function happen(event: Happening): Promise<void> {
    switch (event.is) {
      case 'record': {
        const drafts = Array.from({ length: event.count }, (_, index) => startedDraft(`t${attempts + index}`));
        attempts += event.count;
        const result = await at(event.tab).tab.cabinet.record(drafts);
        if (result.ok) saved.push(...result.factIds.map((factId) => ({ factId, device: DEVICE_OF[event.tab] ?? 0 })));
        return;
      }
      case 'drain':
        return at(event.tab).sync.drain();
      case 'sendNow':
        return at(event.tab).tab.cabinet.sendNow();
      case 'weather':
        at(event.tab).tab.weather.now = weatherOf(event.kind, server);
        return;
      case 'pass':
        return clock.pass(event.seconds * 1000);
      case 'kill': {
        const { tab, sync } = at(event.tab);
        sync.stop();
        tab.cabinet.close();
        places[event.tab] = await open(clock, server, tab.disk, plant);
        return;
      }
      case 'refuseNext': {
        const owner = first.tab.session.personId ?? 'ann';
        const [fact] = await at(0).tab.cabinet.openLines(owner, 1);
        // Refused for good, as the server logs it: the same answer every time.
        if (fact && !server.shelves.log.has(fact.factId)) server.answerAs.set(fact.factId, { factId: fact.factId, refusal: { kind: 'notValid', where: 'body', reason: 'no' } });
        return;
      }
      case 'backup':
        backup = server.backup();
        hasBackup = true;
        return;
      case 'restore':
        if (hasBackup) server.restore(backup);
        return;
      case 'signIn':
        return signInOn(event.device, PEOPLE[event.who] ?? 'ann');
    }
  }
  for (const event of list) await happen(event);

  const broken = new Set<string>();
  for (const place of places) place.tab.weather.now = fair;
  // Everyone comes back to every phone until nothing moves, as they would in life.
  for (let round = 0; round < 2; round += 1) {
    for (const personId of PEOPLE) {
      for (const device of [0, 1]) {
        await signInOn(device, personId);
        const { cabinet } = at(device === 0 ? 0 : 2).tab;
        // Two turns are the rule; a tab that found the lock taken may need its next look.
        for (let turn = 0; turn < 2 || (turn < TURNS_AT_MOST && (await cabinet.openLines(personId, 1)).length > 0); turn += 1) {
          clock.pass(400_000);
          await Promise.all(places.map((place, index) => (DEVICE_OF[index] === device ? place.sync.drain() : null)));
        }
        if ((await cabinet.openLines(personId, 1)).length > 0) broken.add('I4 a line stayed open');
        if (round === 1 && JSON.stringify(sorted(await cabinet.person(personId))) !== JSON.stringify(sorted(server.shelves.people.get(personId))))
          broken.add('I10 the phone and the server differ');
        for (const line of JSON.parse(await cabinet.exportWaiting()).lines) if (!line.refusal) broken.add('I5 a refusal without a reason');
      }
    }
  }
  const refused = new Set((await Promise.all([0, 2].map((index) => refusalsOf(at(index).tab)))).flat());
  for (const { factId } of saved) if (!server.shelves.log.has(factId) && !refused.has(factId)) broken.add('I2 saved work is nowhere');
  if (new Set(server.effects).size !== server.effects.length) broken.add('I1 one fact had two effects');
  for (const place of places) {
    place.sync.stop();
    place.tab.cabinet.close();
  }
  return [...broken];
}

/** A line that is still open after so many looks is stuck. */
const TURNS_AT_MOST = 8;

async function refusalsOf(tab: Tab): Promise<string[]> {
  const found: string[] = [];
  for (const personId of PEOPLE) {
    await signIn(tab, personId);
    await new Promise<void>((done) => {
      const stop = tab.cabinet.watchWaiting((lines) => {
        found.push(...lines.filter((line) => line.state === 'needsYou').map((line) => line.factId));
        queueMicrotask(() => stop());
        done();
      });
    });
  }
  return found;
}

function sorted(person: { attempts: { attemptId: string }[] } | null | undefined): unknown {
  return person?.attempts.map((attempt) => attempt.attemptId).sort() ?? null;
}
