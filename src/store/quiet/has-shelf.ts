/**
 * Whether somebody keeps things on this phone. Apart from the shelf, which asks the same of whatever
 * database it is given: the first screen does without all of it.
 */
export async function hasKeptShelf(): Promise<boolean> {
  const databases = await globalThis.indexedDB?.databases?.();
  return databases?.some(({ name }) => name === 'hearth-quiet') ?? true;
}
