import { londonDay } from '../shared/basics/day.ts';
import { LEADING_ROLES } from '../shared/people/role.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Backroom } from '../store/backroom.ts';
import type { Cabinet } from '../store/cabinet.ts';
import type { Sync } from '../sync/sync.ts';
import type { House } from './house.ts';
import { carryQuietly } from './carry-quietly.ts';
import { readKept, sayKept } from './kept-cookie.ts';
import { keepOwnLetters } from './looks.ts';
import { heedWriting } from './heed-writing.ts';
import { keepTheirRooms } from './kept-rooms.ts';
import { askForWake, onUpdateReady, startWorker } from './worker.ts';

/** Another device id in the cookie than in the cabinet: the browser emptied the cabinet since. */
async function lookForClearing(cabinet: Cabinet & Backroom): Promise<void> {
  const kept = readKept(document.cookie);
  if (kept && kept.deviceId !== cabinet.deviceId) await cabinet.setSetting('cleared', JSON.stringify(kept));
}

/**
 * Asks to be woken when there is signal again: each time more waits while there is none, and when
 * the page is left with something open. Such a request is used up by one waking.
 */
function askWhenNeeded(cabinet: Cabinet): () => void {
  let waiting = 0;
  let asked = 0;
  let isOffline = false;
  const unwatch = cabinet.watchSync((state) => {
    waiting = state.waiting - state.refused;
    isOffline = state.signal === 'offline';
    if (!isOffline || waiting === 0) asked = 0;
    else if (waiting > asked) {
      asked = waiting;
      void askForWake();
    }
  });
  const leave = () => {
    if (document.visibilityState === 'hidden' && waiting > 0) void askForWake();
  };
  document.addEventListener('visibilitychange', leave);
  return () => {
    unwatch();
    document.removeEventListener('visibilitychange', leave);
  };
}

/** The words of a notice are fetched when there is something to say: an update, a cleared browser, a full phone. */
function sayWhenNeeded(cabinet: Cabinet, tell: (change: Partial<House>) => void): () => void {
  const say = () => {
    import('./notices.tsx').then(
      ({ Notices }) => tell({ Notices }),
      () => undefined,
    );
  };
  onUpdateReady(say);
  cabinet.setting('cleared').then(
    (text) => text && say(),
    () => undefined,
  );
  return cabinet.watchSync((state) => state.full && say());
}

const READY_AFTER_MS = 2000;

/**
 * The page that those who lead open next is made ready while nothing else happens. It comes from what the
 * worker keeps: without one it would cost the line of somebody who may never open it.
 */
function readyMatrix(cabinet: Cabinet, who: SignedIn): () => void {
  if (!navigator.serviceWorker?.controller || !who.roles.some(({ role }) => LEADING_ROLES.includes(role))) return () => undefined;
  let isGone = false;
  let stop: () => void = () => undefined;
  const load = () =>
    void import('./matrix-room.tsx').then(
      (room) => {
        if (!isGone) stop = room.readyMatrix(cabinet, who);
      },
      () => undefined,
    );
  if (typeof requestIdleCallback === 'function') requestIdleCallback(load);
  else setTimeout(load, READY_AFTER_MS);
  return () => {
    isGone = true;
    stop();
  };
}

/** Whoever signs in learns who may sign practice in their homes while there is still signal; who leads has their page made ready. */
function careForWho(cabinet: Cabinet): () => void {
  let letGo: () => void = () => undefined;
  const unwatch = cabinet.watchSignedIn((who) => {
    // What one person leads is not held for the next.
    letGo();
    letGo = who ? readyMatrix(cabinet, who) : () => undefined;
    if (!who) return;
    cabinet.signing().then(
      (signing) => signing.freshen(),
      () => undefined,
    );
  });
  return () => {
    unwatch();
    letGo();
  };
}

/** Everything that can wait until the first screen and its data have had the line to themselves. */
export function takeCare(cabinet: Cabinet & Backroom, sync: Sync, tell: (change: Partial<House>) => void): () => void {
  heedWriting();
  const stops = [askWhenNeeded(cabinet), carryQuietly(async () => (await cabinet.signedIn())?.personId ?? null), careForWho(cabinet), keepTheirRooms(cabinet)];
  let isPersistAsked = false;
  lookForClearing(cabinet)
    .catch(() => undefined)
    .then(() => {
      stops.push(sayWhenNeeded(cabinet, tell));
      let highest = 0;
      const unwatch = cabinet.watchHeld(({ open, seq }) => {
        // A counter never falls: the cabinet was emptied under this open page. The next start finds the old cookie and says so.
        if (seq < highest) return location.reload();
        highest = seq;
        // A private window may refuse cookies; then there is nothing to find later either.
        // biome-ignore lint/suspicious/noDocumentCookie: the other way of writing one is not in every browser
        document.cookie = sayKept({ deviceId: cabinet.deviceId, open, seq, day: londonDay(cabinet.now()) }, location.protocol === 'https:');
        if (seq === 0 || isPersistAsked) return;
        isPersistAsked = true;
        // Asked after the first saved work, when it means something (experience reference, 3.5).
        void navigator.storage?.persist?.();
      });
      stops.push(unwatch);
    });
  startWorker(() => sync.wake()).then(keepOwnLetters, () => undefined);
  return () => {
    for (const stop of stops) stop();
  };
}
