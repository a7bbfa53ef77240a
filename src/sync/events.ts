import { mayListen } from './may-listen.ts';
import type { Cancel, Source, World } from './world.ts';

const POLL_MS = 15_000;
/** Polls before the stream is tried again. */
const POLLS_BEFORE_RETRY = 20;

export type Events = { look(): Promise<void>; close(): void };

/**
 * Holds a stream open while the page is in view, the network is not known to be gone and the
 * person leads. A message says only that there is something: the pull decides what. When the
 * stream fails it asks every 15 seconds.
 */
export function makeEvents(world: World, onNews: () => void): Events {
  let source: Source | null = null;
  let cancelPoll: Cancel | null = null;
  let isClosed = false;

  const drop = () => {
    source?.close();
    source = null;
    cancelPoll?.();
    cancelPoll = null;
  };

  const isWanted = () => !isClosed && (world.page?.isVisible() ?? false) && world.isOnline();

  const poll = (left: number) => {
    cancelPoll = world.setTimer(() => {
      cancelPoll = null;
      if (!isWanted()) return;
      onNews();
      if (left > 1 || !world.openEvents) poll(left - 1);
      else open();
    }, POLL_MS);
  };

  const open = () => {
    if (!world.openEvents) {
      poll(POLLS_BEFORE_RETRY);
      return;
    }
    source = world.openEvents(`${world.origin}/sync/events`);
    source.onmessage = onNews;
    source.onerror = () => {
      drop();
      if (isWanted()) poll(POLLS_BEFORE_RETRY);
    };
  };

  return {
    look: async () => {
      const isLeader = mayListen(await world.cabinet.signedIn());
      if (!isWanted() || !isLeader) drop();
      else if (!source && !cancelPoll) open();
    },
    close: () => {
      isClosed = true;
      drop();
    },
  };
}
