import type { Backroom } from '../../../src/store/backroom.ts';
import type { Cabinet } from '../../../src/store/cabinet.ts';
import type { World } from '../../../src/sync/world.ts';
import type { Clerk } from './clerk.ts';
import type { Origin } from './disk.ts';
import type { Server } from './server.ts';

/**
 * A mistake somebody might make, put between the parts instead of into the code. Each hook is
 * handed the real part and gives back the one that the history runs with.
 */
export type Plant = {
  /** The store, as one tab's postman and pages see it. */
  cabinet?(cabinet: Cabinet & Backroom, tab: { origin: Origin; server: Server }): Cabinet & Backroom;
  /** What the postman touches besides: the network, its timers, its locks. */
  world?(world: World): World;
  /** The server's own functions. */
  clerk?(clerk: Clerk): Clerk;
};
