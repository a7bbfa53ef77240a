import type { Role } from '../../../src/shared/people/role.ts';
import { dayNumber, monthsOn } from './calendar.ts';

/** When something was done or said: a day and a minute of London's clocks. No two happenings of a story share a minute. */
export type Made = { day: number; minute: number };
export type Home = 'A' | 'B';
export type CourseName = 'asked' | 'instead';

/** One thing that happened to one person and one course. Days are numbers of the calendar beside this file. */
export type Happening = { made: Made } & (
  | { what: 'learnt'; id: string; course: CourseName; version: number }
  | { what: 'wentThrough'; id: string; after: number; version: number }
  | { what: 'begun'; id: string }
  | { what: 'seen'; id: string; course: CourseName; met: boolean }
  | { what: 'seenTogether'; id: string; course: CourseName; on: number; met: boolean; agrees: boolean }
  | { what: 'takenBack'; id: string; course: CourseName }
  | { what: 'excused'; id: string; from: number; to: number }
  | { what: 'excuseOver'; id: string; to: number }
  | { what: 'brought'; id: string; course: CourseName; on: number; to: number | null }
  | { what: 'looked'; id: string; holds: boolean; byThemselves: boolean }
  | { what: 'accepted'; id: string; course: CourseName; on: number; to: number | null }
  | { what: 'needs'; home: Home; isThere: boolean; from: number }
  | { what: 'interval'; home: Home; months: number | null; from: number }
  | { what: 'asks'; id: string; home: Home; roles: Role[]; onlyWithNeed: boolean; within: number; from: number }
  | { what: 'asksNoMore'; id: string; home: Home; to: number }
);
export type Stay = { home: Home; role: Role; from: number; to: number | null };

export type Published = { version: number; changeClass: 'editorial' | 'minor' | 'material' | 'new'; from: number };

export type Story = {
  /** The region's interval; null is for ever. */
  months: number | null;
  signOffs: number;
  /** What the catalogue asks in every home. */
  duties: { roles: Role[]; within: number }[];
  /** The other course satisfies the catalogue as well. */
  acceptsInstead: boolean;
  /** What a need of the home asks, in days. */
  needWithin: number | null;
  /** What was published of the course after its first version. */
  published: Published[];
  stays: Stay[];
  happenings: Happening[];
  /** The days to be asked about. */
  days: number[];
};

export type Dice = { whole(below: number): number; chance(share: number): boolean; pick<Entry>(list: readonly Entry[]): Entry };

/** Mulberry32: the same story from the same seed, on every machine. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return {
    whole,
    chance: (share) => next() < share,
    pick: (list) => {
      const found = list[whole(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}

const FIRST = dayNumber('2023-11-01');
const SPAN = 1900;
const LEAP_DAYS = ['2024-02-29', '2028-02-29'].map(dayNumber);
const ROLES: Role[] = ['carer', 'senior'];
const WHATS: Happening['what'][] = [
  ...(['learnt', 'learnt', 'learnt', 'wentThrough', 'wentThrough', 'seen', 'seen', 'seenTogether', 'seenTogether', 'begun', 'takenBack'] as const),
  ...(['excused', 'excuseOver', 'brought', 'looked', 'looked', 'accepted', 'needs', 'needs', 'interval', 'asks', 'asksNoMore'] as const),
];

/** Days worth asking about: the edges of every rule, counted from something that happened. */
function edgeAfter(day: number, months: number | null, dice: Dice): number {
  const renewed = dice.chance(0.6) && months !== null ? monthsOn(day, months * (1 + dice.whole(2))) : day;
  return renewed + dice.pick([0, 0, 1, -1, -30, -31, -60, -61, 90, 91, 28, 29]);
}

