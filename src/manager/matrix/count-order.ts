import type { Day } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import { asTheyStood, placeIn } from '../matrix.ts';
import type { Part } from './packed.ts';
import { countPart } from './packed.ts';

/** What is to be counted: who is asked of is whoever is placed in these homes. */
export type CountOrder = { catalogue: Catalogue; told: readonly KnownFact[]; homeIds: readonly string[]; day: Day; today: Day; courseIds: readonly string[] };

/** Counts people some at a time, as they come. */
export function makeCount({ catalogue, told, homeIds, day, today, courseIds }: CountOrder): (people: readonly PersonRecord[]) => Part {
  const homes = new Set(homeIds);
  const cards = courseIds.flatMap((courseId) => catalogue.courses.find((card) => card.id === courseId) ?? []);
  const rules = homeRules(told, catalogue, day);
  return (people) => {
    const here = people.map((person) => asTheyStood(person, day, today)).filter((person) => placeIn(person, homes, day) !== null);
    return countPart(here, { catalogue, day, rules, cards });
  };
}
