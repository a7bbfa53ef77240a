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

/** Takes rows away, whole runs of neighbours at a time. */
export async function deleteRows<Row>(table: Table<Row, string>, ids: readonly string[]): Promise<void> {
  const found = await stretchOf(table, ids);
  if (!found) return table.bulkDelete([...ids]);
  const gone = new Set(ids);
  let run: string[] = [];
  const cut = async () => {
    if (run.length > 0) await table.where(':id').between(run[0], run.at(-1), true, true).delete();
    run = [];
  };
  for (const key of await found.stretch().primaryKeys()) {
    if (gone.has(key)) run.push(key);
    else await cut();
  }
  await cut();
}
