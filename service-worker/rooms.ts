/// <reference lib="webworker" />
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import * as z from 'zod/mini';

declare const self: ServiceWorkerGlobalScope;

/** The files of each room that not everybody has; every name carries its hash. Written into the worker at the end of a build (vite.config.ts). */
export type Rooms = Record<string, string[]>;

const CACHE = 'hearth-rooms';
const MARK = '/kept-rooms/';

/** A room this version does not know is remembered too: the next may. */
const keepSchema = z.object({ kind: z.literal('keepRooms'), rooms: z.array(z.string().check(z.regex(/^[a-z]{1,20}$/))).check(z.maxLength(20)) });

/**
 * Keeps the rooms of whoever signed in on this phone, beside what is kept for everybody. Which these are
 * is marked in the cache itself, so that a new version finds them at its install and brings its own files
 * of them before it may take over. Nobody's room is taken away because somebody else signed in: a phone
 * in an office is shared.
 */
export function roomKeeper(rooms: Rooms) {
  const files = new Set(Object.values(rooms).flat());
  const addresses = new Set([...files].map((file) => `/${file}`));

  /** @throws when one could not be fetched or stored: then none of what was missing is kept. */
  async function bringMissing(): Promise<void> {
    const cache = await caches.open(CACHE);
    const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
    const wanted = Object.entries(rooms).flatMap(([room, list]) => (held.has(MARK + room) ? list : []));
    await cache.addAll([...new Set(wanted)].map((file) => `/${file}`).filter((address) => !held.has(address)));
  }

  async function keep(wanted: readonly string[]): Promise<void> {
    const cache = await caches.open(CACHE);
    for (const room of wanted) await cache.put(MARK + room, new Response());
    await bringMissing();
  }

  /** The files of earlier versions, once this one is in charge. */
  async function dropEarlier(): Promise<void> {
    const cache = await caches.open(CACHE);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (!pathname.startsWith(MARK) && !addresses.has(pathname)) await cache.delete(pathname);
    }
  }

  return {
    /** A room that is not kept here comes by network when somebody asks for it, and stays till the next version. */
    serve(): void {
      registerRoute(({ url, sameOrigin }) => sameOrigin && addresses.has(url.pathname), new CacheFirst({ cacheName: CACHE }));
      self.addEventListener('install', (event) => event.waitUntil(bringMissing()));
      self.addEventListener('activate', (event) => event.waitUntil(dropEarlier()));
    },
    /** What the page asks for: somebody signed in. It asks again at its next start, so a failure is no loss. */
    heed(event: ExtendableMessageEvent): void {
      const message = z.safeParse(keepSchema, event.data);
      if (message.success) event.waitUntil(keep(message.data.rooms).catch(() => undefined));
    },
    /** Whoever agreed to the new version must not find a room of theirs missing in it: without signal it waits on, and the page asks again. */
    takeOverWhenAsked(event: ExtendableMessageEvent): void {
      const go = () => self.skipWaiting();
      if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') event.waitUntil(bringMissing().then(go, () => undefined));
    },
  };
}