/** A random story. Everything near everything else, so that rules meet each other. */
export function storyOf(seed: number): Story {
  const dice = diceOf(seed);
  const months = dice.pick([null, 1, 6, 12, 12, 12, 24, 36]);
  const someDay = () => (dice.chance(0.12) ? dice.pick(LEAP_DAYS) : FIRST + dice.whole(SPAN));
  const known: number[] = [];
  const nearDay = () => {
    const day = known.length > 0 && dice.chance(0.55) ? edgeAfter(dice.pick(known), months, dice) : someDay();
    return Math.min(Math.max(day, FIRST - 400), FIRST + SPAN + 400);
  };
  const keep = (day: number) => {
    known.push(day);
    return day;
  };
  const stays = Array.from({ length: 1 + dice.whole(3) }, (): Stay => {
    const from = keep(someDay() - 300);
    return { home: dice.pick(['A', 'B']), role: dice.pick(ROLES), from, to: dice.chance(0.3) ? from + dice.whole(900) : null };
  });
  const story: Story = {
    months,
    signOffs: dice.pick([0, 0, 0, 1, 3]),
    duties: Array.from({ length: dice.whole(3) }, () => ({ roles: dice.pick([['carer'], ['carer', 'senior'], ['manager']] as Role[][]), within: dice.pick([0, 7, 30, 90]) })),
    acceptsInstead: dice.chance(0.4),
    needWithin: dice.chance(0.7) ? dice.pick([0, 28]) : null,
    published: [],
    stays,
    happenings: [],
    days: [],
  };
  if (dice.chance(0.5)) {
    const days = Array.from({ length: 1 + dice.whole(3) }, () => keep(someDay())).sort((one, other) => one - other);
    story.published = days.map((from, index) => ({ version: index + 2, changeClass: dice.pick(['editorial', 'minor', 'material', 'material', 'new'] as const), from }));
  }
  const ids = new Map<string, { id: string; course: CourseName; home: Home }[]>();
  const remember = (kind: string, entry: { id: string; course?: CourseName; home?: Home }) => {
    ids.set(kind, [...(ids.get(kind) ?? []), { course: 'asked', home: 'A', ...entry }]);
    return entry.id;
  };
  const together: { id: string; course: CourseName; on: number; met: boolean; agrees: boolean }[] = [];
  const minutes = new Set<number>();
  const count = 1 + dice.whole(16);
  for (let index = 0; index < count; index += 1) {
    let minute = dice.whole(1440);
    while (minutes.has(minute) || (minute >= 60 && minute < 120)) minute = (minute + 1) % 1440;
    minutes.add(minute);
    const made = { day: keep(nearDay()), minute };
    const id = `id-${index}`;
    const course: CourseName = dice.chance(0.15) ? 'instead' : 'asked';
    const what = dice.pick(WHATS);
    const earlier = (kinds: string[]) => {
      const found = kinds.flatMap((kind) => ids.get(kind) ?? []);
      return found.length > 0 ? dice.pick(found) : { id: 'nobody-knows', course, home: dice.pick<Home>(['A', 'B']) };
    };
    const home = dice.pick<Home>(['A', 'B']);
    // Much is told late: the day it counts from lies before the day it was said.
    const counts = () => keep(dice.chance(0.5) ? made.day : nearDay());
    switch (what) {
      case 'learnt':
        story.happenings.push({ what, made, id: remember('held', { id, course }), course, version: 1 + dice.whole(1 + story.published.length) });
        break;
      case 'wentThrough': {
        const version = 1 + dice.whole(1 + story.published.length);
        story.happenings.push({ what, made, id, after: dice.whole(version), version });
        break;
      }
      case 'begun':
        story.happenings.push({ what, made, id });
        break;
      case 'seen':
        story.happenings.push({ what, made, id, course, met: dice.chance(0.8) });
        break;
      case 'seenTogether': {
        // The other phone delivers the same observation once more.
        const again = together.length > 0 && dice.chance(0.3) ? dice.pick(together) : null;
        const observation = again ?? { id, course, on: counts(), met: dice.chance(0.8), agrees: dice.chance(0.8) };
        together.push(observation);
        story.happenings.push({ what, made, ...observation });
        break;
      }
      case 'takenBack': {
        const taken = earlier(['held']);
        story.happenings.push({ what, made, id: taken.id, course: taken.course });
        break;
      }
      case 'excused': {
        const from = counts();
        story.happenings.push({ what, made, id: remember('excused', { id }), from, to: keep(from + dice.whole(400)) });
        break;
      }
      case 'excuseOver':
        story.happenings.push({ what, made, id: earlier(['excused']).id, to: counts() });
        break;
      case 'brought':
      case 'accepted': {
        const on = counts();
        const to = dice.chance(0.4) ? keep(on + dice.whole(900)) : null;
        remember('held', { id, course });
        if (what === 'brought') remember('brought', { id, course });
        story.happenings.push({ what, made, id, course, on, to });
        break;
      }
      case 'looked':
        story.happenings.push({ what, made, id: earlier(['brought']).id, holds: dice.chance(0.7), byThemselves: dice.chance(0.15) });
        break;
      case 'needs':
        story.happenings.push({ what, made, home, isThere: dice.chance(0.7), from: counts() });
        break;
      case 'interval':
        story.happenings.push({ what, made, home, months: dice.pick([null, 1, 6, 12, 48]), from: counts() });
        break;
      case 'asks': {
        const from = counts();
        remember('asks', { id, home });
        story.happenings.push({
          what,
          made,
          id,
          home,
          roles: dice.pick([['carer'], ['carer', 'senior']] as Role[][]),
          onlyWithNeed: dice.chance(0.3),
          within: dice.pick([0, 14, 60]),
          from,
        });
        break;
      }
      case 'asksNoMore': {
        const asked = earlier(['asks']);
        story.happenings.push({ what, made, id: asked.id, home: asked.home, to: counts() });
        break;
      }
    }
  }
  story.days = [nearDay(), nearDay(), nearDay()];
  return story;
}
