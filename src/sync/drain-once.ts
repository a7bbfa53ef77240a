import { openCabinet } from '../store/open-cabinet.ts';
import { putBackCopies } from '../store/put-back.ts';
import { makeCourier } from './attachments.ts';
import { startSync } from './sync.ts';

/**
 * One drain without a page: the service worker was woken because there is signal. It opens the
 * same cabinet, takes the same lock and closes again, so that it never blocks an upgrade.
 */
export async function drainOnce(): Promise<void> {
  const cabinet = await openCabinet({ crypto: globalThis.crypto, clock: () => Date.now(), loadPutBack: async () => putBackCopies });
  const sync = startSync({ cabinet, page: null, openEvents: null, isMetered: () => true, loadCourier: async () => makeCourier });
  try {
    await sync.drain();
  } finally {
    sync.stop();
    cabinet.close();
  }
}
