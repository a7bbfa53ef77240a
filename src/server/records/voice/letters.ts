import { randomBytes } from 'node:crypto';
import { addMonths } from '../../../shared/basics/day.ts';
import type { Envelope, Header } from '../../../shared/voice/envelope.ts';
import { TAG_BYTES } from '../../../shared/voice/envelope.ts';
import { bytesIn, isAddressable, RETIRED_TAKEN_MONTHS } from '../../../shared/voice/well-formed.ts';
import type { Records } from '../database.ts';
import type { Queries } from '../rows.ts';
import type { LetterRow } from '../schema-voice.ts';
import { nextNo } from './audit.ts';
import type { Right } from './capabilities.ts';
import { admit } from './capabilities.ts';
import { currentDirectory } from './directory.ts';
import { lineageOf } from './places.ts';
import { hourOf, receiptOf } from './secrets.ts';

export type Letter = { envelope: Envelope; header: Header };
export type Taking = { is: 'taken'; receipt: string; at: string } | { is: 'otherBytes' } | { is: 'notAllowed' } | { is: 'notValid' };

/** Undoes what the transaction did, and says why. */
class Unfit extends Error {}

/**
 * Takes one sealed letter of a young person. The same id with the same bytes is answered with the same receipt,
 * whatever has become of the letter since; with other bytes it is refused (B1, B2).
 */
export async function takeLetter(records: Records, letter: Letter, right: Right, now: string): Promise<Taking> {
  const receipt = receiptOf(letter.envelope);
  const known = await findTaken(records.db, letter.header.id, receipt);
  if (known) return known;
  const current = await currentDirectory(records.db);
  if (!current) return { is: 'notValid' };
  const { header } = letter;
  const isFlagged = header.safety === 1;
  try {
    const taken = await records.db.transaction().execute(async (db): Promise<Taking> => {
      const admission = await admit(db, right, header.id, isFlagged, now);
      if (!admission) return { is: 'notAllowed' };
      const units = await lineageOf(db, admission.unit);
      // Somebody in danger who has no membership may write to their home's own audiences too.
      const reach = isFlagged && right.work ? [...new Set([...units, ...(await lineageOf(db, header.unit))])] : units;
      if (!reach.includes(header.unit) || !isAddressable(header, current.directory, reach, addMonths(now.slice(0, 10), -RETIRED_TAKEN_MONTHS))) throw new Unfit();
      const at = isFlagged ? now : hourOf(now);
      await record(db, letter, receipt, at);
      await db.updateTable('sealed_chunk').set({ letter: header.id, by: null }).where('by', '=', admission.by).where('letter', 'is', null).execute();
      return { is: 'taken', receipt, at };
    });
    // The same request, sent twice at once: the other one was faster and spent what lets it in.
    return (taken.is === 'notAllowed' ? await findTaken(records.db, header.id, receipt) : null) ?? taken;
  } catch (fault) {
    if (fault instanceof Unfit) return { is: 'notValid' };
    throw fault;
  }
}

async function findTaken(db: Queries, id: string, receipt: string): Promise<Taking | null> {
  const row = await db.selectFrom('sealed_letter').select(['hash', 'received_at']).where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return row.hash === receipt ? { is: 'taken', receipt, at: row.received_at } : { is: 'otherBytes' };
}

