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
    tables.push({ name: tableName, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes, rows: tableName === 'ballast' ? [] : rows });
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
    for (const row of table.rows) await done(store.put(row) as never);
  }
  db.close();
}
