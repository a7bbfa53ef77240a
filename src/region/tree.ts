import type { Day } from '../shared/basics/day.ts';
import type { Place } from '../shared/people/place.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';

type Manager = { personId: string; name: string };
export type HomeLine = { home: Place; provider: Place | null; managers: Manager[] };
export type AuthorityLine = { authority: Place; homes: HomeLine[] };

/** Managers now and to come: someone invited for next month is not "no manager yet". */
function managersOf(homeId: string, people: readonly PersonRecord[], today: Day): Manager[] {
  return people
    .filter((person) => person.placements.some((placement) => placement.placeId === homeId && placement.role === 'manager' && isPlacementOpen(placement, today)))
    .map(({ personId, name }) => ({ personId, name }));
}

/** The authority a place stands under, however deep; null when the way up is broken. */
function authorityOf(place: Place, byId: ReadonlyMap<string, Place>): string | null {
  let at: Place | undefined = place;
  for (let step = 0; at && step < 8; step += 1) {
    if (at.kind === 'authority') return at.placeId;
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return null;
}

/** Authorities by name, each with its homes and their managers. */
export function treeOf(places: readonly Place[], people: readonly PersonRecord[], today: Day): AuthorityLine[] {
  const byId = new Map(places.map((place) => [place.placeId, place]));
  const byName = (one: Place, other: Place) => one.name.localeCompare(other.name);
  const homes = places.filter((place) => place.kind === 'home').sort(byName);
  return places
    .filter((place) => place.kind === 'authority')
    .sort(byName)
    .map((authority) => ({
      authority,
      homes: homes
        .filter((home) => authorityOf(home, byId) === authority.placeId)
        .map((home) => {
          const parent = home.parentId === null ? undefined : byId.get(home.parentId);
          return { home, provider: parent?.kind === 'provider' ? parent : null, managers: managersOf(home.placeId, people, today) };
        }),
    }));
}

export function providersUnder(authorityId: string, places: readonly Place[]): Place[] {
  return places.filter((place) => place.kind === 'provider' && place.parentId === authorityId).sort((one, other) => one.name.localeCompare(other.name));
}
