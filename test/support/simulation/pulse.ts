import type { Pulse } from '../../../src/sync/world.ts';

/** The heartbeats of one browser: each tab hears the others and not itself. */
export type OriginPulse = { of(owner: object): Pulse; release(owner: object): void };

export function makePulse(): OriginPulse {
  const ears = new Map<object, Set<() => void>>();
  return {
    of: (owner) => ({
      beat: () => {
        for (const [other, hearers] of ears) if (other !== owner) for (const tell of [...hearers]) tell();
      },
      hear: (tell) => {
        const own = ears.get(owner) ?? new Set();
        ears.set(owner, own.add(tell));
        return () => own.delete(tell);
      },
    }),
    release: (owner) => ears.delete(owner),
  };
}
