import { coverScreen, uncoverScreen } from './exit.ts';

export const IDLE_MINE_MS = 2 * 60_000;
export const IDLE_SHARED_MS = 60_000;
const LOOK_MS = 1000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart'] as const;

type Watched = {
  isMine(): boolean;
  /** Something is open that a stranger could read. */
  isOpen(): boolean;
  /** A recording runs: hands are off the phone and somebody is there. */
  isAwake(): boolean;
  lock(why: 'idle' | null): void;
  now(): number;
};

/**
 * Covers the screen when it goes out of sight, so that the app switcher shows nothing; locks a shared
 * phone at once then, and any phone that nobody touches. Times are compared, not counted: a phone
 * that slept has been idle all the while.
 */
export function watchOver(watched: Watched): () => void {
  let touched = watched.now();
  const touch = () => {
    touched = watched.now();
  };
  const look = () => {
    if (watched.isAwake()) return touch();
    const limit = watched.isMine() ? IDLE_MINE_MS : IDLE_SHARED_MS;
    if (watched.isOpen() && watched.now() - touched >= limit) watched.lock('idle');
  };
  const seen = () => {
    if (document.visibilityState === 'hidden') {
      coverScreen();
      if (!watched.isMine() && watched.isOpen()) watched.lock(null);
    } else {
      // Locked before it is uncovered: what was open is never shown again by accident.
      look();
      touch();
      uncoverScreen();
    }
  };
  const hide = () => coverScreen();
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, touch, { capture: true, passive: true });
  document.addEventListener('visibilitychange', seen);
  addEventListener('pagehide', hide);
  const timer = setInterval(look, LOOK_MS);
  return () => {
    for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, touch, { capture: true });
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('pagehide', hide);
    clearInterval(timer);
  };
}
