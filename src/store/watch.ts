import { liveQuery } from 'dexie';
import type { Unwatch } from './cabinet.ts';
import type { Desk } from './desk.ts';
import { isConnectionLost } from './storage-trouble.ts';

/**
 * Tells what `look` sees now and whenever it changes, in this tab or another. After a lost
 * connection it reopens and looks again, once for each time it last worked.
 */
export function watch<Seen>(desk: Desk, look: () => Promise<Seen>, tell: (seen: Seen) => void): Unwatch {
  let isOpen = true;
  let mayRetry = true;
  let stop: () => void = () => undefined;
  const begin = () => {
    // Dexie follows awaits only inside a function it can see is async; a plain one that returns a promise goes deaf.
    const subscription = liveQuery(async () => await look()).subscribe({
      next: (seen) => {
        mayRetry = true;
        if (isOpen) tell(seen);
      },
      error: (error: unknown) => {
        subscription.unsubscribe();
        if (!isOpen || !mayRetry || !isConnectionLost(error)) return;
        mayRetry = false;
        desk
          .steady(() => desk.db.marks.count())
          .then(
            () => isOpen && begin(),
            () => undefined,
          );
      },
    });
    stop = () => subscription.unsubscribe();
  };
  begin();
  return () => {
    isOpen = false;
    stop();
  };
}

/**
 * One look at the tables for all who watch the same: on a phone each costs a screen some hundredths
 * of a second. Who comes later is told at once what was last seen, and then what changes.
 */
export function shareWatch<Seen>(begin: (tell: (seen: Seen) => void) => Unwatch): (tell: (seen: Seen) => void) => Unwatch {
  const hearers = new Set<{ tell: (seen: Seen) => void; isTold: boolean }>();
  let last: { seen: Seen } | null = null;
  let stop: Unwatch = () => undefined;
  return (tell) => {
    const hearer = { tell, isTold: false };
    hearers.add(hearer);
    if (hearers.size === 1) {
      stop = begin((seen) => {
        last = { seen };
        for (const each of [...hearers]) {
          each.isTold = true;
          each.tell(seen);
        }
      });
    } else {
      queueMicrotask(() => {
        if (last && hearers.has(hearer) && !hearer.isTold) tell(last.seen);
      });
    }
    return () => {
      if (!hearers.delete(hearer) || hearers.size > 0) return;
      stop();
      last = null;
    };
  };
}

/** As `shareWatch`, for each list of ids of its own. */
export function shareByKey<Seen>(begin: (ids: readonly string[]) => (tell: (seen: Seen) => void) => Unwatch): (ids: readonly string[], tell: (seen: Seen) => void) => Unwatch {
  const watches = new Map<string, (tell: (seen: Seen) => void) => Unwatch>();
  return (ids, tell) => {
    const key = ids.join();
    const shared = watches.get(key) ?? shareWatch(begin(ids));
    watches.set(key, shared);
    return shared(tell);
  };
}
