import { webcrypto } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Role } from '../../src/shared/people/role.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { Backroom } from '../../src/store/backroom.ts';
import type { Cabinet } from '../../src/store/cabinet.ts';
import { openCabinet } from '../../src/store/open-cabinet.ts';
import type { Sync } from '../../src/sync/sync.ts';
import { startSync } from '../../src/sync/sync.ts';
import type { Locks, Page, Pulse, World } from '../../src/sync/world.ts';
import type { PretendServer } from './pretend-server.ts';

/** A clock and timers moved by hand. Nothing in a device test waits for real time. */
export type HandClock = { read: () => number; setTimer: World['setTimer']; pass: (ms: number) => void; due: () => number[] };

export function makeHandClock(start = '2026-11-20T09:00:00.000Z'): HandClock {
  let ms = Date.parse(start);
  const timers = new Map<object, { at: number; act: () => void }>();
  return {
    read: () => ms,
    setTimer: (act, after) => {
      const key = {};
      timers.set(key, { at: ms + after, act });
      return () => timers.delete(key);
    },
    pass: (step) => {
      const until = ms + step;
      for (;;) {
        const next = [...timers].filter(([, timer]) => timer.at <= until).sort(([, one], [, other]) => one.at - other.at)[0];
        if (!next) break;
        timers.delete(next[0]);
        ms = Math.max(ms, next[1].at);
        next[1].act();
      }
      ms = until;
    },
    due: () => [...timers.values()].map((timer) => timer.at - ms).sort((one, other) => one - other),
  };
}

/** One lock for all tabs of a device, as `navigator.locks` gives with `ifAvailable` and `steal`. */
function makeLocks(): Locks {
  const held = new Map<string, (fault: DOMException) => void>();
  return {
    request: async (name, { steal }, act) => {
      const rob = held.get(name);
      if (rob && !steal) return act(null);
      rob?.(new DOMException('The lock was stolen.', 'AbortError'));
      let letGo: (fault: DOMException) => void = () => undefined;
      const robbed = new Promise<never>((_, fail) => {
        letGo = fail;
      });
      held.set(name, letGo);
      try {
        await Promise.race([act({}), robbed]);
      } finally {
        if (held.get(name) === letGo) held.delete(name);
      }
    },
  };
}

/** What one tab beats, every other tab of the device hears. */
function makePulses(): () => Pulse {
  const tabs = new Set<Set<() => void>>();
  return () => {
    const mine = new Set<() => void>();
    tabs.add(mine);
    return {
      beat: () => {
        for (const tab of tabs) if (tab !== mine) for (const tell of tab) tell();
      },
      hear: (tell) => {
        mine.add(tell);
        return () => mine.delete(tell);
      },
    };
  };
}

/** One browser: its database, its locks and its session. */
export type Disk = { name: string; indexedDB: IDBFactory; locks: Locks; openPulse: () => Pulse; session: { personId: string | null } };

let disks = 0;
function makeDisk(): Disk {
  disks += 1;
  return { name: `hearth-${disks}`, indexedDB: new IDBFactory(), locks: makeLocks(), openPulse: makePulses(), session: { personId: null } };
}

/** What the network does to one request: gives the reply to hand over, or throws. */
export type Weather = (path: string, send: () => Response, init: RequestInit) => Response | Promise<Response>;
export const fair: Weather = (_path, send) => send();

export type Tab = {
  cabinet: Cabinet & Backroom;
  disk: Disk;
  /** Whose session the browser holds. */
  session: { personId: string | null };
  weather: { now: Weather };
  isOnline: { now: boolean };
  page: { isVisible: boolean; tell: (event: Parameters<Page['on']>[0]) => void };
  /** What this tab gives to whoever sends from it. */
  world: () => Omit<Partial<World>, 'cabinet' | 'page'>;
  start: (more?: Partial<World>) => Sync;
};

export async function openTab(
  clock: HandClock,
  server: PretendServer | null,
  disk = makeDisk(),
  more: { offset?: number; before?: (disk: Disk) => Promise<void> } = {},
): Promise<Tab> {
  const { offset = 0, before } = more;
  await before?.(disk);
  const own = () => clock.read() + offset;
  const cabinet = await openCabinet({
    ...{ name: disk.name, indexedDB: disk.indexedDB, IDBKeyRange, clock: own, channel: null, ballastBytes: 1024 },
    crypto: webcrypto as unknown as Crypto,
  });
  const hearers = new Map<string, Set<() => void>>();
  const page: Page = {
    isVisible: () => tab.page.isVisible,
    on: (event, hear) => {
      hearers.set(event, (hearers.get(event) ?? new Set()).add(hear));
      return () => hearers.get(event)?.delete(hear);
    },
  };
  const tab: Tab = {
    ...{ cabinet, disk, session: disk.session, weather: { now: fair }, isOnline: { now: true } },
    page: {
      isVisible: true,
      tell: (event) => {
        for (const hear of hearers.get(event) ?? []) hear();
      },
    },
    world: () => ({
      ...{
        clock: own,
        crypto: webcrypto as unknown as Crypto,
        random: () => 0.5,
        setTimer: clock.setTimer,
        locks: disk.locks,
        pulse: disk.openPulse(),
        openEvents: null,
        origin: '',
      },
      isOnline: () => tab.isOnline.now,
      fetch: (async (path: string, init: RequestInit) => {
        if (!server) throw new TypeError('no network');
        return tab.weather.now(path, () => server.handle(path, init, tab.session.personId), init);
      }) as typeof fetch,
    }),
    start: (world = {}) => startSync({ cabinet, page, ...tab.world(), ...world }),
  };
  return tab;
}

export function signedInAs(personId: string, role: Role = 'carer', placeId = 'home-1'): SignedIn {
  return { personId, name: `Person ${personId}`, roles: [{ placeId, placeName: 'Rowan House', role }], now: '2026-11-20T09:00:00.000Z' };
}

export async function signIn(tab: Tab, personId: string, role: Role = 'carer', placeId = 'home-1'): Promise<void> {
  tab.session.personId = personId;
  await tab.cabinet.setSignedIn(signedInAs(personId, role, placeId));
}

/** Waits, without real time, until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    if (await isSo()) return;
    await new Promise((done) => setImmediate(done));
  }
  throw new Error(`waited too long until ${what}`);
}

/** The next thing a watch tells that passes. */
export function seen<Seen>(watch: (tell: (value: Seen) => void) => () => void, passes: (value: Seen) => boolean = () => true): Promise<Seen> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      stop();
      fail(new Error('the watch never told it'));
    }, 20_000);
    const stop = watch((value) => {
      if (!passes(value)) return;
      clearTimeout(timer);
      queueMicrotask(() => stop());
      done(value);
    });
  });
}
