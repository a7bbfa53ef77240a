import type { Cursor } from './cursor.ts';
import type { Queries } from './rows.ts';
import type { ChangeRow } from './schema.ts';

/**
 * The last change a reader was given: which fact stood at which number. A database put back to an
 * older day soon fills the lost numbers with other work; then its counter proves nothing, but the
 * witness does.
 */
export function witnessOf(rows: readonly ChangeRow[], through: number): Cursor['witness'] {
  const last = rows.findLast((row) => row.server_seq <= through && (row.what === 'fact' || row.what === 'answer'));
  return last && { scope: last.scope, seq: last.server_seq, factId: last.fact_id };
}

/** Do these records have another past than the one this witness saw? Pruned and erased rows prove nothing. */
export async function isBelied(db: Queries, { scope, seq, factId }: NonNullable<Cursor['witness']>): Promise<boolean> {
  const rows = await db.selectFrom('change').select('fact_id').where('scope', '=', scope).where('server_seq', '=', seq).execute();
  if (rows.some((row) => row.fact_id === factId)) return false;
  return !(await db.selectFrom('fact_log').select('fact_id').where('fact_id', '=', factId).executeTakeFirst());
}
