import type { HomeLook } from '../../shared/home/inspection-look.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { applyFacts, emptyRecord, subjectOf } from '../../shared/training/person-record.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import type { FactRow } from './schema.ts';
import { rowFact } from './stored-fact.ts';

export function knownFrom(row: FactRow): KnownFact | null {
  const read = rowFact(row);
  if (!read) return null;
  const { factId, kind, about, owner, at, off } = read.fact;
  return {
    factId,
    kind,
    about,
    body: read.known.body,
    owner,
    at,
    off,
    recordedAt: row.received_at,
    serverScore: row.server_score === null ? null : JSON.parse(row.server_score),
  } as KnownFact;
}

/** What those who lead the home have of it on their phones: the same facts by the same scopes, and so the same numbers. */
export async function readHome(db: Queries, homeId: string, catalogue: Catalogue): Promise<HomeLook> {
  const shown = await db
    .selectFrom('change')
    .select(['fact_id'])
    .where('scope', 'in', [`home:${homeId}`, `staff:${homeId}`])
    .where('what', '=', 'fact')
    .orderBy('server_seq')
    .execute();
  const ids = [...new Set(shown.map((row) => row.fact_id))];
  const rows = await inChunks(ids, (chunk) =>
    db.selectFrom('fact_log').selectAll().where('fact_id', 'in', chunk).where('state', '=', 'recorded').where('body', '<>', '').execute(),
  );
  rows.sort((one, other) => (one.server_seq ?? 0) - (other.server_seq ?? 0));
  const facts = rows.flatMap((row) => knownFrom(row) ?? []);
  const told = facts.filter((fact) => fact.kind.startsWith('home.'));
  const people: PersonRecord[] = [];
  for (const [personId, theirs] of groupedBy(facts, (fact) => subjectOf(fact, fact.owner) ?? '')) {
    if (personId === '') continue;
    const record = applyFacts(emptyRecord(personId), theirs);
    if (record.placements.some((placement) => placement.placeId === homeId)) people.push(record);
  }
  const place = await db.selectFrom('place').select('name').where('place_id', '=', homeId).executeTakeFirst();
  return { homeId, homeName: place?.name ?? '', people, told, catalogue };
}
