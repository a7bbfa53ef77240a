/** Counts in memory alone, for at most the span it is given: no address is written anywhere. */
export type Pace = {
  /** Counts one more. @returns seconds to wait where it is too many, else 0. */
  count(key: string): number;
  /** Takes one back. */
  undo(key: string): void;
};

const KEYS_KEPT = 20_000;

export function makePace(most: number, spanMs: number, clock: () => Date): Pace {
  const seen = new Map<string, { count: number; endsAt: number }>();
  const entryOf = (key: string, now: number) => {
    const entry = seen.get(key);
    return entry && entry.endsAt > now ? entry : { count: 0, endsAt: now + spanMs };
  };
  const waitOf = ({ count, endsAt }: { count: number; endsAt: number }, now: number) => (count >= most ? Math.max(1, Math.ceil((endsAt - now) / 1000)) : 0);
  return {
    count(key) {
      const now = clock().getTime();
      const entry = entryOf(key, now);
      const wait = waitOf(entry, now);
      if (seen.size >= KEYS_KEPT) for (const [old, { endsAt }] of seen) if (endsAt <= now) seen.delete(old);
      // Whoever comes from ever new addresses meets the limit of all: the oldest go first.
      if (seen.size >= KEYS_KEPT && !seen.has(key)) for (const old of seen.keys()) if (seen.delete(old)) break;
      seen.set(key, { ...entry, count: entry.count + 1 });
      return wait;
    },
    undo(key) {
      const entry = seen.get(key);
      if (entry) seen.set(key, { ...entry, count: entry.count - 1 });
    },
  };
}
