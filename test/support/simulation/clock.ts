/** The true time of a history and everybody's timers. A phone's own clock is this one plus its skew. */
export type Clock = {
  now(): number;
  /** Timers belong to a tab: they end with it. */
  setTimer(owner: object, act: () => void, ms: number): () => void;
  forget(owner: object): void;
  /** All that falls due goes off at once, as on a phone that wakes up: nothing is polled minute by minute. */
  pass(ms: number): void;
};

export const FIRST_MOMENT = '2026-11-20T09:00:00.000Z';
export const SECOND_MS = 1000;
export const DAY_MS = 24 * 60 * 60 * SECOND_MS;

export function makeClock(): Clock {
  let now = Date.parse(FIRST_MOMENT);
  let count = 0;
  const timers = new Map<number, { owner: object; at: number; act: () => void }>();
  const firstDue = (until: number, through: number) => {
    let first: [number, { at: number; act: () => void }] | null = null;
    for (const [key, timer] of timers) if (key <= through && timer.at <= until && (first === null || timer.at < first[1].at)) first = [key, timer];
    return first;
  };
  return {
    now: () => now,
    setTimer: (owner, act, ms) => {
      count += 1;
      const key = count;
      timers.set(key, { owner, at: now + ms, act });
      return () => timers.delete(key);
    },
    forget: (owner) => {
      for (const [key, timer] of timers) if (timer.owner === owner) timers.delete(key);
    },
    pass: (ms) => {
      const until = now + ms;
      // A timer that sets itself again is not called twice in one sleep.
      const through = count;
      for (let next = firstDue(until, through); next; next = firstDue(until, through)) {
        const [key, timer] = next;
        timers.delete(key);
        now = Math.max(now, timer.at);
        timer.act();
      }
      now = until;
    },
  };
}
