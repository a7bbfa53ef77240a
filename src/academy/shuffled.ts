/** FNV-1a, 32 bits: spreads an id into a number. Not for secrets. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The next number of a small generator (mulberry32), in [0, 1). */
function nextOf(state: { at: number }): number {
  state.at = (state.at + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state.at ^ (state.at >>> 15), 1 | state.at);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/**
 * The same list in another order, always the same one for a seed, so that an attempt opened
 * again shows its options where the person left them.
 */
export function shuffled<Entry>(list: readonly Entry[], seed: string): Entry[] {
  const mixed = [...list];
  const state = { at: hashOf(seed) };
  for (let index = mixed.length - 1; index > 0; index -= 1) {
    const other = Math.floor(nextOf(state) * (index + 1));
    const held = mixed[index] as Entry;
    mixed[index] = mixed[other] as Entry;
    mixed[other] = held;
  }
  return mixed;
}

/** As `shuffled`, but never the order it came in, so that no answer stands there ready. */
export function shuffledApart<Entry>(list: readonly Entry[], seed: string): Entry[] {
  const mixed = shuffled(list, seed);
  const isSame = mixed.every((entry, index) => entry === list[index]);
  return isSame ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}
