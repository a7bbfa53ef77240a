import { createHash } from 'node:crypto';
import { addMonths } from '../../../shared/basics/day.ts';
import { addMs } from '../../../shared/basics/moment.ts';
import { RETIRED_TAKEN_MONTHS } from '../../../shared/voice/well-formed.ts';
import { beginsWithZeros, workText } from '../../../shared/voice/work.ts';
import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import { insertRows } from '../rows.ts';
import { regionOf } from './places.ts';
import { freshSecret, hash64 } from './secrets.ts';

const CAPABILITIES_GIVEN = 20;
/** One membership gets this many in a day: a flood has an end (D13), and a bad day still has room. */
const CAPABILITIES_A_DAY = 60;
const WORK_LASTS_MS = 60 * 60 * 1000;

/** Up to twenty; each lets one envelope in, and no row says whose it was. Empty when the day's are given; null for no membership. */
export async function giveCapabilities({ db }: Records, membership: string, now: string): Promise<string[] | null> {
  const today = now.slice(0, 10);
  return db.transaction().execute(async (trx) => {
    const hash = hash64(membership);
    const row = await trx.selectFrom('membership').selectAll().where('hash', '=', hash).where('revoked_on', 'is', null).executeTakeFirst();
    if (!row) return null;
    const given = row.given_on === today ? row.given : 0;
    const count = Math.min(CAPABILITIES_GIVEN, CAPABILITIES_A_DAY - given);
    if (count <= 0) return [];
    const taken = await trx
      .updateTable('membership')
      .set({ given_on: today, given: given + count })
      .where('hash', '=', hash)
      .where('given', '=', row.given)
      .returning('hash')
      .executeTakeFirst();
    // Two at once: the second asks again.
    if (!taken) return [];
    const secrets = Array.from({ length: count }, freshSecret);
    const rows = secrets.map((secret) => ({ hash: hash64(secret), unit: row.unit, made_on: today, spent_by: null }));
    // In the order of their hashes, which says nothing about the order in which they are used.
    await insertRows(
      trx,
      'capability',
      rows.sort((one, other) => one.hash.localeCompare(other.hash)),
    );
    return secrets;
  });
}

/** A challenge for one envelope without any membership. It opens the region's own audiences, and no home's. */
export async function giveWork({ db }: Records, bits: number, now: string): Promise<{ challenge: string; bits: number; units: string[] } | null> {
  const unit = await regionOf(db);
  if (unit === null) return null;
  const challenge = freshSecret();
  await db
    .insertInto('work_challenge')
    .values({ hash: hash64(challenge), unit, bits, ends_at: addMs(now, WORK_LASTS_MS) })
    .execute();
  return { challenge, bits, units: [unit] };
}

export type Right = { capability?: string; work?: { challenge: string; answer: number } };
export type Admission = { unit: string; by: string };

/**
 * Spends what lets this letter in. Null when nothing does. A flagged letter is let in by a capability
 * that was spent before as well: whoever could write once is never locked out of saying that
 * somebody may be hurt.
 */
export async function admit(db: Queries, { capability, work }: Right, letter: string, isFlagged: boolean, now: string): Promise<Admission | null> {
  if (capability !== undefined) {
    const hash = hash64(capability);
    const spent = await db
      .updateTable('capability')
      .set({ spent_by: letter })
      .where('hash', '=', hash)
      .where('spent_by', 'is', null)
      .where('made_on', '>=', addMonths(now.slice(0, 10), -RETIRED_TAKEN_MONTHS))
      .returning('unit')
      .executeTakeFirst();
    if (spent) return { unit: spent.unit, by: hash };
    const known = isFlagged ? await db.selectFrom('capability').select('unit').where('hash', '=', hash).executeTakeFirst() : undefined;
    if (known) return { unit: known.unit, by: hash };
  }
  if (work === undefined) return null;
  const hash = hash64(work.challenge);
  const row = await db.selectFrom('work_challenge').selectAll().where('hash', '=', hash).where('ends_at', '>', now).executeTakeFirst();
  if (!row || !beginsWithZeros(createHash('sha256').update(workText(work.challenge, work.answer)).digest(), row.bits)) return null;
  const gone = await db.deleteFrom('work_challenge').where('hash', '=', hash).returning('hash').executeTakeFirst();
  if (!gone) return null;
  // From now on it stands for this letter, so that its voice note may follow.
  await db
    .insertInto('capability')
    .values({ hash, unit: row.unit, made_on: now.slice(0, 10), spent_by: letter })
    .execute();
  return { unit: row.unit, by: hash };
}
