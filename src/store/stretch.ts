import type { Table } from 'dexie';

/** Below this, asking for each key is as quick. */
const FEW = 8;

/**
 * Ids are made in the order of time, so those of one batch lie side by side. One question about
 * a stretch of keys costs a browser what a few single ones do; a batch has a thousand.
 * @returns null where the stretch holds much besides, as after a jump of the clock.
 */
async function stretchOf<Row>(table: Table<Row, string>, ids: readonly string[]) {
  if (ids.length < FEW) return null;
  const sorted = [...ids].sort();
  const stretch = () => table.where(':id').between(sorted[0], sorted.at(-1), true, true);
  const count = await stretch().count();
  return count > 2 * ids.length ? null : { stretch, count };
}

/** Which of these ids the table holds. */
export async function heldIds<Row>(table: Table<Row, string>, ids: readonly string[]): Promise<Set<string>> {
  const found = await stretchOf(table, ids);
  const held = new Set(found ? await found.stretch().primaryKeys() : await table.where(':id').anyOf(ids).primaryKeys());
  return new Set(ids.filter((id) => held.has(id)));
}

/** Rows by id, in the order asked for. */
export async function rowsOf<Row extends { factId: string }>(table: Table<Row, string>, ids: readonly string[]): Promise<(Row | undefined)[]> {
  const found = await stretchOf(table, ids);
  if (!found) return table.bulkGet([...ids]);
  const rows = new Map(found.count === 0 ? [] : (await found.stretch().toArray()).map((row) => [row.factId, row]));
  return ids.map((id) => rows.get(id));
}

/** The first and the last of each run of neighbours that all go. */
function runsOf(keys: readonly string[], gone: ReadonlySet<string>): [string, string][] {
  const runs: [string, string][] = [];
  let run: [string, string] | null = null;
  for (const key of keys) {
    if (!gone.has(key)) run = null;
    else if (run) run[1] = key;
    else {
      run = [key, key];
      runs.push(run);
    }
  }
  return runs;
}

/**
 * Takes rows away, whole runs of neighbours at a time. Nothing is awaited in it but the database:
 * after some dozens of other waits Dexie forgets the transaction, and what follows is outside it.
 */
export async function deleteRows<Row>(table: Table<Row, string>, ids: readonly string[]): Promise<void> {
  const found = await stretchOf(table, ids);
  if (!found) return table.bulkDelete([...ids]);
  for (const [first, last] of runsOf(await found.stretch().primaryKeys(), new Set(ids))) await table.where(':id').between(first, last, true, true).delete();
}
