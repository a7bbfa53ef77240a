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
