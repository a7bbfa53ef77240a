import type { PersonRecord } from '../shared/training/person-record.ts';
import type { RecordRow } from './database.ts';

/** Records unpacked at one go. */
const AT_ONCE = 100;

function asked<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** The tables as they are: it makes none, changes none, and is never in the way of who does. */
function openAsItIs(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name);
  // There were none: asking must not make them.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  return asked(opening).then((db) => {
    db.onversionchange = () => db.close();
    return db;
  });
}

/**
 * Everybody on this device, some at a time, in a worker: where thousands of records are unpacked no
 * finger waits. Without Dexie, which a worker that only reads has no use for.
 * @throws whatever the browser says of its storage, and an AbortError where there are no tables.
 */
export async function readPeopleApart(name: string, each: (people: PersonRecord[]) => void): Promise<void> {
  const db = await openAsItIs(name);
  try {
    for (let last = 'person:', isMore = true; isMore; ) {
      const store = db.transaction('records', 'readonly').objectStore('records');
      const rows = await asked<RecordRow[]>(store.getAll(IDBKeyRange.bound(last, 'person:\uffff', true), AT_ONCE));
      each(rows.flatMap((row) => row.person ?? []));
      last = rows.at(-1)?.key ?? last;
      isMore = rows.length === AT_ONCE;
    }
  } finally {
    db.close();
  }
}
