import { openPulse } from './pulse.ts';
import type { Locks, Page, Source, World } from './world.ts';

function browserPage(): Page | null {
  if (typeof document === 'undefined') return null;
  const isVisible = () => document.visibilityState === 'visible';
  return {
    isVisible,
    on: (event, hear) => {
      if (event === 'online' || event === 'offline') {
        addEventListener(event, hear);
        return () => removeEventListener(event, hear);
      }
      if (event === 'leaving') {
        addEventListener('pagehide', hear);
        document.addEventListener('freeze', hear);
        return () => {
          removeEventListener('pagehide', hear);
          document.removeEventListener('freeze', hear);
        };
      }
      const look = () => {
        if (isVisible() === (event === 'visible')) hear();
      };
      document.addEventListener('visibilitychange', look);
      return () => document.removeEventListener('visibilitychange', look);
    },
  };
}

function openEvents(address: string): Source {
  const stream = new EventSource(address);
  const source: Source = { onmessage: null, onerror: null, close: () => stream.close() };
  stream.onmessage = () => source.onmessage?.();
  stream.onerror = () => source.onerror?.();
  return source;
}

/** The page or the service worker as it is. What the browser lacks is null, and sync does without. */
export function browserWorld(): Omit<World, 'cabinet'> {
  return {
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: () => Date.now(),
    crypto: globalThis.crypto,
    random: () => Math.random(),
    setTimer: (act, ms) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    locks: (globalThis.navigator as { locks?: Locks } | undefined)?.locks ?? null,
    pulse: openPulse(),
    isOnline: () => globalThis.navigator?.onLine !== false,
    isMetered: () => false,
    spareBytes: async () => {
      const { quota, usage = 0 } = (await globalThis.navigator?.storage?.estimate?.()) ?? {};
      return quota === undefined ? Number.POSITIVE_INFINITY : quota - usage;
    },
    page: browserPage(),
    openEvents: typeof EventSource === 'undefined' ? null : openEvents,
    keepMedia: null,
    loadCourier: async () => (await import('./attachments.ts')).makeCourier,
    origin: '',
  };
}
