import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import { hash64, mailboxOf } from './secrets.ts';

/** 5 MiB in chunks of 64 KiB, four times: what one letter may carry (voice reference, R11). */
const CHUNKS_A_LETTER = 4 * 80;
/** What one capability or reader may leave here before the letter came. */
const LOOSE_CHUNKS = CHUNKS_A_LETTER;

/** A capability's hash is this long; a reader's id is not. */
export const HASH_CHARACTERS = 43;

export type Kept = { is: 'taken'; receipt: string } | { is: 'otherBytes' } | { is: 'notAllowed' } | { is: 'tooMany' };
/** Who brings it: the capability that lets its letter in, or a reader. */
export type Bringer = { capability: string } | { personId: string; view: string | null };

/** Takes one sealed chunk. The same again is answered the same; other bytes never take its place. */
export async function keepChunk({ db }: Records, attachment: string, n: number, content: Buffer, bringer: Bringer, today: string): Promise<Kept> {
  const hash = hash64(content);
  return db.transaction().execute(async (trx): Promise<Kept> => {
    const where = 'capability' in bringer ? await placeFor(trx, bringer.capability) : { letter: bringer.view, by: bringer.personId };
    // The capability it came with first was spent elsewhere, and its letter went in by another.
    if ('capability' in bringer && where?.letter) {
      const loose = trx.updateTable('sealed_chunk').set({ letter: where.letter, by: null }).where('attachment', '=', attachment).where('letter', 'is', null);
      await loose.where((row) => row(row.fn('length', ['by']), '=', HASH_CHARACTERS)).execute();
    }
    const known = await trx.selectFrom('sealed_chunk').select('hash').where('attachment', '=', attachment).where('n', '=', n).executeTakeFirst();
    if (known) return known.hash === hash ? { is: 'taken', receipt: hash } : { is: 'otherBytes' };
    if (where === null) return { is: 'notAllowed' };
    if (where.letter !== null) {
      const letter = await trx.selectFrom('sealed_letter').select('gone').where('id', '=', where.letter).executeTakeFirst();
      // It was taken back while its voice note was still on the way: nothing is kept, and the phone need not know why.
      if (letter && letter.gone !== null) return { is: 'taken', receipt: hash };
    }
    // All parts of an attachment come from one hand.
    const first = await trx.selectFrom('sealed_chunk').select(['letter', 'by']).where('attachment', '=', attachment).executeTakeFirst();
    if (first && (first.letter !== where.letter || first.by !== where.by)) return { is: 'notAllowed' };
    const count = await trx
      .selectFrom('sealed_chunk')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where((row) => (where.letter === null ? row.and([row('by', '=', where.by), row('letter', 'is', null)]) : row('letter', '=', where.letter)))
      .executeTakeFirst();
    if (Number(count?.count ?? 0) >= (where.letter === null ? LOOSE_CHUNKS : 2 * CHUNKS_A_LETTER)) return { is: 'tooMany' };
    await trx.insertInto('sealed_chunk').values({ attachment, n, letter: where.letter, by: where.by, hash, content, day: today }).execute();
    return { is: 'taken', receipt: hash };
  });
}

/** With the letter the capability was spent on; until then, under the capability's hash. */
async function placeFor(db: Queries, capability: string): Promise<{ letter: string | null; by: string | null } | null> {
  const hash = hash64(capability);
  const row = await db.selectFrom('capability').select('spent_by').where('hash', '=', hash).executeTakeFirst();
  if (row) return row.spent_by === null ? { letter: null, by: hash } : { letter: row.spent_by, by: null };
  // Work that is asked for and not yet spent.
  const work = await db.selectFrom('work_challenge').select('hash').where('hash', '=', hash).executeTakeFirst();
  return work ? { letter: null, by: hash } : null;
}

/**
 * A chunk, for whoever may open what names it: a reader of an audience that holds its view, or the mailbox's own secret.
 * Null for everybody else, as where there is none. A reader's chunk without a view belongs to the threads they wrote in.
 */
export async function readChunk(
  db: Queries,
  attachment: string,
  n: number,
  asker: { audiences: readonly string[]; colleagues: readonly string[] } | { secret: string },
): Promise<Buffer | null> {
  const chunk = await db.selectFrom('sealed_chunk').select(['letter', 'by', 'content']).where('attachment', '=', attachment).where('n', '=', n).executeTakeFirst();
  if (!chunk) return null;
  const isTheirs = 'secret' in asker ? await isInMailbox(db, chunk, mailboxOf(asker.secret)) : await isHeld(db, chunk, asker);
  return isTheirs ? Buffer.from(chunk.content) : null;
}

type Place = { letter: string | null; by: string | null };

async function isInMailbox(db: Queries, { letter, by }: Place, mbox: string): Promise<boolean> {
  if (letter !== null) return (await db.selectFrom('sealed_letter').select('id').where('id', '=', letter).where('mbox', '=', mbox).executeTakeFirst()) !== undefined;
  return by !== null && (await db.selectFrom('sealed_message').select('id').where('mbox', '=', mbox).where('sender', '=', by).executeTakeFirst()) !== undefined;
}

async function isHeld(db: Queries, { letter, by }: Place, { audiences, colleagues }: { audiences: readonly string[]; colleagues: readonly string[] }): Promise<boolean> {
  if (letter === null) return by !== null && colleagues.includes(by);
  if (audiences.length === 0) return false;
  const own = await db
    .selectFrom('letter_audience')
    .select('letter')
    .where('letter', '=', letter)
    .where('a', 'in', [...audiences])
    .executeTakeFirst();
  if (own) return true;
  return (
    (await db
      .selectFrom('view_audience')
      .select('letter')
      .where('letter', '=', letter)
      .where('a', 'in', [...audiences])
      .executeTakeFirst()) !== undefined
  );
}
