import type { Day } from '../basics/day.ts';
import { countedDay, countedMoment } from '../training/claimed-time.ts';
import type { Catalogue } from '../training/catalogue.ts';
import type { PersonRecord } from '../training/person-record.ts';
import type { Role } from '../people/role.ts';
import type { KnownFact } from '../wire/fact.ts';
import type { Evidence } from './inspection-sheet.ts';

/** All that the numbers of a home are counted from. People who have left are among them, for the turnover. */
export type HomeLook = {
  homeId: string;
  homeName: string;
  people: readonly PersonRecord[];
  /** Facts of the kinds `home.*`. */
  told: readonly KnownFact[];
  catalogue: Catalogue;
};

/** Somebody in post on the day, with the role they hold in this home. */
export type InPost = { person: PersonRecord; role: Role; startedOn: Day };

/** Roles that belong to a home's staff. */
const STAFF: readonly Role[] = ['manager', 'deputy', 'senior', 'carer', 'agency'];

function isIn(placement: PersonRecord['placements'][number], homeId: string, day: Day): boolean {
  return placement.placeId === homeId && STAFF.includes(placement.role) && placement.startsOn <= day && (!placement.endsOn || placement.endsOn >= day);
}

/** Who works in the home on that day: begun, and not gone. By name. */
export function inPost(look: Pick<HomeLook, 'homeId' | 'people'>, day: Day): InPost[] {
  return look.people
    .flatMap((person): InPost[] => {
      if (person.isClosed) return [];
      const open = person.placements.filter((placement) => isIn(placement, look.homeId, day));
      const [first] = [...open].sort((one, other) => STAFF.indexOf(one.role) - STAFF.indexOf(other.role));
      if (!first) return [];
      return [{ person, role: first.role, startedOn: open.map((placement) => placement.startsOn).sort()[0] ?? first.startsOn }];
    })
    .sort((one, other) => one.person.name.localeCompare(other.person.name));
}

/** The record a line rests on. */
export function sourceFrom(
  look: Pick<HomeLook, 'people'>,
  fact: (Pick<KnownFact, 'factId' | 'owner'> & { at: string; off: number | null; recordedAt: string | null }) | undefined,
): Evidence['source'] {
  if (!fact) return null;
  return { factId: fact.factId, by: look.people.find((person) => person.personId === fact.owner)?.name ?? '', on: countedDay(fact) };
}

/** Oldest first, by the moment that counts. */
export function inOrder<Fact extends KnownFact>(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((one, other) => `${countedMoment(one)} ${one.factId}`.localeCompare(`${countedMoment(other)} ${other.factId}`));
}
