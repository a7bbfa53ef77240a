import type { Json } from '../../../shared/basics/canonical.ts';
import { canonicalJson } from '../../../shared/basics/canonical.ts';
import type { Queries } from '../rows.ts';
import type { AuditRow } from '../schema-voice.ts';
import { hash64, hourOf } from './secrets.ts';

/**
 * Scopes besides the audiences' own: keys and directories, join codes, and what was denied. A view's acts stand in the
 * chain of the audience that acted, so that nobody who was not chosen sees a row, or a gap where one would be.
 */
export const SCOPES = { keys: '~keys', codes: '~codes', denied: '~denied', house: '~house' } as const;

export type Entry = { scope: string; actor: string; act: string; object: string; outcome: 'done' | 'refused' };
const START = '';

function hashOfRow(row: Omit<AuditRow, 'hash'>): string {
  const { scope, no, at, actor, act, object, outcome, prev } = row;
  return hash64(canonicalJson({ scope, no, at, actor, act, object, outcome, prev } as Json));
}

/** Adds to the scope's chain, with the hour and never with content. Within a transaction: the counter's row keeps others waiting. */
export async function note(db: Queries, entry: Entry, now: string): Promise<void> {
  const no = await nextNo(db, `audit ${entry.scope}`);
  const last =
    no === 1
      ? undefined
      : await db
          .selectFrom('voice_audit')
          .select('hash')
          .where('scope', '=', entry.scope)
          .where('no', '=', no - 1)
          .executeTakeFirst();
  const row = { scope: entry.scope, no, at: hourOf(now), actor: entry.actor, act: entry.act, object: entry.object, outcome: entry.outcome, prev: last?.hash ?? START };
  await db
    .insertInto('voice_audit')
    .values({ ...row, hash: hashOfRow(row) })
    .execute();
}

/** The next number of one audience, or of one chain. The row stays locked until the transaction ends. */
export async function nextNo(db: Queries, a: string): Promise<number> {
  const row = await db
    .insertInto('audience_counter')
    .values({ a, value: 1 })
    .onConflict((conflict) => conflict.column('a').doUpdateSet((set) => ({ value: set('audience_counter.value', '+', 1) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

/** Walks every chain. Null when all is whole; else where it first is not (G10). */
export async function findBreak(db: Queries): Promise<{ scope: string; no: number } | null> {
  const rows = await db.selectFrom('voice_audit').selectAll().orderBy('scope').orderBy('no').execute();
  const ends = new Map(
    (await db.selectFrom('audience_counter').selectAll().where('a', 'like', 'audit %').execute()).map(({ a, value }) => [a.slice('audit '.length), Number(value)]),
  );
  let before: AuditRow | null = null;
  const lasts = new Map<string, number>();
  for (const row of rows) {
    const isFirst = before?.scope !== row.scope;
    const no = Number(row.no);
    const expected = isFirst ? 1 : Number(before?.no) + 1;
    if (no !== expected || row.prev !== (isFirst ? START : before?.hash) || hashOfRow({ ...row, no }) !== row.hash) return { scope: row.scope, no: expected };
    lasts.set(row.scope, no);
    before = row;
  }
  for (const [scope, end] of ends) if ((lasts.get(scope) ?? 0) !== end) return { scope, no: (lasts.get(scope) ?? 0) + 1 };
  return null;
}
