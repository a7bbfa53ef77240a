import { randomBytes } from 'node:crypto';
import type { Queries } from './rows.ts';

/**
 * `epoch` names one life of this database: a restore replaces it, and phones then send again what
 * was lost. `cursorKey` signs cursors; it stays in the database so that every process reads every
 * cursor. `durableThrough` is the highest serverSeq in a backup away from this machine, null where
 * there is none. `historyStartsAt` is the highest number of a tombstone that was pruned, 0 for none.
 */
export type Marks = { epoch: string; cursorKey: string; durableThrough: number | null; historyStartsAt: number };

async function readMarks(db: Queries): Promise<Map<string, string>> {
  const rows = await db.selectFrom('mark').selectAll().execute();
  return new Map(rows.map((row) => [row.name, row.value]));
}

function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** All marks in one query. Two processes may start at once: the first to write wins and both read the same. */
export async function getMarks(db: Queries): Promise<Marks> {
  let marks = await readMarks(db);
  if (!marks.has('epoch') || !marks.has('cursorKey')) {
    await db
      .insertInto('mark')
      .values(['epoch', 'cursorKey'].map((name) => ({ name, value: freshSecret() })))
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    marks = await readMarks(db);
  }
  const durableThrough = marks.get('durableThrough');
  return {
    epoch: marks.get('epoch') as string,
    cursorKey: marks.get('cursorKey') as string,
    durableThrough: durableThrough === undefined ? null : Number(durableThrough),
    historyStartsAt: Number(marks.get('historyStartsAt') ?? 0),
  };
}

export async function getEpoch(db: Queries): Promise<string> {
  return (await getMarks(db)).epoch;
}

/** A cursor ahead of our own counter proves a restore that forgot to say so. */
export async function replaceEpoch(db: Queries, known: string): Promise<string> {
  await db.updateTable('mark').set({ value: freshSecret() }).where('name', '=', 'epoch').where('value', '=', known).execute();
  return getEpoch(db);
}

/** Notes how far a backup, or the pruning of tombstones, reaches. Null takes the mark away. */
export async function setReach(db: Queries, name: 'durableThrough' | 'historyStartsAt', serverSeq: number | null): Promise<void> {
  if (serverSeq === null) {
    await db.deleteFrom('mark').where('name', '=', name).execute();
    return;
  }
  await db
    .insertInto('mark')
    .values({ name, value: String(serverSeq) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(serverSeq) }))
    .execute();
}

/**
 * Takes the next `count` numbers and returns the last number before them. The row stays locked
 * until the transaction ends, so numbers become visible in their order.
 */
export async function takeSeqs(db: Queries, count: number): Promise<number> {
  const bump = () =>
    db
      .updateTable('counter')
      .set((row) => ({ value: row('value', '+', count) }))
      .where('name', '=', 'serverSeq')
      .returning('value')
      .executeTakeFirst();
  const row = await bump();
  if (row) return row.value - count;
  await db
    .insertInto('counter')
    .values({ name: 'serverSeq', value: 0 })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return ((await bump()) as { value: number }).value - count;
}

export async function lastSeq(db: Queries): Promise<number> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', 'serverSeq').executeTakeFirst();
  return row?.value ?? 0;
}
