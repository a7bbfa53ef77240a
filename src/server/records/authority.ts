import type { Day } from '../../shared/basics/day.ts';
import { londonDay } from '../../shared/basics/day.ts';
import { LEADING_ROLES } from '../../shared/people/role.ts';
import type { Assessor, Authority, Grant } from '../../shared/practice/authority.ts';
import { grantsOf, SIGNING_ROLES } from '../../shared/practice/authority.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import { readActor } from './known.ts';
import { readAllNamings, readKeys } from './practice-known.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import { readBelow, readLineages } from './tree.ts';

type Staff = { personId: string; name: string; placeId: string; kind: string; role: string };
const LEADING: readonly string[] = LEADING_ROLES;
type Right = Omit<Assessor, 'keys'>;

/** People whose account is open, once for each place they hold on a day. */
function standing(db: Queries, today: Day) {
  return db
    .selectFrom('placement')
    .innerJoin('person', 'person.person_id', 'placement.person_id')
    .innerJoin('place', 'place.place_id', 'placement.place_id')
    .select(['person.person_id as personId', 'person.name', 'placement.place_id as placeId', 'place.kind', 'role'])
    .where('closed_at', 'is', null)
    .where('starts_on', '<=', today)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>=', today)]))
    .orderBy('person.name')
    .orderBy('person.person_id');
}

const staffOf = (db: Queries, placeIds: readonly string[], today: Day): Promise<Staff[]> =>
  inChunks([...new Set(placeIds)], (chunk) => standing(db, today).where('placement.place_id', 'in', chunk).execute());

/** Names of those who still work somewhere: whoever works nowhere any more signs nothing, named or not. */
async function namesOf(db: Queries, people: readonly string[], today: Day): Promise<Map<string, string>> {
  const rows = await inChunks([...new Set(people)], (chunk) => standing(db, today).where('placement.person_id', 'in', chunk).execute());
  return new Map(rows.map((row) => [row.personId, row.name]));
}

/**
 * Who may sign practice in the homes where this person works today: those who work there, those who lead
 * from above, and those named for these homes wherever they work, with the keys their phones have told.
 * Of other homes only this person's own right is told. `people`: whom they may watch. Nobody who works in
 * another authority is named to them, but for those who were named for their home.
 */
export async function readAuthority(db: Queries, personId: string, now: Date): Promise<Authority> {
  const on = londonDay(now.toISOString());
  const { placements } = await readActor(db, personId);
  const open = placements.filter((placement) => isPlacementOpen(placement, on));
  const worksIn = new Set(open.map((placement) => placement.placeId));
  if (worksIn.size === 0) return { on, assessors: [], people: [] };

  const grants = [...(await readAllNamings(db)).values()].flatMap((namings) => grantsOf(namings)).filter((grant) => grant.until >= on);
  const namedFor = grants.filter((grant) => grant.personId === personId).map((grant) => grant.homeId);
  const below = await readBelow(db, { placements: open });
  const lineages = await readLineages(db, [...new Set([...worksIn, ...namedFor])]);
  const over = [...worksIn].flatMap((homeId) => (lineages.get(homeId) ?? []).map(({ placeId }) => ({ homeId, placeId })));
  const staff = (await staffOf(db, [...worksIn, ...below.keys(), ...namedFor], on)).filter(({ kind }) => kind === 'home');
  const above = groupedBy(
    await staffOf(
      db,
      over.map(({ placeId }) => placeId),
      on,
    ),
    ({ placeId }) => placeId,
  );
  const isTold = (grant: Grant) => worksIn.has(grant.homeId) || grant.personId === personId;
  const named = await namesOf(
    db,
    grants.filter(isTold).map((grant) => grant.personId),
    on,
  );

  const byRole = ({ personId: id, name, role }: Staff, homeId: string): Right => ({ personId: id, name, homeId, role, courses: [], until: null });
  const homes = new Set(staff.map(({ placeId }) => placeId));
  const self = named.get(personId) ?? (await namesOf(db, [personId], on)).get(personId) ?? '';
  const ownRole = open.find(({ role }) => LEADING_ROLES.includes(role))?.role ?? '';
  const rights: Right[] = [
    ...staff.filter(({ role, placeId }) => SIGNING_ROLES.includes(role) && worksIn.has(placeId)).map((entry) => byRole(entry, entry.placeId)),
    ...over
      .filter(({ homeId }) => homes.has(homeId))
      .flatMap(({ homeId, placeId }) => (above.get(placeId) ?? []).filter(({ role }) => LEADING.includes(role)).map((entry) => byRole(entry, homeId))),
    ...[...homes].filter((homeId) => below.has(homeId) && !worksIn.has(homeId)).map((homeId): Right => ({ personId, name: self, homeId, role: ownRole, courses: [], until: null })),
    ...grants.filter(isTold).flatMap(({ personId: id, homeId, courses, until }): Right[] => {
      const name = named.get(id);
      return name === undefined ? [] : [{ personId: id, name, homeId, role: null, courses: [...courses], until }];
    }),
  ];

  const authorityOf = (placeId: string) => (lineages.get(placeId) ?? []).find(({ kind }) => kind === 'authority')?.placeId;
  const authorities = new Set([...worksIn].flatMap((placeId) => authorityOf(placeId) ?? []));
  const isNear = (homeId: string) => worksIn.has(homeId) || below.has(homeId) || authorities.has(authorityOf(homeId) ?? '');
  const mine = new Set(rights.filter((right) => right.personId === personId && isNear(right.homeId)).map((right) => right.homeId));
  const watched = new Map(staff.filter((entry) => mine.has(entry.placeId) && entry.personId !== personId).map((entry) => [`${entry.placeId} ${entry.personId}`, entry]));
  const keys = await readKeys(
    db,
    rights.map((right) => right.personId),
  );
  return {
    on,
    assessors: rights.map((right) => ({ ...right, keys: [...(keys.get(right.personId) ?? [])].map(([keyId, publicKey]) => ({ keyId, publicKey })) })),
    people: [...watched.values()].map(({ personId: id, name, placeId }) => ({ personId: id, name, homeId: placeId })),
  };
}
