import type { Desk } from './desk.ts';
import { isStorageFull } from './storage-trouble.ts';

const ROW = 'reserve';
export const BALLAST_BYTES = 2 * 1024 * 1024;
/** The most that getRandomValues fills at once. */
const RANDOM_BYTES_AT_ONCE = 65_536;

/**
 * Room set aside while there is some, to be given up when the phone is full. Random, since
 * browsers compress what they store. Not having it is no fault.
 */
export async function keepBallast(desk: Desk, size: number): Promise<void> {
  try {
    if ((await desk.db.ballast.count()) > 0) return;
    const bytes = new Uint8Array(size);
    for (let from = 0; from < size; from += RANDOM_BYTES_AT_ONCE) desk.crypto.getRandomValues(bytes.subarray(from, from + RANDOM_BYTES_AT_ONCE));
    await desk.db.ballast.put({ id: ROW, bytes });
  } catch {
    // A phone without room for the reserve still has room for words.
  }
}

/** Writes; when the phone is full gives up the ballast and writes once more. */
export async function writeWithBallast<Result>(desk: Desk, write: () => Promise<Result>): Promise<Result> {
  try {
    return await desk.steady(write);
  } catch (error) {
    if (!isStorageFull(error)) throw error;
    await desk.db.ballast.clear();
    return await desk.steady(write);
  }
}
