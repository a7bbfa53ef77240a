import { londonDay } from '../../shared/basics/day.ts';
import type { Role } from '../../shared/people/role.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Queries } from './rows.ts';

/** Who somebody is today, as the phone keeps it; without roles when the account is closed, null for a person there is no record of. */
export async function findSignedIn(db: Queries, personId: string, now: string): Promise<SignedIn | null> {
  const person = await db.selectFrom('person').select(['name', 'closed_at']).where('person_id', '=', personId).executeTakeFirst();
  if (!person) return null;
  if (person.closed_at !== null) return { personId, name: person.name, roles: [], now, isClosed: true };
  const today = londonDay(now);
  const rows = await db
    .selectFrom('placement')
    .innerJoin('place', 'place.place_id', 'placement.place_id')
    .select(['place.place_id', 'place.name', 'role'])
    .where('person_id', '=', personId)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>=', today)]))
    .orderBy('starts_on')
    .orderBy('placement_id')
    .execute();
  return { personId, name: person.name, roles: rows.map((row) => ({ placeId: row.place_id, placeName: row.name, role: row.role as Role })), now };
}

export async function hasPeople(db: Queries): Promise<boolean> {
  return (await db.selectFrom('person').select('person_id').limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Closes an account, or opens it again with null. Full sign-ins end at once; those that only
 * deliver stay, since what was made before must still reach us (sync reference, section 12).
 */
export async function setClosed(db: Queries, personId: string, closedAt: string | null): Promise<void> {
  await db.updateTable('person').set({ closed_at: closedAt }).where('person_id', '=', personId).execute();
  if (closedAt === null) return;
  await db.deleteFrom('session').where('person_id', '=', personId).where('kind', '=', 'session').execute();
  for (const table of ['push_address', 'nudge_choice'] as const) await db.deleteFrom(table).where('person_id', '=', personId).execute();
}
