import type { Happening } from './happenings.ts';
import type { Plant } from './plant.ts';
import { PHONE_PLANTS } from './plants-of-the-phone.ts';
import { PICTURE_PLANTS } from './plants-of-pictures.ts';
import { SERVER_PLANTS } from './plants-of-the-server.ts';

/** A planted bug, with the seed that finds it soonest and, for a rare one, what has to happen first. */
export type Planted = Plant & { seed: number; opening: readonly Happening[] };

/** The first history of these seeds, or one of the next few, meets the mistake. */
const SEEDS: Record<string, number> = {
  'the whole queue is cleared when a push succeeds': 6,
  'whoever is signed in sends everybody’s lines': 18,
  'a restored server is not noticed': 11,
  'a held fact is taken for final': 3,
  'the count on screen forgets refusals': 7,
  'the server does not know a fact again': 2,
  'numbers are given out before the commit, so that a pull steps over some': 2,
  'a fact is answered before it is committed': 2,
  'a lost scope leaves its rows behind': 2,
  'phones are not told what was erased': 2,
  'erased rows are served again': 2,
};

/** A page that fails just then, an older release, a scope lost while somebody writes: too rare to wait for in a short test. */
const OPENINGS: Record<string, readonly Happening[]> = {
  'the cursor moves before the page is kept': [
    { is: 'disk', phone: 2, page: 0, fault: 'abort', after: 1 },
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: true },
  ],
  'a picture of what was erased stays on its phone': [
    { is: 'record', phone: 2, page: 0, deed: 'photo', choice: 0, isSoonSent: true },
    { is: 'erase', which: 0 },
  ],
  'work of a closed account is refused': [
    { is: 'closeAccount', who: 1 },
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: true },
  ],
  'any reply with status 200 is believed': [
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: true },
    { is: 'fate', phone: 1, fate: 'loginPage' },
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: true },
  ],
  'a pull overwrites what waits': [
    { is: 'fate', phone: 1, fate: 'slowReply' },
    { is: 'drain', phone: 1, page: 0 },
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: false },
    { is: 'weather', phone: 1, weather: 'lost' },
    { is: 'arrive', which: 0 },
  ],
  'it gives up after five tries': [
    { is: 'weather', phone: 1, weather: 'lost' },
    { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: true },
    ...[1, 2, 3, 4, 5].map((): Happening => ({ is: 'sendNow', phone: 1, page: 0 })),
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
  Object.entries({ ...PHONE_PLANTS, ...PICTURE_PLANTS, ...SERVER_PLANTS }).map(([mistake, plant]) => [
    mistake,
    { ...plant, seed: SEEDS[mistake] ?? 1, opening: OPENINGS[mistake] ?? [] },
  ]),
);
