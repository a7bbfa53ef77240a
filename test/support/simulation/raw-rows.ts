import type { Origin } from './disk.ts';

/** Changes rows past all of our code, as a planted bug does. */
export function changeRows(origin: Origin, tables: readonly string[], act: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
  return new Promise((done, fail) => {
    const opening = origin.factory.open('hearth');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction([...tables], 'readwrite');
      act((name) => tx.objectStore(name));
      tx.onabort = () => fail(tx.error);
      tx.oncomplete = () => {
        db.close();
        done();
      };
    };
  });
}
