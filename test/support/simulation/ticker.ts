/**
 * Real time has no part in a history. fake-indexeddb and Dexie take their turns by `setImmediate`
 * and by timeouts of nothing; while a history runs these are counted, so that "nothing moves any
 * more" is a fact and not a guess, and the same history takes the same turns every time.
 */
export type Ticker = { quiet(): Promise<void>; stop(): void };

/** More turns than any one happening takes; past it something spins. */
const TURNS_AT_MOST = 10_000;
/** Longer timeouts are nobody's turn here: Dexie clears its cache with one. */
const TURN_MS = 10;

export function startTicker(): Ticker {
  // Errors are part of every other happening, and writing down where each came from costs a third of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 2;
  // Dexie says so each time a connection is lost, which here is all the time.
  const { warn } = console;
  console.warn = (...said: unknown[]) => (String(said[0]).startsWith('Dexie:') ? undefined : warn(...said));
  const { setImmediate: realImmediate, setTimeout: realTimeout, clearTimeout: realClear, CompressionStream: realPacker } = globalThis;
  let due = 0;
  const cancelled = new WeakSet<object>();
  const soon = (act: (...given: unknown[]) => void, ...given: unknown[]) => {
    due += 1;
    return realImmediate(() => {
      due -= 1;
      act(...given);
    });
  };
  Object.assign(globalThis, {
    setImmediate: soon,
    setTimeout: (act: () => void, ms = 0, ...given: unknown[]) => {
      if (ms > TURN_MS) return (realTimeout(act, ms, ...given) as unknown as NodeJS.Timeout).unref();
      const key = { unref: () => key };
      soon(() => (cancelled.has(key) ? undefined : act()));
      return key;
    },
    clearTimeout: (key: object | undefined) => {
      if (key && 'refresh' in key) realClear(key as NodeJS.Timeout);
      else if (key) cancelled.add(key);
    },
    // It packs in a thread of its own, whose end no seed decides. Bodies travel plain instead.
    CompressionStream: undefined,
  });
  return {
    quiet: async () => {
      let calm = 0;
      for (let turn = 0; calm < 2; turn += 1) {
        if (turn > TURNS_AT_MOST) throw new Error('I14 it never comes to rest');
        await new Promise((done) => realImmediate(done));
        calm = due === 0 ? calm + 1 : 0;
      }
    },
    stop: () => {
      Error.stackTraceLimit = stackTraceLimit;
      console.warn = warn;
      Object.assign(globalThis, { setImmediate: realImmediate, setTimeout: realTimeout, clearTimeout: realClear, CompressionStream: realPacker });
    },
  };
}
