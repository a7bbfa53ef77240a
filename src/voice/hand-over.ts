import type { Shelf } from '../store/quiet/shelf.ts';

/** Puts what still waits on a shelf in memory onto the one that outlives the page. Only sealed things fit either. */
export async function sealedThings(from: Shelf, to: Shelf): Promise<void> {
  const letters = (await from.letters()).filter((letter) => letter.owner === 'young');
  if (letters.length > 0) await to.send(letters);
}
