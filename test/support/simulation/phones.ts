import { IDBKeyRange } from 'fake-indexeddb';
import type { Backroom } from '../../../src/store/backroom.ts';
import type { Cabinet, SyncState } from '../../../src/store/cabinet.ts';
import { openCabinet } from '../../../src/store/open-cabinet.ts';
import { rare } from '../../../src/store/rare.ts';
import { makeCourier } from '../../../src/sync/attachments.ts';
import type { Sync } from '../../../src/sync/sync.ts';
import { startSync } from '../../../src/sync/sync.ts';
// Loaded late by a page. Here they are loaded from the start, so that no history waits for a file.
import '../../../src/sync/events.ts';
import '../../../src/sync/hello.ts';
import '../../../src/store/attachments.ts';
import '../../../src/store/room.ts';
import '../../../src/store/send-again.ts';
import type { Page, Source, World } from '../../../src/sync/world.ts';
import type { Clock } from './clock.ts';
import type { Dice } from './dice.ts';
import { makeDice, seededCrypto } from './dice.ts';
import type { DiskFault, Door, Origin } from './disk.ts';
import { makeOrigin, openDoor, rowsOnDisk } from './disk.ts';
import type { OriginLocks } from './locks.ts';
import { makeLocks } from './locks.ts';
import type { OriginPulse } from './pulse.ts';
import { makePulse } from './pulse.ts';
import type { Network } from './network.ts';
import { PEOPLE } from './people.ts';
import type { Plant } from './plant.ts';
import type { Server, Session } from './server.ts';

export type Tab = {
  phone: Phone;
  /** A page stays; a worker drains once and ends. */
  kind: 'page' | 'worker';
  isAlive: boolean;
  cabinet: Cabinet & Backroom;
  sync: Sync;
  door: Door;
  /** What a screen shows of the outbox. */
  shown: SyncState | 'soon' | null;
  page: { isVisible: boolean; tell(event: 'visible' | 'hidden' | 'online' | 'offline'): void };
  /** Makes the next id the same as this one. */
  forge(factId: string): void;
};

export type Phone = {
  index: number;
  people: readonly string[];
  origin: Origin;
  locks: OriginLocks;
  pulse: OriginPulse;
  /** The cookies of this browser. */
  session: Session;
  /** This phone's clock, less the true time. */
  skewMs: number;
  pages: Tab[];
  workers: Tab[];
  /** Pages of changes that were asked for and came. */
  pulls: number;
  /** Pushes that came to an end, whether or not anybody heard. */
  pushes: number;
};

export type Street = {
  clock: Clock;
  server: Server;
  network: Network;
  plant: Plant;
  onDiskFault(fault: DiskFault): void;
  /** How many tabs were ever opened: each has dice of its own. */
  opened: number;
};

export function makePhone(index: number, people: readonly string[]): Phone {
  return { index, people, origin: makeOrigin(), locks: makeLocks(), pulse: makePulse(), session: null, skewMs: 0, pages: [], workers: [], pulls: 0, pushes: 0 };
}

/** Who this phone says is signed in, as it lies on the disk. */
export function signedInOn(phone: Phone): string | null {
  const mark = rowsOnDisk<{ name: string; value: unknown }>(phone.origin, 'marks').find((row) => row.name === 'signedIn');
  return (mark?.value as { personId: string } | null | undefined)?.personId ?? null;
}

function makePage(): { page: Page; handle: Tab['page'] } {
  const hearers = new Map<string, Set<() => void>>();
  const handle: Tab['page'] = {
    isVisible: true,
    tell: (event) => {
      if (event === 'visible' || event === 'hidden') handle.isVisible = event === 'visible';
      for (const hear of hearers.get(event) ?? []) hear();
    },
  };
  const page: Page = {
    isVisible: () => handle.isVisible,
    on: (event, hear) => {
      hearers.set(event, (hearers.get(event) ?? new Set()).add(hear));
      return () => hearers.get(event)?.delete(hear);
    },
  };
  return { page, handle };
}

const ID_BYTES = 10;

/** The tab's dice and clock, which for one id can be made to fall as they fell elsewhere. */
function makeSenses(street: Street, phone: Phone, dice: Dice): { crypto: Crypto; clock: () => number; forge: Tab['forge'] } {
  let forged: { ms: number; bytes: Uint8Array } | null = null;
  const crypto = seededCrypto(dice);
  const roll = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = ((bytes: Uint8Array<ArrayBuffer>) => {
    if (!forged || bytes.length !== ID_BYTES) return roll(bytes);
    bytes.set(forged.bytes);
    forged = null;
    return bytes;
  }) as Crypto['getRandomValues'];
  return {
    crypto,
    clock: () => forged?.ms ?? street.clock.now() + phone.skewMs,
    forge: (factId) => {
      const bytes = Buffer.from(factId.replaceAll('-', ''), 'hex');
      forged = { ms: bytes.readUIntBE(0, 6), bytes: bytes.subarray(6) };
    },
  };
}

