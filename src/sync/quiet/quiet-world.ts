import { browserWorld } from '../browser-world.ts';
import type { World } from '../world.ts';

/** What the sealed lane touches outside. The cabinet is not among it: training and voices never meet. */
export type QuietWorld = Pick<World, 'fetch' | 'clock' | 'crypto' | 'random' | 'setTimer' | 'locks' | 'isOnline' | 'page' | 'origin'>;

/** One for all: each would hold a channel open. */
let browser: QuietWorld | null = null;

export function quietWorld(given: Partial<QuietWorld> = {}): QuietWorld {
  browser ??= browserWorld();
  return { ...browser, ...given };
}
