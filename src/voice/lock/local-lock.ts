import type { YoungKeeper } from '../../seal/keeper.ts';
import type { Notes, Shelf } from '../../store/quiet/shelf.ts';

/** Security reference, section 16: after so many wrong tries the local keys are wiped. */
export const MOST_TRIES = 10;

type LockRow = Notes['lock'];
export type Opening = { is: 'open'; lock: LockRow; used: number } | { is: 'wrong'; lock: LockRow; left: number } | { is: 'wiped' };

/** Null when the keys could not be kept: then nothing has changed. */
export async function setLock(shelf: Shelf, keeper: YoungKeeper, kind: LockRow['kind'], secret: string, used: number): Promise<LockRow | null> {
  try {
    const made = await keeper.setLock(kind, secret);
    await shelf.write('thread', made.thread);
    await shelf.write('used', await keeper.keepDraft({ used }));
    await shelf.write('lock', made.lock);
    return made.lock;
  } catch {
    return null;
  }
}

/** A try is counted before it is made: a page closed in the middle has used it up. */
export async function tryLock(shelf: Shelf, keeper: YoungKeeper, secret: string): Promise<Opening> {
  const [lock, thread] = await Promise.all([shelf.read('lock'), shelf.read('thread')]);
  if (!lock || !thread) return { is: 'wiped' };
  const tried = { ...lock, tries: lock.tries + 1 };
  await shelf.write('lock', tried);
  if (await keeper.unlock(lock, secret, thread)) {
    const fresh = { ...lock, tries: 0 };
    await shelf.write('lock', fresh);
    return { is: 'open', lock: fresh, used: await usedOf(shelf, keeper) };
  }
  const left = MOST_TRIES - tried.tries;
  return left <= 0 ? { is: 'wiped' } : { is: 'wrong', lock: tried, left };
}

async function usedOf(shelf: Shelf, keeper: YoungKeeper): Promise<number> {
  const note = await shelf.read('used');
  const content = note ? ((await keeper.readDraft(note)) as { used?: unknown } | null) : null;
  return typeof content?.used === 'number' ? content.used : 0;
}

/** Too easy: all the same, or one after the other. */
export function isEasy(secret: string): boolean {
  const signs = secret.includes('-') ? secret.split('-').map(Number) : [...secret].map(Number);
  const steps = new Set(signs.slice(1).map((sign, index) => sign - (signs[index] ?? 0)));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 9);
}
