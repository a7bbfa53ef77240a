import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { wrap } from 'idb';
import type { Thread } from '../../shared/wire/sealed.ts';
import type { LetterRow } from './arrange.ts';
import { FIRST_CHUNK, letterOf } from './arrange.ts';
import type { LetterChange } from './only-sealed.ts';
import { checkChange, checkDraft, checkLetter, checkNoWords } from './only-sealed.ts';
import type { Draft, Post } from './shelf.ts';

/** `id` names the view as this person's audience holds it: one view may come to two audiences of one reader. */
export type ThreadRow = { personId: string; id: string; thread: Thread };
export type NoteRow = { name: string; value: unknown };

interface Schema extends DBSchema {
  notes: { key: string; value: NoteRow };
  drafts: { key: string; value: Draft };
  letters: { key: string; value: LetterRow; indexes: { order: string; of: string } };
  post: { key: string; value: Post };
  threads: { key: [string, string]; value: ThreadRow; indexes: { personId: string } };
}

type Name = StoreNames<Schema>;
type Mode = 'readonly' | 'readwrite';

export type QuietDatabaseOptions = { name: string; indexedDB?: IDBFactory; IDBKeyRange?: typeof globalThis.IDBKeyRange };

/** Raise it for a table more, never for less; `makeTables` then brings older ones along. Ten is one, as in the cabinet. */
const VERSION = 10;
const NAMES: Name[] = ['notes', 'drafts', 'letters', 'post', 'threads'];

function makeTables(db: IDBDatabase): void {
  db.createObjectStore('notes', { keyPath: 'name' });
  db.createObjectStore('drafts', { keyPath: 'id' });
  const letters = db.createObjectStore('letters', { keyPath: 'id' });
  letters.createIndex('order', 'order');
  letters.createIndex('of', 'of');
  db.createObjectStore('post', { keyPath: 'mbox' });
  db.createObjectStore('threads', { keyPath: ['personId', 'id'] }).createIndex('personId', 'personId');
}

/**
 * The tables inside one transaction. Every write passes a check: what is not sealed is refused here,
 * whoever asks, and takes the whole transaction with it.
 */
function tablesOf(work: IDBPTransaction<Schema, Name[], Mode>, KeyRange: typeof globalThis.IDBKeyRange) {
  const store = <Each extends Name>(name: Each) => work.objectStore(name);
  /** Deletes the rows that somebody picks; with a person, among their threads only. */
  const sweep = async <Each extends Name>(name: Each, isGone: (row: Schema[Each]['value']) => boolean) => {
    for (let at = await store(name).openCursor(); at; at = await at.continue()) if (isGone(at.value)) await at.delete?.();
  };
  const put = async <Each extends 'notes' | 'post' | 'threads'>(name: Each, rows: readonly Schema[Each]['value'][]) => {
    for (const row of rows) {
      checkNoWords(row, name);
      await store(name).put?.(row);
    }
  };
  return {
    sweep,
    note: (name: string) => store('notes').get(name),
    putNote: (row: NoteRow) => put('notes', [row]),
    dropNote: async (name: string) => store('notes').delete?.(name),

    drafts: () => store('drafts').getAll(),
    putDraft: async (draft: Draft) => {
      checkDraft(draft);
      await store('drafts').put?.(draft);
    },
    dropDraft: async (id: string) => store('drafts').delete?.(id),

    letter: (id: string) => store('letters').get(id),
    letters: () => store('letters').getAll(),
    /** The first that somebody picks, in the order in which they go. */
    pickLetters: async (mayGo: (row: LetterRow) => boolean, limit: number) => {
      const picked: LetterRow[] = [];
      for (let at = await store('letters').index('order').openCursor(); at && picked.length < limit; at = await at.continue()) if (mayGo(at.value)) picked.push(at.value);
      return picked;
    },
    /** Ids of letters that are no chunk. */
    open: async () => new Set(await store('letters').index('order').getAllKeys(KeyRange.upperBound(FIRST_CHUNK, true))),
    chunksOf: (id: string) => store('letters').index('of').getAllKeys(id),
    addLetters: async (rows: readonly LetterRow[]) => {
      for (const row of rows) {
        checkLetter(letterOf(row));
        await store('letters').add?.(row);
      }
    },
    /** How a letter stands; what it says cannot be changed. */
    changeLetter: async (id: string, change: LetterChange) => {
      const row = await store('letters').get(id);
      if (!row) return;
      checkChange(change);
      const { content, ...standing } = change;
      const next = { ...row, ...standing, content: { ...row.content, ...content } } as LetterRow;
      if (next.refused === undefined) delete next.refused;
      await store('letters').put?.(next);
    },
    dropLetter: async (id: string) => store('letters').delete?.(id),

    post: () => store('post').getAll(),
    putPost: (rows: readonly Post[]) => put('post', rows),

    threads: (personId: string) => store('threads').index('personId').getAll(personId),
    putThreads: (rows: readonly ThreadRow[]) => put('threads', rows),

    isEmpty: async () => (await Promise.all(NAMES.map((name) => store(name).count()))).every((count) => count === 0),
  };
}

