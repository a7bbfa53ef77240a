import type { KnownFact } from '../../shared/wire/fact.ts';
import { knownOf } from './person-records.ts';
import type { Queries } from './rows.ts';

export const ACADEMY_KINDS = ['academy.version.proposed', 'academy.version.approved', 'academy.version.sentBack', 'academy.question.reviewed'] as const;

export function isOfAcademy(kind: string): boolean {
  return kind.startsWith('academy.');
}

/** All that was proposed, approved, sent back and reviewed, in the order it was recorded. */
export async function readAcademy(db: Queries): Promise<KnownFact[]> {
  const rows = await db
    .selectFrom('change')
    .innerJoin('fact_log', 'fact_log.fact_id', 'change.fact_id')
    .selectAll('fact_log')
    .where('change.scope', '=', 'region')
    .where('change.what', '=', 'fact')
    .where('fact_log.kind', 'in', ACADEMY_KINDS)
    .where('fact_log.state', '=', 'recorded')
    .where('fact_log.body', '<>', '')
    .orderBy('fact_log.server_seq')
    .execute();
  const unique = new Map(rows.map((row) => [row.fact_id, row]));
  return [...unique.values()].flatMap((row) => knownOf(row) ?? []);
}
