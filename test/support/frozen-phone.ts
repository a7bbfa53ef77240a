import type { IDBFactory } from 'fake-indexeddb';

type Index = { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean };
type Table = { name: string; keyPath: string | string[] | null; autoIncrement: boolean; indexes: Index[]; rows: unknown[] };

/** A whole database of a device as plain JSON: what a released version left on somebody's phone. */
export type FrozenPhone = { release: string; version: number; tables: Table[] };

function done<Result>(request: { result: Result; error: unknown; onsuccess: unknown; onerror: unknown }): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Bytes as JSON can hold them. */
function freeze(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(freeze);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, freeze(inner)]));
}

function thaw(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(thaw);
  if (typeof value !== 'object' || value === null) return value;
  const { $bytes } = value as { $bytes?: string };
  if ($bytes !== undefined) return new Uint8Array(Buffer.from($bytes, 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, thaw(inner)]));
}

/** Reads a device's database without Dexie, so that the copy does not depend on today's code. */
export async function freezePhone(indexedDB: IDBFactory, name: string, release: string): Promise<FrozenPhone> {
  const db = await done<IDBDatabase>(indexedDB.open(name) as never);
  const tables: Table[] = [];
  for (const tableName of Array.from(db.objectStoreNames).sort()) {
    const store = db.transaction(tableName).objectStore(tableName);
    const indexes = Array.from(store.indexNames)
      .sort()
      .map((indexName) => {
        const { keyPath, unique, multiEntry } = store.index(indexName);
        return { name: indexName, keyPath, unique, multiEntry };
      });
    const rows = await done<unknown[]>(store.getAll() as never);
    // The reserve is random bytes and means nothing.
    tables.push({ name: tableName, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes, rows: tableName === 'ballast' ? [] : rows.map(freeze) });
  }
  const frozen = { release, version: db.version, tables };
  db.close();
  return frozen;
}

/** Puts such a database on a device, with the version number it had. */
export async function thawPhone(indexedDB: IDBFactory, name: string, frozen: FrozenPhone): Promise<void> {
  const opening = indexedDB.open(name, frozen.version);
  opening.onupgradeneeded = () => {
    for (const table of frozen.tables) {
      const store = opening.result.createObjectStore(table.name, { keyPath: table.keyPath, autoIncrement: table.autoIncrement } as never);
      for (const { name: indexName, keyPath, unique, multiEntry } of table.indexes) store.createIndex(indexName, keyPath, { unique, multiEntry });
    }
  };
  const db = await done<IDBDatabase>(opening as never);
  for (const table of frozen.tables) {
    if (table.rows.length === 0) continue;
    const store = db.transaction(table.name, 'readwrite').objectStore(table.name);
    for (const row of table.rows) await done(store.put(thaw(row)) as never);
  }
  db.close();
}
