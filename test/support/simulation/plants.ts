import type { Happening } from './happenings.ts';
import type { Plant } from './plant.ts';
import { PHONE_PLANTS } from './plants-of-the-phone.ts';
import { SERVER_PLANTS } from './plants-of-the-server.ts';

/** A planted bug, with the seed that finds it soonest and, for a rare one, what has to happen first. */
export type Planted = Plant & { seed: number; opening: readonly Happening[] };

/** The first history of these seeds, or one of the next few, meets the mistake. */
const SEEDS: Record<string, number> = {
  'any reply with status 200 is believed': 22,
  'the whole queue is cleared when a push succeeds': 6,
  'a pull overwrites what waits': 100,
  'whoever is signed in sends everybody’s lines': 18,
  'a restored server is not noticed': 11,
  'a held fact is taken for final': 3,
  'it gives up after five tries': 106,
  'two tabs send at the same time': 12,
  'the count on screen forgets refusals': 7,
  'the server does not know a fact again': 2,
  'one bad fact turns its whole batch away': 2,
  'numbers are given out before the commit, so that a pull steps over some': 2,
  'a fact sent again gets a new answer': 3,
  'a fact is answered before it is committed': 2,
};

/** A page that fails just then, an older release, a scope lost while somebody writes: too rare to wait for in a short test. */
const OPENINGS: Record<string, readonly Happening[]> = {
  'the cursor moves before the page is kept': [
    { is: 'disk', phone: 2, page: 0, fault: 'abort', after: 1 },
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: true },
  ],
  '“later” is taken for a refusal': [{ is: 'rollBack' }, { is: 'record', phone: 1, page: 0, deed: 'wholeAttempt', choice: 1, isSoonSent: true }],
  'a lost scope takes unsent work with it': [
    { is: 'fate', phone: 2, fate: 'slowReply' },
    { is: 'endPlacement', who: 0, home: 0 },
    { is: 'record', phone: 2, page: 0, deed: 'slot', choice: 0, isSoonSent: false },
    { is: 'arrive', which: 0 },
  ],
};

/** Every planted bug, by what it does. */
export const PLANTS: Readonly<Record<string, Planted>> = Object.fromEntries(
  Object.entries({ ...PHONE_PLANTS, ...SERVER_PLANTS }).map(([mistake, plant]) => [mistake, { ...plant, seed: SEEDS[mistake] ?? 1, opening: OPENINGS[mistake] ?? [] }]),
);
