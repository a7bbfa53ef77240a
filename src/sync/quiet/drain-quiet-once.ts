import type { Backshelf } from '../../store/quiet/backshelf.ts';
import { openKeptShelf } from '../../store/quiet/kept-shelf.ts';
import { askForQuietWake } from './background.ts';
import { makeSealedLane } from './quiet-lane.ts';
import type { QuietWorld } from './quiet-world.ts';
import { quietWorld } from './quiet-world.ts';

/** A browser ends an event after some minutes. Ended by ourselves, the answer is true. */
const LIMIT_MS = 100_000;
/** A page that holds the lock and is not in view may be frozen. */
const PATIENCE_MS = 20_000;

export type Errand = {
  open?: () => Promise<Backshelf>;
  /** Asked only when a reader's letters are here: a young person's phone has no cabinet, and gets none by this. */
  signedIn?: () => Promise<string | null>;
  world?: Partial<QuietWorld>;
};

const nobody = async () => null;

async function ownersOf(shelf: Backshelf, signedIn: () => Promise<string | null>): Promise<string[]> {
  const letters = await shelf.letters();
  const personId = letters.some(({ owner }) => owner !== 'young') ? await signedIn().catch(() => null) : null;
  return personId === null ? ['young'] : ['young', personId];
}

/**
 * One drain without a page: there is signal, or the app was opened by somebody else. A young
 * person's letters need no session, so they go whoever is signed in. A phone that has none is
 * not touched.
 * @returns false when something is still here and should be tried again.
 */
export async function drainQuietOnce({ open = openKeptShelf, signedIn = nobody, world: given }: Errand = {}): Promise<boolean> {
  const world = quietWorld({ ...given, page: null });
  const shelf = await open();
  const owners = await ownersOf(shelf, signedIn);
  const lane = makeSealedLane(world, shelf, owners, PATIENCE_MS);
  const cancels: (() => void)[] = [];
  const after = (ms: number) =>
    new Promise<void>((done) => {
      cancels.push(world.setTimer(done, ms));
    });
  const errand = async () => {
    await lane.drain();
    if (!lane.isElsewhere()) return;
    await after(PATIENCE_MS);
    await lane.drain();
  };
  try {
    if ((await shelf.nextDue(owners)) === null) return true;
    await Promise.race([errand(), after(LIMIT_MS)]);
    return (await shelf.nextDue(owners)) === null;
  } finally {
    for (const cancel of cancels) cancel();
    lane.stop();
    shelf.close();
  }
}

/** Letters were just left on this phone: they go now, or when the browser wakes the worker. */
export async function carryLeft(errand: Errand = {}): Promise<void> {
  if (!(await drainQuietOnce(errand))) await askForQuietWake();
}
