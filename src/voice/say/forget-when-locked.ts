import type { YoungKeeper } from '../../seal/keeper.ts';

const LOOK_MS = 250;
const watched = new WeakMap<YoungKeeper, Set<() => void>>();

/**
 * Words that were open must not outlive the keys: whatever holds some names how it is let go. Called
 * once, soon after the keeper is locked; what is held after that asks again.
 */
export function forgetWhenLocked(keeper: YoungKeeper, forget: () => void): void {
  const there = watched.get(keeper);
  if (there) {
    there.add(forget);
    return;
  }
  const all = new Set([forget]);
  watched.set(keeper, all);
  // It may still be opening when the first word is said.
  let wasOpen = keeper.isOpen();
  const beat = setInterval(() => {
    wasOpen ||= keeper.isOpen();
    if (!wasOpen || keeper.isOpen()) return;
    clearInterval(beat);
    watched.delete(keeper);
    for (const one of all) one();
  }, LOOK_MS);
}
