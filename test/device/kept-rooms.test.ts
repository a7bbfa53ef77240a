import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A phone's cache of one name, and what it refuses. */
const cache = new Map<string, true>();
let refuses: string | null = null;
const addressOf = (request: string | { url: string }) => new URL(typeof request === 'string' ? request : request.url, 'https://hearth.example').pathname;
const asCache = {
  keys: async () => [...cache.keys()].map((address) => ({ url: `https://hearth.example${address}` })),
  put: async (address: string) => void cache.set(address, true),
  delete: async (address: string) => cache.delete(addressOf(address)),
  addAll: async (addresses: string[]) => {
    if (refuses && addresses.length > 0) throw new DOMException('no room', refuses);
    for (const address of addresses) cache.set(address, true);
  },
};

const listeners = new Map<string, (event: { waitUntil(work: Promise<unknown>): void }) => void>();
const skipWaiting = vi.fn();
vi.stubGlobal('caches', { open: async () => asCache });
vi.stubGlobal('self', { addEventListener: (name: string, act: never) => listeners.set(name, act), skipWaiting });
vi.mock('workbox-routing', () => ({ registerRoute: () => undefined }));
vi.mock('workbox-strategies', () => ({ CacheFirst: class {} }));
const { roomKeeper } = await import('../../service-worker/rooms.ts');

const FIRST = { manager: ['assets/manager-1.js', 'assets/both-1.js'], inbox: ['assets/inbox-1.js', 'assets/both-1.js'] };
const NEXT = { manager: ['assets/manager-2.js'], inbox: ['assets/inbox-2.js'], desk: ['assets/desk-2.js'] };

async function hears(heed: (event: never) => void, message: unknown): Promise<void> {
  const works: Promise<unknown>[] = [];
  heed({ data: message, waitUntil: (work: Promise<unknown>) => works.push(work) } as never);
  await Promise.all(works);
}

function happens(name: 'install' | 'activate'): Promise<unknown> {
  return new Promise((done, failed) => listeners.get(name)?.({ waitUntil: (work) => void work.then(done, failed) }));
}

const held = () => [...cache.keys()].filter((address) => address.startsWith('/assets/')).sort();

describe('the rooms that a phone keeps', () => {
  beforeEach(() => {
    cache.clear();
    skipWaiting.mockClear();
    refuses = null;
  });

  it('are those that were asked for, each file once', async () => {
    await hears(roomKeeper(FIRST).heed, { kind: 'keepRooms', rooms: ['manager'] });
    expect(held()).toEqual(['/assets/both-1.js', '/assets/manager-1.js']);
    await hears(roomKeeper(FIRST).heed, { kind: 'keepRooms', rooms: ['inbox'] });
    expect(held()).toEqual(['/assets/both-1.js', '/assets/inbox-1.js', '/assets/manager-1.js']);
  });

  it('come into a new version at its install, and the old files go only when it is in charge', async () => {
    await hears(roomKeeper(FIRST).heed, { kind: 'keepRooms', rooms: ['manager'] });
    roomKeeper(NEXT).serve();
    await happens('install');
    expect(held()).toEqual(['/assets/both-1.js', '/assets/manager-1.js', '/assets/manager-2.js']);
    await happens('activate');
    expect(held()).toEqual(['/assets/manager-2.js']);
  });

  it('are remembered where a full phone could not take them, and keep a new version from starting without them', async () => {
    refuses = 'QuotaExceededError';
    await hears(roomKeeper(FIRST).heed, { kind: 'keepRooms', rooms: ['manager'] });
    expect(held()).toEqual([]);
    roomKeeper(NEXT).serve();
    await expect(happens('install')).rejects.toThrow();
    await hears(roomKeeper(NEXT).takeOverWhenAsked, { type: 'SKIP_WAITING' });
    expect(skipWaiting).not.toHaveBeenCalled();
    refuses = null;
    await hears(roomKeeper(NEXT).takeOverWhenAsked, { type: 'SKIP_WAITING' });
    expect(held()).toEqual(['/assets/manager-2.js']);
    expect(skipWaiting).toHaveBeenCalledOnce();
  });

  it('that this version does not know yet are remembered for the next', async () => {
    await hears(roomKeeper(FIRST).heed, { kind: 'keepRooms', rooms: ['desk'] });
    roomKeeper(NEXT).serve();
    await happens('install');
    expect(held()).toEqual(['/assets/desk-2.js']);
  });

  it('are not named by a message of another shape', async () => {
    for (const message of [null, { kind: 'keepRooms', rooms: ['../session'] }, { kind: 'keepRooms', rooms: 'manager' }, { kind: 'keepMedia', rooms: ['manager'] }]) {
      await hears(roomKeeper(FIRST).heed, message);
    }
    expect(cache.size).toBe(0);
  });
});
