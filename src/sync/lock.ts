import type { Locks } from './world.ts';

const LOCK = 'hearth-sync';

/**
 * Acts under the one lock of this origin and this name, or not at all. `turn` is aborted when another tab stole
 * the lock; aborting it from outside lets the lock go at once. The act is always waited for, so
 * that this tab never has two under way.
 * @returns false when another tab has the lock.
 */
export async function withLock(locks: Locks | null, turn: AbortController, isStealing: boolean, act: () => Promise<void>, name = LOCK): Promise<boolean> {
  if (!locks) {
    await act();
    return true;
  }
  const letGo = new Promise<void>((done) => turn.signal.addEventListener('abort', () => done(), { once: true }));
  let acting: Promise<void> | undefined;
  try {
    await locks.request(name, isStealing ? { steal: true } : { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      acting = act();
      // Its own trouble is told below: a rejection of the request then means a stolen lock and nothing else.
      await Promise.race([acting.catch(() => undefined), letGo]);
    });
  } catch (error) {
    if ((error as { name?: string } | null)?.name !== 'AbortError') throw error;
    turn.abort();
  }
  await acting;
  return acting !== undefined;
}
