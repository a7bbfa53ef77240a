import { followLinks, heedNewSecrets } from './go.ts';
import { takeDemoReply } from '../sync/early-sign-in.ts';
import { demoSecret } from './demo-link.ts';
import { holdInstallPrompt } from './install.ts';
import type { House, Trouble } from './house.ts';

/** After the first screen and its data have had the line to themselves. */
const CARE_AFTER_MS = 2000;
/** Longer than tables take to be written anew on a slow phone. Some browsers never answer at all until they are started again. */
const STUCK_AFTER_MS = 30_000;

const TROUBLES: Record<string, Trouble> = {
  UpgradeBlockedError: 'blocked',
  NewerTablesError: 'newer',
  QuotaExceededError: 'full',
  MissingAPIError: 'noStore',
  SecurityError: 'noStore',
};

/** Which plain words fit. Dexie wraps what the browser threw. */
function troubleOf(fault: unknown): Trouble {
  const { name = '', inner } = (fault ?? {}) as { name?: string; inner?: { name?: string } };
  return TROUBLES[inner?.name ?? ''] ?? TROUBLES[name] ?? 'stuck';
}

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
    const slow = setTimeout(() => tell({ trouble: 'stuck' }), STUCK_AFTER_MS);
    const cabinet = await openCabinet({ crypto, clock: Date.now }).finally(() => clearTimeout(slow));
    const outcome = await signingIn;
    if (outcome?.ok) {
      await cabinet.setSignedIn(outcome.signedIn);
      // Their people have no passkeys: where one would be asked for, a tap must do.
      await cabinet.setSetting('demonstration', outcome.signedIn.personId);
    }
    if (outcome) {
      // Opened again without signal, the link leads whoever is already here to their own page.
      const isHere = outcome.ok || (outcome.error === 'noSignal' && (await cabinet.signedIn()) !== null);
      tell({ demo: { isPending: false, signedIn: isHere, error: outcome.ok || isHere ? null : outcome.error } });
    }
    const connection = (navigator as Navigator & { connection?: Connection }).connection;
    const sync = startSync({
      cabinet,
      isMetered: () => connection?.saveData === true || connection?.type === 'cellular',
      keepMedia: async (addresses) => (await import('./worker.ts')).keepMedia(addresses),
    });
    if (isGone) return sync.stop();
    const unwatchWho = cabinet.watchSignedIn((who) => tell({ who }));
    tell({ cabinet, sync, trouble: null });
    let stopCare: () => void = () => undefined;
    const later = setTimeout(() => {
      import('./care.ts').then(
        ({ takeCare }) => {
          if (!isGone) stopCare = takeCare(cabinet, sync, tell);
        },
        () => undefined,
      );
    }, CARE_AFTER_MS);
    stop = () => {
      clearTimeout(later);
      stopCare();
      unwatchWho();
      sync.stop();
    };
  }

  open().catch((fault: unknown) => tell({ trouble: troubleOf(fault), who: null }));

  return () => {
    isGone = true;
    stop?.();
  };
}
