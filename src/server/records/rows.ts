import type { Insertable, Kysely, Transaction } from 'kysely';
import { CompiledQuery } from 'kysely';
import type { Tables } from './schema.ts';

export type Queries = Kysely<Tables> | Transaction<Tables>;

/** Ids asked for in one query. */
const IDS_PER_QUERY = 256;

/**
 * Runs a query for ids in chunks and joins the rows. An empty list asks nothing. A chunk is filled
 * up with its last id to a power of two, so that few texts of a query exist and each is prepared once.
 */
export async function inChunks<Id, Row>(ids: readonly Id[], ask: (chunk: Id[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < ids.length; at += IDS_PER_QUERY) {
    const chunk = ids.slice(at, at + IDS_PER_QUERY);
    const last = chunk[chunk.length - 1];
    let size = 1;
    while (size < chunk.length) size *= 2;
    while (last !== undefined && chunk.length < size) chunk.push(last);
    for (const row of await ask(chunk)) rows.push(row);
  }
  return rows;
}

/** Entries that share a key, in their order. */
export function groupedBy<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}

const ROWS_PER_INSERT = 64;
const compiledInserts = new WeakMap<object, Map<string, string>>();

/**
 * Inserts many rows in few statements. Building the SQL costs more than running it, so its text
 * is kept per table and per count; counts are powers of two, so few texts exist. Every row must
 * have the same columns in the same order.
 */
export async function insertRows<Table extends keyof Tables & string>(db: Queries, table: Table, rows: readonly Tables[Table][]): Promise<void> {
  let left = 0;
  while (left < rows.length) {
    let count = ROWS_PER_INSERT;
    while (count > rows.length - left) count /= 2;
    const chunk = rows.slice(left, left + count);
    const parameters: unknown[] = [];
    for (const row of chunk) for (const value of Object.values(row)) parameters.push(value);
    await db.executeQuery(CompiledQuery.raw(insertText(db, table, chunk), parameters));
    left += count;
  }
}

function insertText<Table extends keyof Tables & string>(db: Queries, table: Table, chunk: readonly Tables[Table][]): string {
  const adapter = db.getExecutor().adapter.constructor;
  const texts = compiledInserts.get(adapter) ?? new Map<string, string>();
  compiledInserts.set(adapter, texts);
  const key = `${table} ${chunk.length}`;
  const known = texts.get(key);
  if (known) return known;
  const text = db
    .insertInto(table)
    .values(chunk as unknown as Insertable<Tables[Table]>[])
    .compile().sql;
  texts.set(key, text);
  return text;
}
