import { randomBytes } from 'node:crypto';
import type { Queries } from './rows.ts';

async function findMark(db: Queries, name: string): Promise<string | null> {
  const row = await db.selectFrom('mark').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

/** Two processes may start at once: the first to write wins and both read the same. */
async function getMark(db: Queries, name: string): Promise<string> {
  const known = await findMark(db, name);
  if (known !== null) return known;
  await db
    .insertInto('mark')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await findMark(db, name)) as string;
}

/** Names one life of this database. A restore replaces it, and phones then send again what was lost. */
export function getEpoch(db: Queries): Promise<string> {
  return getMark(db, 'epoch');
}

/** Signs cursors. It stays in the database so that every process reads every cursor. */
export function getCursorKey(db: Queries): Promise<string> {
  return getMark(db, 'cursorKey');
}

/** A cursor ahead of our own counter proves a restore that forgot to say so. */
export async function replaceEpoch(db: Queries, known: string): Promise<string> {
  await db
    .updateTable('mark')
    .set({ value: randomBytes(32).toString('base64url') })
    .where('name', '=', 'epoch')
    .where('value', '=', known)
    .execute();
  return getEpoch(db);
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