export type Tables = ReturnType<typeof tablesOf>;

export type QuietDatabase = {
  look<Result>(act: (tables: Tables) => Promise<Result>): Promise<Result>;
  /** One transaction over all tables, on the disk before it is called done. A fault inside leaves nothing behind. */
  change<Result>(act: (tables: Tables) => Promise<Result>): Promise<Result>;
  reopen(): Promise<unknown>;
  remove(): Promise<void>;
  /** For good. */
  close(): void;
};

/**
 * A database of its own, so that leaving can delete it by name. Not on Dexie: a young person's first
 * visit would pay 26 kB for it (measured), and nothing here watches a query.
 * @param onTaken another tab deletes it or brings newer tables: this one has let go.
 */
export function makeQuietDatabase(
  { name, indexedDB = globalThis.indexedDB, IDBKeyRange: KeyRange = globalThis.IDBKeyRange }: QuietDatabaseOptions,
  onTaken: () => void,
): QuietDatabase {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  let isClosed = false;

  const letGo = () => {
    opening?.then(
      (db) => db.close(),
      () => undefined,
    );
    opening = null;
  };

  /** @throws NewerTablesError when a newer app made the tables. */
  async function openNow(): Promise<IDBPDatabase<Schema>> {
    if (isClosed) throw Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });
    const request = indexedDB.open(name, VERSION);
    request.addEventListener('upgradeneeded', () => makeTables(request.result));
    let db: IDBPDatabase<Schema>;
    try {
      db = (await wrap(request)) as unknown as IDBPDatabase<Schema>;
    } catch (error) {
      if ((error as { name?: string }).name !== 'VersionError') throw error;
      throw Object.assign(new Error('the tables are newer than this app'), { name: 'NewerTablesError' });
    }
    db.addEventListener('versionchange', () => {
      letGo();
      onTaken();
    });
    db.addEventListener('close', letGo);
    return db;
  }

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openNow();
    opening.catch(() => {
      opening = null;
    });
    return opening;
  }

  async function run<Result>(mode: Mode, act: (tables: Tables) => Promise<Result>): Promise<Result> {
    const work = (await open()).transaction(NAMES, mode, { durability: 'strict' });
    // Heard here, so that a fault which `act` already told is not told a second time as unheard.
    const done = work.done.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    try {
      const result = await act(tablesOf(work, KeyRange));
      const fault = await done;
      if (fault) throw fault.error;
      return result;
    } catch (error) {
      try {
        work.abort();
      } catch {
        // It had ended by itself.
      }
      await done;
      // A full phone ends the transaction, and the request that met it hears only that it was ended.
      throw work.error ?? error;
    }
  }

  return {
    look: (act) => run('readonly', act),
    change: (act) => run('readwrite', act),
    reopen: () => {
      letGo();
      return open();
    },
    remove: async () => {
      letGo();
      await wrap(indexedDB.deleteDatabase(name));
    },
    close: () => {
      isClosed = true;
      letGo();
    },
  };
}
