import type { Desk } from './desk.ts';
import { isStorageFull } from './storage-trouble.ts';

export const BALLAST_BYTES = 2 * 1024 * 1024;

/**
 * Writes; when the phone is full makes room and writes once more. How room is made is loaded when
 * the first page is quiet. Where it cannot be loaded, in the worker say, the ballast alone goes.
 */
export async function writeWithBallast<Result>(desk: Desk, write: () => Promise<Result>): Promise<Result> {
  try {
    return await desk.steady(write);
  } catch (error) {
    if (!isStorageFull(error)) throw error;
    const room = await import('./room.ts').catch(() => null);
    if (room) return room.writeMakingRoom(desk, write, error);
    await desk.db.ballast.clear();
    return await desk.steady(write);
  }
}
