import type { Backroom } from '../store/backroom.ts';
import { openCabinet } from '../store/open-cabinet.ts';
import { rare } from '../store/rare.ts';
import { makeCourier } from './attachments.ts';
import { startSync } from './sync.ts';
import type { World } from './world.ts';

/** A browser ends an event after some minutes. Ended by ourselves, the database is closed and the answer is true. */
const LIMIT_MS = 100_000;

type Errand = { open?: () => Promise<Backroom>; world?: Partial<Omit<World, 'cabinet' | 'page'>> };

const openHere = () => openCabinet({ crypto: globalThis.crypto, clock: () => Date.now(), loadRare: async () => rare });

function timer(act: () => void, ms: number): () => void {
  const id = setTimeout(act, ms);
  return () => clearTimeout(id);
}

/**
 * One drain without a page: the service worker was woken because there is signal. It opens the
 * same cabinet, takes the same lock and closes again, so that it never blocks an upgrade. It
 * fetches no course: nobody is there to be asked.
 * @returns false when something of the signed-in person's is still here and should be tried again.
 */
export async function drainOnce({ open = openHere, world = {} }: Errand = {}): Promise<boolean> {
  const cabinet = await open();
  const sync = startSync({ loadCourier: async () => makeCourier, ...world, cabinet, page: null, openEvents: null });
  let cancel: () => void = () => undefined;
  const tooLong = new Promise<void>((done) => {
    cancel = (world.setTimer ?? timer)(done, LIMIT_MS);
  });
  try {
    await Promise.race([sync.drain(), tooLong]);
    const who = await cabinet.signedIn();
    return who === null || ((await cabinet.openLines(who.personId, 1)).length === 0 && !(await cabinet.hasAttachments(who.personId)));
  } finally {
    cancel();
    sync.stop();
    cabinet.close();
  }
}
