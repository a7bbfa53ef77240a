import type { Backshelf } from '../../store/quiet/backshelf.ts';
import type { KeysLine, YoungLine } from '../../store/quiet/line.ts';
import type { Cancel } from '../world.ts';
import { askForQuietWake } from './background.ts';
import { makeSealedLane } from './quiet-lane.ts';
import type { QuietWorld } from './quiet-world.ts';
import { quietWorld } from './quiet-world.ts';
import { makeReaderLine } from './reader-line.ts';
import { makeYoungLine } from './young-line.ts';

/** Always the same, whatever happens: a quiet day must look like any other. */
const LOOK_EVERY_MS = 60_000;

export type QuietOptions = { shelf: Backshelf; who: 'young' | { personId: string }; world?: Partial<QuietWorld> };

export type Quiet = {
  young?: YoungLine;
  reader?: KeysLine;
  /** Resolves when nothing more can go for the moment. */
  drain(): Promise<void>;
  stop(): void;
};

/** Starts the postman of the sealed lane for a page. It carries what is on the shelf until it is stopped. */
export function startQuiet({ shelf, who, world: given }: QuietOptions): Quiet {
  const world = quietWorld(given);
  const { page } = world;
  // Letters that a young person left on this phone go along with a reader's.
  const owners = who === 'young' ? ['young'] : ['young', who.personId];
  const lane = makeSealedLane(world, shelf, owners);
  let cancelPoll: Cancel = () => undefined;

  const askForWake = () => {
    if (shelf.isKept)
      void shelf.nextDue(owners).then(
        (due) => (due === null ? undefined : askForQuietWake()),
        () => undefined,
      );
  };

  const wake = () => {
    void lane.drain().then(() => (world.isOnline() && !lane.isHeldUp() ? undefined : askForWake()));
  };
  const young = who === 'young' ? makeYoungLine(world, shelf, wake) : null;
  const reader = who === 'young' ? null : makeReaderLine(world, shelf, who.personId, wake);

  function poll(): void {
    cancelPoll = world.setTimer(() => {
      if (page?.isVisible() && world.isOnline()) {
        if (reader) void reader.look().catch(() => undefined);
        else if (young && world.clock() - young.lookedAt() >= LOOK_EVERY_MS) young.lookForNobody();
      }
      poll();
    }, LOOK_EVERY_MS);
  }

  // A letter from another tab, or a membership that has no capabilities yet: before the signal is gone again.
  const unwatch = shelf.watch(lane.look);
  const stops: Cancel[] = page
    ? [page.on('online', lane.wake), page.on('visible', lane.wake), page.on('offline', askForWake), page.on('hidden', askForWake), page.on('leaving', lane.leave)]
    : [];
  if (page) poll();
  lane.wake();

  return {
    ...(young ? { young } : {}),
    ...(reader ? { reader } : {}),
    drain: lane.drain,
    stop: () => {
      unwatch();
      for (const stop of stops) stop();
      cancelPoll();
      lane.stop();
    },
  };
}