async function record(db: Queries, { envelope, header }: Letter, hash: string, at: string): Promise<void> {
  const before = await db.selectFrom('sealed_letter').select('id').where('mbox', '=', header.mbox).execute();
  const row: LetterRow = {
    id: header.id,
    mbox: header.mbox,
    unit: header.unit,
    is_answer: before.length > 0 ? 1 : 0,
    wire: JSON.stringify(envelope),
    hash,
    received_at: at,
    safety: header.safety,
    cat: header.cat ?? null,
    bucket: (bytesIn(envelope.body) ?? 0) - TAG_BYTES,
    gone: null,
  };
  await db.insertInto('sealed_letter').values(row).execute();
  for (const { a, e } of header.aud) {
    const thread = await findThread(
      db,
      before.map(({ id }) => id),
      a,
    );
    await db
      .insertInto('letter_audience')
      .values({ letter: header.id, a, thread: thread?.letter ?? header.id })
      .execute();
    const change_no = await nextNo(db, a);
    const is_flagged = header.safety;
    const is_worry = header.cat === 'worry' ? 1 : 0;
    if (!thread) {
      await db
        .insertInto('view_audience')
        .values({
          letter: header.id,
          a,
          e,
          share: null,
          state: 'new',
          received_at: at,
          waiting_since: at,
          is_flagged,
          is_worry,
          duty: 'none',
          duty_since: null,
          closed_at: null,
          reminded_at: null,
          change_no,
        })
        .execute();
      continue;
    }
    // What is flagged anew must not wait behind what already waits quietly.
    const isSooner = is_flagged > thread.is_flagged || is_worry > thread.is_worry;
    await db
      .updateTable('view_audience')
      .set({
        change_no,
        waiting_since: thread.waiting_since !== null && !isSooner ? thread.waiting_since : at,
        is_flagged: Math.max(is_flagged, thread.waiting_since === null ? 0 : thread.is_flagged),
        is_worry: Math.max(is_worry, thread.waiting_since === null ? 0 : thread.is_worry),
      })
      .where('letter', '=', thread.letter)
      .where('a', '=', a)
      .execute();
  }
}

/** The earlier letter of the same mailbox under which this audience reads on. */
async function findThread(db: Queries, letters: readonly string[], a: string) {
  if (letters.length === 0) return undefined;
  return db
    .selectFrom('view_audience')
    .select(['letter', 'waiting_since', 'is_flagged', 'is_worry'])
    .where('letter', 'in', [...letters])
    .where('a', '=', a)
    .orderBy('received_at')
    .executeTakeFirst();
}

const SMALLEST = 512;

/** Chance in the shape of an envelope, which nobody can open: the header must stay readable for those who had it. */
function hollow(wire: string): string {
  const { header, iv, slots } = JSON.parse(wire) as Envelope;
  const chance = (bytes: number) => randomBytes(bytes).toString('base64url');
  const noSlot = () => `${Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url')}.${chance(48)}`;
  return JSON.stringify({ header, iv, body: chance(SMALLEST + TAG_BYTES), slots: Object.fromEntries(Object.keys(slots).map((a) => [a, noSlot()])) });
}

/**
 * Deletes slots, body and chunks of a view and of what was added to it. What stays: that it was there, for
 * those who had it, and its hash, so that a copy sent again brings nothing back. A duty to tell goes on.
 */
export async function emptyThread(db: Queries, mbox: string, only: string | null, how: 'withdrawn' | 'expired'): Promise<number> {
  const letters = await db.selectFrom('sealed_letter').select(['id', 'wire', 'is_answer']).where('mbox', '=', mbox).where('gone', 'is', null).execute();
  const named = letters.find(({ id }) => id === only);
  const going = only === null || named?.is_answer === 0 ? letters : named ? [named] : [];
  for (const { id, wire } of going) {
    await db
      .updateTable('sealed_letter')
      .set({ wire: hollow(wire), gone: how })
      .where('id', '=', id)
      .execute();
    await db.deleteFrom('sealed_chunk').where('letter', '=', id).execute();
    // Without a body a shared slot opens nothing; who was told stays on the ledger until its time is over.
    if (how === 'expired') await db.deleteFrom('sealed_share').where('letter', '=', id).execute();
    for (const { a, thread } of await db.selectFrom('letter_audience').select(['a', 'thread']).where('letter', '=', id).execute()) await touch(db, thread, a, id === thread);
    for (const { a } of await db.selectFrom('view_audience').select('a').where('letter', '=', id).where('share', 'is not', null).execute()) await touch(db, id, a, true);
  }
  return going.length;
}

async function touch(db: Queries, thread: string, a: string, isOver: boolean): Promise<void> {
  const change_no = await nextNo(db, a);
  await db
    .updateTable('view_audience')
    .set(isOver ? { change_no, waiting_since: null } : { change_no })
    .where('letter', '=', thread)
    .where('a', '=', a)
    .execute();
  if (isOver) await db.deleteFrom('escalation').where('thread', '=', thread).where('from_a', '=', a).where('what', '=', 'open').execute();
}
