import { followLinks } from './go.ts';
import { holdInstallPrompt } from './install.ts';
import type { House } from './house.ts';
import { askForWake, keepMedia, startWorker } from './worker.ts';

/** A one-time demonstration secret in the address, taken out of it at once. */
function takeDemoSecret(): string | null {
  if (location.pathname !== '/sign-in') return null;
  const secret = /^#demo=([A-Za-z0-9_-]+)$/.exec(location.hash)?.[1] ?? null;
  if (secret) window.history.replaceState(null, '', '/sign-in');
  return secret;
}

type Connection = { saveData?: boolean; type?: string };

/**
 * Opens the cabinet and sets the postman going, and tells the page as each part is ready. A
 * demonstration link signs in while the database is still opening, to spare a round trip.
 */
export function openHouse(tell: (change: Partial<House>) => void): () => void {
  const secret = takeDemoSecret();
  let isGone = false;
  let stop: (() => void) | undefined;
  followLinks();
  holdInstallPrompt();

  async function open(): Promise<void> {
    if (secret) tell({ demo: { isPending: true, signedIn: false, error: null } });
    const sessionLoaded = import('../sync/session.ts');
    const signingIn = secret ? sessionLoaded.then((session) => session.demoSignIn(secret)) : null;
    const [{ openCabinet }, { startSync }] = await Promise.all([import('../store/open-cabinet.ts'), import('../sync/sync.ts')]);
    const cabinet = await openCabinet({ crypto, clock: Date.now });
    const outcome = await signingIn;
    if (outcome?.ok) await cabinet.setSignedIn(outcome.signedIn);
    if (outcome) tell({ demo: { isPending: false, signedIn: outcome.ok, error: outcome.ok ? null : outcome.error } });
    const connection = (navigator as Navigator & { connection?: Connection }).connection;
    const sync = startSync({ cabinet, isMetered: () => connection?.saveData === true || connection?.type === 'cellular', keepMedia });
    if (isGone) return sync.stop();
    let isPersistAsked = false;
    const unwatchSync = cabinet.watchSync((state) => {
      if (state.waiting === 0 || isPersistAsked) return;
      isPersistAsked = true;
      // Asked after the first saved work, when it means something (experience reference, 3.5).
      void navigator.storage?.persist?.();
      void askForWake();
    });
    const unwatchWho = cabinet.watchSignedIn((who) => tell({ who }));
    tell({ cabinet, sync });
    stop = () => {
      unwatchSync();
      unwatchWho();
      sync.stop();
    };
    setTimeout(() => startWorker(() => sync.wake()), 1500);
  }

  open().catch((fault: unknown) => {
    const name = (fault as { name?: string }).name ?? '';
    tell({ trouble: name === 'UpgradeBlockedError' ? 'blocked' : 'noStore', who: null });
  });

  return () => {
    isGone = true;
    stop?.();
  };
}
