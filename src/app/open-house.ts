import { followLinks, heedNewSecrets } from './go.ts';
import { takeDemoReply } from '../sync/early-sign-in.ts';
import { demoSecret } from './demo-link.ts';
import { holdInstallPrompt } from './install.ts';
import type { House } from './house.ts';
import { keepOwnLetters } from './looks.ts';
import { askForWake, keepMedia, startWorker } from './worker.ts';

/** The house before anything in it is open. */
export const CLOSED: House = {
  cabinet: null,
  sync: null,
  who: undefined,
  trouble: null,
  demo: demoSecret ? { isPending: true, signedIn: false, error: null } : null,
  forgetDemo: () => undefined,
  welcome: () => undefined,
};

/** After the first screen and its data have had the line to themselves. */
const WORKER_AFTER_MS = 2000;

type Connection = { saveData?: boolean; type?: string };

/**
 * Opens the cabinet and sets the postman going, and tells the page as each part is ready. A
 * demonstration link signs in while the database is still opening, to spare a round trip.
 */
export function openHouse(tell: (change: Partial<House>) => void): () => void {
  let isGone = false;
  let stop: (() => void) | undefined;
  followLinks();
  heedNewSecrets();
  holdInstallPrompt();

  async function open(): Promise<void> {
    const sessionLoaded = import('../sync/session.ts');
    const secret = demoSecret;
    const signingIn = secret ? sessionLoaded.then((session) => session.demoSignIn(secret, takeDemoReply())) : null;
    const [{ openCabinet }, { startSync }] = await Promise.all([import('../store/open-cabinet.ts'), import('../sync/sync.ts')]);
    const cabinet = await openCabinet({ crypto, clock: Date.now });
    const outcome = await signingIn;
    if (outcome?.ok) await cabinet.setSignedIn(outcome.signedIn);
    if (outcome) {
      // Opened again without signal, the link leads whoever is already here to their own page.
      const isHere = outcome.ok || (outcome.error === 'noSignal' && (await cabinet.signedIn()) !== null);
      tell({ demo: { isPending: false, signedIn: isHere, error: outcome.ok || isHere ? null : outcome.error } });
    }
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
    setTimeout(() => startWorker(() => sync.wake()).then(keepOwnLetters), WORKER_AFTER_MS);
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
