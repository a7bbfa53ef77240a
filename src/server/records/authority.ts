import { londonDay } from '../../shared/basics/day.ts';
import type { Assessor, Authority } from '../../shared/practice/authority.ts';
import { grantsOf, SIGNING_ROLES } from '../../shared/practice/authority.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import { readActor } from './known.ts';
import { readKeys, readNamings } from './practice-known.ts';
import type { Queries } from './rows.ts';
import { inChunks } from './rows.ts';

type Staff = { personId: string; name: string; homeId: string; role: string };

/** Everyone who works in these homes on a day, once for each place they hold. */
async function staffOf(db: Queries, homeIds: readonly string[], today: string): Promise<Staff[]> {
  const rows = await inChunks(homeIds, (chunk) =>
    db
      .selectFrom('placement')
      .innerJoin('person', 'person.person_id', 'placement.person_id')
      .innerJoin('place', 'place.place_id', 'placement.place_id')
      .select(['person.person_id', 'person.name', 'placement.place_id', 'role'])
      .where('placement.place_id', 'in', chunk)
      .where('place.kind', '=', 'home')
      .where('closed_at', 'is', null)
      .where('starts_on', '<=', today)
      .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>=', today)]))
      .orderBy('person.name')
      .orderBy('person.person_id')
      .execute(),
  );
  return rows.map((row) => ({ personId: row.person_id, name: row.name, homeId: row.place_id, role: row.role }));
}

/**
 * Who may sign practice in the homes where this person works today, with the keys their phones have
 * told; and, for those who may sign, whom they may watch. Somebody who works nowhere gets an empty list.
 */
export async function readAuthority(db: Queries, personId: string, now: Date): Promise<Authority> {
  const on = londonDay(now.toISOString());
  const { placements } = await readActor(db, personId);
  const homeIds = [...new Set(placements.filter((placement) => isPlacementOpen(placement, on)).map((placement) => placement.placeId))];
  const staff = await staffOf(db, homeIds, on);
  const namings = await readNamings(
    db,
    staff.map((entry) => entry.personId),
  );
  const rights: Omit<Assessor, 'keys'>[] = staff
    .filter(({ role }) => SIGNING_ROLES.includes(role))
    .map(({ personId: id, name, homeId, role }) => ({ personId: id, name, homeId, role, courses: [], until: null }));
  for (const { personId: id, name } of new Map(staff.map((entry) => [entry.personId, entry])).values())
    for (const { homeId, courses, until } of grantsOf(namings.get(id) ?? []))
      if (homeIds.includes(homeId) && until >= on) rights.push({ personId: id, name, homeId, role: null, courses: [...courses], until });
  const keys = await readKeys(
    db,
    rights.map((right) => right.personId),
  );
  const mine = new Set(rights.filter((right) => right.personId === personId).map((right) => right.homeId));
  const watched = new Map(staff.filter((entry) => mine.has(entry.homeId) && entry.personId !== personId).map((entry) => [`${entry.homeId} ${entry.personId}`, entry]));
  return {
    on,
    assessors: rights.map((right) => ({ ...right, keys: [...(keys.get(right.personId) ?? [])].map(([keyId, publicKey]) => ({ keyId, publicKey })) })),
    people: [...watched.values()].map(({ personId: id, name, homeId }) => ({ personId: id, name, homeId })),
  };
}
