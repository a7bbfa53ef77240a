import { webcrypto } from 'node:crypto';
import { IDBCursor, IDBDatabase, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore, IDBRequest, IDBTransaction } from 'fake-indexeddb';
import type { Backshelf } from '../../src/store/quiet/backshelf.ts';
import { openKeptShelf } from '../../src/store/quiet/kept-shelf.ts';
import type { QuietWorld } from '../../src/sync/quiet/quiet-world.ts';
import type { Locks, Page } from '../../src/sync/world.ts';
import type { HandClock } from './device.ts';
import type { PretendQuietServer } from './pretend-quiet-server.ts';
import { makeLocks } from './simulation/locks.ts';

// What a browser has as globals, and tells the kinds of things apart by. Not the factory: each phone has its own.
Object.assign(globalThis, { IDBCursor, IDBDatabase, IDBIndex, IDBObjectStore, IDBRequest, IDBTransaction });

/** One browser of the sealed lane: its database and its locks. */
export type QuietDisk = { name: string; indexedDB: IDBFactory; locksOf: (tab: object) => Locks };

let disks = 0;
export function makeQuietDisk(): QuietDisk {
  disks += 1;
  const locks = makeLocks();
  return { name: `hearth-quiet-${disks}`, indexedDB: new IDBFactory(), locksOf: (tab) => locks.of(tab) };
}

export type QuietWeather = (path: string, send: () => Response, init: RequestInit) => Response | Promise<Response>;

export type QuietTab = {
  weather: { now: QuietWeather };
  isOnline: { now: boolean };
  session: { personId: string | null };
  page: { isVisible: boolean; tell: (event: Parameters<Page['on']>[0]) => void };
  world: Partial<QuietWorld>;
};

export const openOn = (disk: QuietDisk, clock: HandClock, personId?: string): Promise<Backshelf> =>
  openKeptShelf({ name: disk.name, indexedDB: disk.indexedDB, IDBKeyRange, clock: clock.read, channel: null, personId });

export function quietTab(clock: HandClock, server: PretendQuietServer, disk: QuietDisk = makeQuietDisk()): QuietTab {
  const hearers = new Map<string, Set<() => void>>();
  const tab: QuietTab = {
    ...{ weather: { now: (_path, send) => send() }, isOnline: { now: true }, session: { personId: null } },
    page: {
      isVisible: true,
      tell: (event) => {
        for (const hear of hearers.get(event) ?? []) hear();
      },
    },
    world: {
      clock: clock.read,
      crypto: webcrypto as unknown as Crypto,
      random: () => 0.5,
      setTimer: clock.setTimer,
      origin: '',
      isOnline: () => tab.isOnline.now,
      fetch: (async (path: string, init: RequestInit) => tab.weather.now(path, () => server.handle(path, init, tab.session.personId), init)) as typeof fetch,
      page: {
        isVisible: () => tab.page.isVisible,
        on: (event, hear) => {
          hearers.set(event, (hearers.get(event) ?? new Set()).add(hear));
          return () => hearers.get(event)?.delete(hear);
        },
      },
    },
  };
  tab.world.locks = disk.locksOf(tab);
  return tab;
}

/** Everything in the database as text, bytes in the ways they could be written. */
export async function everythingIn(disk: QuietDisk): Promise<string> {
  const db = await new Promise<IDBDatabase>((done, fail) => {
    const request = disk.indexedDB.open(disk.name);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const parts: string[] = [];
  for (const name of Array.from(db.objectStoreNames)) {
    const rows = await new Promise<unknown[]>((done, fail) => {
      const request = db.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const texts = rows.map((row) =>
      JSON.stringify(row, (_key, value) => (ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1') : value)),
    );
    parts.push(...texts);
    // base64 inside the rows is looked into as well.
    for (const text of texts) for (const [piece] of text.matchAll(/[A-Za-z0-9_-]{12,}/g)) parts.push(Buffer.from(piece, 'base64url').toString('latin1'));
  }
  db.close();
  return parts.join('\n');
}

/** Waits until something is so. Hashing is done by another thread, which a busy machine may let wait. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 5000; tries += 1) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 1));
  }
  throw new Error(`waited too long until ${what}`);
}