/** The stream of news: it carries nothing, and only while there is a network. */
function openEvents(street: Street, phone: Phone): World['openEvents'] {
  return () => {
    const source: Source = { onmessage: null, onerror: null, close: () => stop() };
    const stop = street.server.records.news.listen(() => {
      if (street.network.lines[phone.index]?.weather === 'fair') source.onmessage?.();
    });
    return source;
  };
}

/** So small that pictures and packs of receipts are met in short histories. */
const SIZES = { packFrom: 4, chunkBytes: 48 };
const STEPS = { first: 64, least: 16, most: 128 };
const smallCourier: typeof makeCourier = (world, due) => makeCourier(world, due, STEPS);

/** Opens a page or a worker on what lies on this phone's disk. */
export async function openTab(street: Street, phone: Phone, kind: Tab['kind']): Promise<Tab> {
  street.opened += 1;
  const dice = makeDice(street.opened * 7919);
  const { crypto, clock, forge } = makeSenses(street, phone, dice);
  const door = openDoor(phone.origin, street.onDiskFault, () => killTab(street, tab));
  const options = { name: 'hearth', indexedDB: door.factory, IDBKeyRange, crypto, clock, channel: null, ballastBytes: 64, loadRare: async () => rare, ...SIZES };
  const real = await openCabinet(options);
  const cabinet = street.plant.cabinet?.(real, { origin: phone.origin, server: street.server }) ?? real;
  const { page, handle } = makePage();
  const world: World = {
    ...{ cabinet, clock, crypto, random: dice, keepMedia: null, origin: '', isMetered: () => false },
    ...{ pulse: null, spareBytes: async () => Number.POSITIVE_INFINITY, loadCourier: async () => smallCourier },
    fetch: (async (path: string, init: RequestInit) => street.network.fetch({ owner: tab, phone: phone.index, session: phone.session }, path, init)) as typeof fetch,
    setTimer: (act, ms) => street.clock.setTimer(tab, act, ms),
    locks: null,
    isOnline: () => street.network.lines[phone.index]?.isOnline ?? true,
    page: kind === 'page' ? page : null,
    openEvents: kind === 'page' ? openEvents(street, phone) : null,
  };
  const tab = { phone, kind, isAlive: true, cabinet, door, shown: null, page: handle, forge } as unknown as Tab;
  world.locks = phone.locks.of(tab);
  world.pulse = phone.pulse.of(tab);
  tab.sync = startSync(street.plant.world?.(world) ?? world);
  (kind === 'page' ? phone.pages : phone.workers).push(tab);
  return tab;
}

/** The page shows how many lines wait, from now on (I15). Not from the start: a live count costs more than all the rest. */
export function showCount(tab: Tab): void {
  if (tab.shown !== null) return;
  tab.shown = 'soon';
  tab.cabinet.watchSync((state) => {
    tab.shown = state;
  });
}

/** As when the browser ends it: nothing is said, nothing is finished. */
export function killTab(street: Street, tab: Tab): void {
  if (!tab.isAlive) return;
  const { phone } = tab;
  tab.isAlive = false;
  tab.door.kill();
  phone.locks.release(tab);
  phone.pulse.release(tab);
  street.clock.forget(tab);
  street.network.hangUp(tab);
  tab.sync.stop();
  tab.cabinet.close();
  phone.pages = phone.pages.filter((page) => page !== tab);
  phone.workers = phone.workers.filter((worker) => worker !== tab);
}

/** The service worker is woken: it opens the cabinet, drains once and closes (as `sync/drain-once.ts`). */
export async function wakeWorker(street: Street, phone: Phone): Promise<void> {
  const worker = await openTab(street, phone, 'worker');
  void worker.sync.drain().finally(() => killTab(street, worker));
}

/** The browser throws everything of ours away, without asking (fault F17). */
export function evict(street: Street, phone: Phone): void {
  for (const tab of [...phone.pages, ...phone.workers]) killTab(street, tab);
  phone.origin = makeOrigin();
}

/** Somebody signs in on a page of this phone: the browser gets their cookies, the store is told. A closed account may deliver, and nothing else. */
export async function signIn(street: Street, phone: Phone, tab: Tab, personId: string): Promise<void> {
  const now = new Date(street.clock.now()).toISOString();
  const isClosed = await street.server.isClosed(personId);
  phone.session = { personId, may: isClosed ? 'deliver' : 'all' };
  const person = PEOPLE.find((entry) => entry.personId === personId);
  const roles = person ? [{ placeId: person.placeId, placeName: person.placeId, role: person.role }] : [];
  await tab.cabinet.setSignedIn({ personId, name: personId, roles: isClosed ? [] : roles, now, ...(isClosed ? { isClosed } : {}) });
}

export async function signOut(phone: Phone, tab: Tab): Promise<void> {
  phone.session = null;
  await tab.cabinet.setSignedIn(null);
}
