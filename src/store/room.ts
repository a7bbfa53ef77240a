import type { Dropped } from './cabinet.ts';
import type { ReceiptRow } from './database.ts';
import type { Desk } from './desk.ts';
import { MEDIA_CACHE } from './media-cache.ts';
import { ownerNow, readMark, writeMark } from './marks.ts';
import { findPerson } from './looking.ts';
import { receiptsIn } from './receipts.ts';
import { isStorageFull } from './storage-trouble.ts';

const ROW = 'reserve';
/** The most that getRandomValues fills at once. */
const RANDOM_BYTES_AT_ONCE = 65_536;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Kept this long where no backup confirms it (sync reference, section 9). */
const KEPT_MS = 14 * DAY_MS;

async function dropMedia(): Promise<boolean> {
  return typeof caches !== 'undefined' && (await caches.delete(MEDIA_CACHE));
}

/** Courses come again when there is room. One that an open attempt was begun with stays: it is scored with it. */
async function dropCourses({ db }: Desk): Promise<boolean> {
  return db.transaction('rw', [db.kept, db.courses, db.records, db.marks], async () => {
    const owner = await ownerNow(db);
    const person = owner === null ? null : await findPerson(db, owner);
    const pinned = new Set(person?.attempts.filter((attempt) => attempt.finished === null).map((attempt) => `${attempt.courseId}@${attempt.courseVersion}`));
    const keys = (await db.kept.toCollection().primaryKeys()).filter(([courseId, version]) => !pinned.has(`${courseId}@${version}`));
    await Promise.all([db.kept.bulkDelete(keys), db.courses.bulkDelete(keys)]);
    return keys.length > 0;
  });
}

async function isBackedUp(desk: Desk): Promise<(row: ReceiptRow) => boolean> {
  const [through, life] = await Promise.all([readMark(desk.db, 'durableThrough'), readMark(desk.db, 'durableEpoch')]);
  // A restored server counts anew: its backup says nothing of what an earlier life received.
  return ({ receipt, epoch }) => receipt.state === 'recorded' && typeof through === 'number' && epoch === life && receipt.serverSeq <= through;
}

/** A backup holds these, or they are old enough. Younger ones stay: a restored server may ask for their bytes. */
async function dropReceipts(desk: Desk): Promise<boolean> {
  const isSafe = await isBackedUp(desk);
  const oldest = desk.clock() - KEPT_MS;
  const rows = desk.db.receipts.filter((row) => row.receipt.state === 'recorded' && (isSafe(row) || row.deliveredAt < oldest));
  return (await rows.delete()) > 0;
}

async function dropReserve({ db }: Desk): Promise<boolean> {
  const count = await db.ballast.count();
  await db.ballast.clear();
  return count > 0;
}

/** What can come again goes first. Open lines, refusals and chunks of attachments are never touched. */
const STEPS: { what: Dropped; drop: (desk: Desk) => Promise<boolean> }[] = [
  { what: 'media', drop: dropMedia },
  { what: 'courses', drop: dropCourses },
  { what: 'receipts', drop: dropReceipts },
  { what: 'reserve', drop: dropReserve },
];

async function note(desk: Desk, gone: readonly Dropped[], isSaved: boolean): Promise<void> {
  const { db } = desk;
  const before = (await readMark(db, 'full'))?.dropped ?? [];
  await writeMark(db, 'full', { dropped: [...new Set([...before, ...gone])], isSaved });
}

/**
 * Gives up one thing after another until the write has room.
 * @throws what `write` threw when there is nothing more to give.
 */
export async function writeMakingRoom<Result>(desk: Desk, write: () => Promise<Result>, fault: unknown): Promise<Result> {
  const gone: Dropped[] = [];
  for (const { what, drop } of STEPS) {
    if (!(await desk.steady(() => drop(desk)).catch(() => false))) continue;
    gone.push(what);
    try {
      const result = await desk.steady(write);
      await note(desk, gone, true).catch(() => undefined);
      return result;
    } catch (error) {
      if (!isStorageFull(error)) throw error;
    }
  }
  await note(desk, gone, false).catch(() => undefined);
  throw fault;
}

/**
 * Room set aside while there is some, to be given up when the phone is full. Random, since
 * browsers compress what they store. When it fits again the phone is no longer called full.
 */
async function keepReserve(desk: Desk, size: number): Promise<void> {
  const { db } = desk;
  const isFull = Boolean(await readMark(db, 'full'));
  if (!isFull && (await db.ballast.count()) > 0) return;
  const bytes = new Uint8Array(size);
  for (let from = 0; from < size; from += RANDOM_BYTES_AT_ONCE) desk.crypto.getRandomValues(bytes.subarray(from, from + RANDOM_BYTES_AT_ONCE));
  await db.ballast.put({ id: ROW, bytes });
  if (isFull) await writeMark(db, 'full', null);
}

/** Lets go of delivered bytes that a backup holds, or that are old enough. Never of an open line. */
async function pruneReceipts(desk: Desk): Promise<void> {
  const isSafe = await isBackedUp(desk);
  const oldest = desk.clock() - KEPT_MS;
  await desk.db.receipts
    .filter((row) => row.receipt.state === 'recorded' && (isSafe(row) || row.deliveredAt < oldest))
    .modify((row, ref) => {
      if (row.deliveredAt < oldest) delete (ref as { value?: ReceiptRow }).value;
      else for (const each of receiptsIn(row)) each.fact = null;
    });
}

/** Old bytes go, then the reserve is laid. A phone without room for it still has room for words. */
export async function keepRoom(desk: Desk, size: number): Promise<void> {
  await desk.steady(() => pruneReceipts(desk));
  await desk.steady(() => keepReserve(desk, size)).catch(() => undefined);
}
