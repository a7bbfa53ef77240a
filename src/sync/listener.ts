import type { Events } from './events.ts';
import { mayListen } from './may-listen.ts';
import type { World } from './world.ts';

/** The news stream, fetched only for those who may hold it. */
export function makeListener(world: World, onNews: () => void): Events {
  let events: Events | null = null;
  let isClosed = false;
  return {
    look: async () => {
      if (!world.page || (!events && !mayListen(await world.cabinet.signedIn()))) return;
      const { makeEvents } = await import('./events.ts');
      if (isClosed) return;
      events ??= makeEvents(world, onNews);
      await events.look();
    },
    close: () => {
      isClosed = true;
      events?.close();
    },
  };
}
