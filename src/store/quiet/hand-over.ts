import type { Shelf } from './shelf.ts';

/**
 * There was no signal, and the person wants their sealed letters kept on this phone until there is.
 * Nothing but the letters goes over; they keep their capabilities.
 */
export async function handOver(from: Shelf, to: Shelf): Promise<void> {
  const letters = await from.letters();
  if (letters.length > 0) await to.send(letters);
  await from.leave('all');
}
