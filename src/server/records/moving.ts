import type { Actor } from '../../shared/people/access.ts';
import type { ReadFact } from './read-facts.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import { rowFact } from './stored-fact.ts';

/** A fact of somebody's record that goes with them to a new home, and where it is shown already. */
export type Moving = { factId: string; read: ReadFact; scopes: Set<string> };

/**
 * Certificates, sign-offs and diploma dates are the person's and travel, with what was taken back or seen of them:
 * without it a new home would count what no longer counts. Attempts at an earlier home, its waivers and its meetings
 * stay between them and it.
 */
const CARRIED = [
  'people.person.added',
  'people.placement.started',
  'people.placement.ended',
  'training.completion.recorded',
  'training.practice.signed',
  'training.practice.observed',
  'training.practice.agreed',
  'training.completion.revoked',
  'training.record.imported',
  'training.record.verified',
  'training.passport.accepted',
  'people.qualification.recorded',
  'people.clock.deferred',
  'people.deferral.reviewed',
];

export function isCarried(kind: string): boolean {
  return CARRIED.includes(kind);
}

/** What each person who is placed somewhere by this batch brings along. Empty for most pushes. */
export async function readMoving(db: Queries, reads: readonly ReadFact[], people: ReadonlyMap<string, Actor>): Promise<Map<string, Moving[]>> {
  const moving = new Map<string, Moving[]>();
  const scopes = new Set<string>(['region']);
  for (const { known } of reads) {
    if (known.kind !== 'people.placement.started') continue;
    const { personId, placement } = known.body;
    moving.set(personId, []);
    scopes.add(`self:${personId}`).add(`home:${placement.placeId}`);
    for (const earlier of people.get(personId)?.placements ?? []) scopes.add(`home:${earlier.placeId}`);
  }
  const rows = await inChunks([...moving.keys()], (chunk) =>
    db.selectFrom('fact_log').selectAll().where('subject_id', 'in', chunk).where('kind', 'in', CARRIED).where('state', '=', 'recorded').orderBy('server_seq').execute(),
  );
  const shown = await inChunks(
    rows.map((row) => row.fact_id),
    (chunk) =>
      db
        .selectFrom('change')
        .select(['fact_id', 'scope'])
        .where('scope', 'in', [...scopes])
        .where('fact_id', 'in', chunk)
        .execute(),
  );
  const scopesOf = groupedBy(shown, (row) => row.fact_id);
  for (const row of rows) {
    const read = rowFact(row);
    if (read && row.subject_id) moving.get(row.subject_id)?.push({ factId: row.fact_id, read, scopes: new Set(scopesOf.get(row.fact_id)?.map((entry) => entry.scope)) });
  }
  return moving;
}
