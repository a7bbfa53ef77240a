export const QUIET_NAME = 'hearth-quiet';

/** Whether the sealed lane's database is on this phone, found out without making it. Where a browser cannot tell, it is taken to be. */
export async function hasKeptShelf({ name = QUIET_NAME, indexedDB = globalThis.indexedDB }: { name?: string; indexedDB?: IDBFactory } = {}): Promise<boolean> {
  if (!indexedDB?.databases) return true;
  return (await indexedDB.databases()).some((known) => known.name === name);
}
