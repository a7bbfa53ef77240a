import type { Day } from '../../shared/basics/day.ts';
import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, HomesSeen, Unwatch } from '../../store/cabinet.ts';
import { likelyHome } from '../home-choice.ts';
import type { Matrix } from '../matrix.ts';
import { asTheyStood, matrixOf, placeIn } from '../matrix.ts';

/** More people than these are drawn piece by piece, with code that is fetched for it. */
export const SMALL_HOME = 100;

/** `whole` is null where there are too many people for one table. */
export type Stood = { people: PersonRecord[]; rules: HomeRules; whole: Matrix | null };

const stood = new WeakMap<HomesSeen, { key: string; catalogue: Catalogue; made: Stood }>();

/** Everyone of these homes as they stood on a day. What was seen is judged once, however often a page asks, and never kept on the device. */
export function stoodOn(seen: HomesSeen, catalogue: Catalogue, homeIds: readonly string[], day: Day, today: Day): Stood {
  const key = `${homeIds.join()} ${day} ${today}`;
  const known = stood.get(seen);
  if (known?.key === key && known.catalogue === catalogue) return known.made;
  const homes = new Set(homeIds);
  const people = seen.people.map((person) => asTheyStood(person, day, today)).filter((person) => placeIn(person, homes, day) !== null);
  const rules = homeRules(seen.told, catalogue, day);
  const whole = people.length > SMALL_HOME ? null : matrixOf(people, catalogue, homeIds, day, rules);
  const made = { people, rules, whole };
  stood.set(seen, { key, catalogue, made });
  return made;
}

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act);
  else setTimeout(act, 0);
}

/**
 * The home that somebody who leads opens next is read and judged while nothing else happens, and again
 * when news comes: a corridor is no place to wait. Many homes together are read when they are opened.
 */
export function readyHome(cabinet: Cabinet, who: SignedIn): Unwatch {
  let isGone = false;
  const stops: Unwatch[] = [];
  void likelyHome(cabinet, who).then((homeId) => {
    if (isGone || homeId === null) return;
    let catalogue: Catalogue | null = null;
    let seen: HomesSeen | null = null;
    const judge = () =>
      whenIdle(() => {
        const today = londonDay(cabinet.now());
        if (!isGone && catalogue && seen) stoodOn(seen, catalogue, [homeId], today, today);
      });
    stops.push(
      cabinet.watchCatalogue((next) => {
        catalogue = next;
        judge();
      }),
      cabinet.watchHomes([homeId], (next) => {
        seen = next;
        judge();
      }),
    );
  });
  return () => {
    isGone = true;
    for (const stop of stops) stop();
  };
}
