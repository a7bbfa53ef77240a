import type { Pulse, World } from './world.ts';

/** Heartbeats between the tabs of this browser, the worker included. Null where it has no channel. */
export function openPulse(): Pulse | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel('hearth-pulse');
  // In Node an open channel would keep a finished program alive.
  (channel as { unref?: () => void }).unref?.();
  return {
    beat: () => channel.postMessage(null),
    hear: (tell) => {
      channel.addEventListener('message', tell);
      return () => channel.removeEventListener('message', tell);
    },
  };
}

/**
 * Beats around every request of the lane, so that a heartbeat means progress and not merely a
 * timer. What is merely fetched comes outside the lock and says nothing about it.
 */
export function beatingFetch({ fetch, pulse }: Pick<World, 'fetch' | 'pulse'>): typeof globalThis.fetch {
  return async (input, init) => {
    const isOfLane = init?.method !== undefined && init.method !== 'GET';
    if (isOfLane) pulse?.beat();
    try {
      return await fetch(input, init);
    } finally {
      if (isOfLane) pulse?.beat();
    }
  };
}
