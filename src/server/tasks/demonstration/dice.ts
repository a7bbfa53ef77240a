/** Dice that fall the same way from the same seed, so that every demonstration is the same one. */
export type Dice = {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  pick<Entry>(list: readonly Entry[]): Entry;
  chance(share: number): boolean;
  bytes(count: number): Uint8Array;
};

/** Mulberry32: 32 bits of state are plenty for made-up people, and no use for secrets. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    pick: (list) => {
      const chosen = list[whole(0, list.length - 1)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
    chance: (share) => next() < share,
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
  };
}
