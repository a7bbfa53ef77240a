import type { Day } from '../../shared/basics/day.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { applyFacts, emptyRecord } from '../../shared/training/person-record.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import type { FactRow } from './schema.ts';
import { rowFact } from './stored-fact.ts';

export function knownOf(row: FactRow): KnownFact | null {
  const read = rowFact(row);
  if (!read) return null;
  const { factId, about, owner, at, off } = read.fact;
  const serverScore = row.server_score === null ? null : (JSON.parse(row.server_score) as unknown);
  return { factId, kind: read.known.kind, about, body: read.known.body, owner, at, off, recordedAt: row.received_at, serverScore } as KnownFact;
}

const ATTEMPTS = ['training.attempt.started', 'training.attempt.finished'];

/** People's records from the log, laid by the same rule as on a phone. */
export async function readRecords(db: Queries, personIds: readonly string[]): Promise<PersonRecord[]> {
  const [about, attempts] = await Promise.all([
    inChunks(personIds, (chunk) => db.selectFrom('fact_log').selectAll().where('subject_id', 'in', chunk).where('state', '=', 'recorded').execute()),
    inChunks(personIds, (chunk) => db.selectFrom('fact_log').selectAll().where('owner', 'in', chunk).where('kind', 'in', ATTEMPTS).where('state', '=', 'recorded').execute()),
  ]);
  const byPerson = groupedBy([...about, ...attempts], (row) => row.subject_id ?? row.owner);
  return [...new Set(personIds)].map((personId) => {
    const rows = (byPerson.get(personId) ?? []).sort((one, other) => (one.server_seq ?? 0) - (other.server_seq ?? 0));
    return applyFacts(
      emptyRecord(personId),
      rows.flatMap((row) => knownOf(row) ?? []),
    );
  });
}

const RULE_KINDS = ['home.needs.set', 'home.interval.set', 'home.requirement.added', 'home.requirement.ended'];

/** What homes ask of their people besides the catalogue. */
export async function readHomeRules(db: Queries, homeIds: readonly string[]): Promise<KnownFact[]> {
  const rows = await inChunks([...new Set(homeIds)], (chunk) =>
    db
      .selectFrom('fact_log')
      .innerJoin('change', 'change.fact_id', 'fact_log.fact_id')
      .selectAll('fact_log')
      .where(
        'scope',
        'in',
        chunk.map((homeId) => `staff:${homeId}`),
      )
      .where('kind', 'in', RULE_KINDS)
      .where('state', '=', 'recorded')
      .execute(),
  );
  const unique = new Map(rows.map((row) => [row.fact_id, row]));
  return [...unique.values()].sort((one, other) => (one.server_seq ?? 0) - (other.server_seq ?? 0)).flatMap((row) => knownOf(row) ?? []);
}

/** Everyone who works in one of these homes today. */
export async function peopleIn(db: Queries, homeIds: readonly string[], today: Day): Promise<string[]> {
  const rows = await inChunks([...homeIds], (chunk) =>
    db
      .selectFrom('placement')
      .innerJoin('person', 'person.person_id', 'placement.person_id')
      .select('placement.person_id')
      .where('place_id', 'in', chunk)
      .where('closed_at', 'is', null)
      .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>=', today)]))
      .execute(),
  );
  return [...new Set(rows.map((row) => row.person_id))];
}
