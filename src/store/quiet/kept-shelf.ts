import type { UpdateSpec } from 'dexie';
import { MEDIA_CACHE } from '../media-cache.ts';
import { isStorageFull, makeSteady } from '../storage-trouble.ts';
import type { Channel } from '../sync-board.ts';
import { arrange, byMaking, FIRST_CHUNK, letterOf, mayGo } from './arrange.ts';
import type { LetterRow } from './arrange.ts';
import type { Backshelf } from './backshelf.ts';
import { freshPost, isNews, newsOf, threadRows } from './came.ts';
import type { QuietDatabase, QuietDatabaseOptions } from './quiet-database.ts';
import { makeQuietDatabase } from './quiet-database.ts';
import type { Notes } from './shelf.ts';

export type KeptOptions = Partial<QuietDatabaseOptions> & {
  /** A reader's shelf: their notes are apart from a young person's and from other readers', and leaving takes theirs alone. */
  personId?: string;
  clock?: () => number;
  channel?: Channel | null;
};

const QUIET_NAME = 'hearth-quiet';

/** Found out without making it. Where a browser cannot tell, it is taken to be. */
async function isOnPhone(name: string, indexedDB: IDBFactory | undefined = globalThis.indexedDB): Promise<boolean> {
  return !indexedDB?.databases || (await indexedDB.databases()).some((known) => known.name === name);
}

/** Told to the other tabs, with whose shelf it is. */
const LEFT = 'left:';

function openChannel(name: string): Channel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(name);
  // In Node an open channel would keep a finished program alive.
  (channel as { unref?: () => void }).unref?.();
  return channel as Channel;
}

/** @throws NewerTablesError when a newer app made the tables. */
async function openTables(db: QuietDatabase): Promise<void> {
  if (db.isOpen()) return;
  await db.open();
  // Dexie counts a version as ten.
  if (Math.floor(db.backendDB().version / 10) <= db.verno) return;
  db.close();
  throw Object.assign(new Error('the tables are newer than this app'), { name: 'NewerTablesError' });
}

/** What can come again goes first: answers that were read, inboxes, then pictures of courses. Letters and drafts never. */
const ROOM: ((db: QuietDatabase) => Promise<unknown>)[] = [
  (db) => db.post.clear(),
  (db) =>
    db.transaction('rw', [db.threads, db.notes], async () => {
      await db.threads.clear();
      await db.notes.where('name').startsWith('inbox').delete();
    }),
  async () => typeof caches !== 'undefined' && (await caches.delete(MEDIA_CACHE)),
];

/**
 * The shelf of a phone that keeps things. Nothing is made on the phone before there is something to
 * keep: reading an absent shelf finds it empty and leaves no trace.
 */
export async function openKeptShelf(options: KeptOptions = {}): Promise<Backshelf> {
  const { name = QUIET_NAME, personId, clock = () => Date.now() } = options;
  const db = makeQuietDatabase({ ...options, name });
  const channel = options.channel === undefined ? openChannel(name) : options.channel;
  const hearers = new Set<() => void>();
  let isClosed = false;
  let isThere = false;
  let isPersistAsked = false;
  /** Its person left, here or in another tab: what was on its way for them is not kept any more. */
  let isLeft = false;
  // Another tab leaves: let it delete the database at once, and say nothing about it in any log.
  db.on('versionchange', () => {
    isThere = false;
    db.close({ disableAutoOpen: false });
    return false;
  });
  const steady = makeSteady(db, () => isClosed);
  // Membership is always the young person's: their letters go along under whichever reader's page is open.
  const key = (note: string) => (personId === undefined || note === 'member' ? note : `${note}:${personId}`);

  const tell = () => {
    for (const hear of [...hearers]) hear();
  };
  channel?.addEventListener('message', ({ data }) => {
    isThere = false;
    if (data === LEFT + (personId ?? '')) isLeft = true;
    tell();
  });
  const changed = (how: string | null = null) => {
    tell();
    channel?.postMessage(how);
  };

  async function reading<Result>(empty: Result, act: () => Promise<Result>): Promise<Result> {
    // Only a yes is remembered: another tab may make it at any time.
    isThere ||= await isOnPhone(name, options.indexedDB);
    if (!isThere) return empty;
    return steady(async () => {
      await openTables(db);
      return act();
    });
  }

  /** Writes; where there is no room, makes some. `quietly`: told only when the act says that it is news. */
  async function writing<Result>(act: () => Promise<Result>, isTold: (result: Result) => boolean = () => true): Promise<Result> {
    const write = () =>
      steady(async () => {
        await openTables(db);
        return act();
      });
    let result: Result;
    try {
      result = await write();
    } catch (error) {
      if (!isStorageFull(error)) throw error;
      result = await makingRoom(write, error);
    }
    isThere = true;
    if (!isPersistAsked) {
      isPersistAsked = true;
      void globalThis.navigator?.storage?.persist?.().catch(() => undefined);
    }
    if (isTold(result)) changed();
    return result;
  }

  /** Changes what is here, and makes nothing: a reply that comes after its person left must not bring the shelf back. */
  async function touching<Result>(empty: Result, act: () => Promise<Result>, isTold?: (result: Result) => boolean): Promise<Result> {
    return (await reading(false, async () => true)) ? writing(act, isTold) : empty;
  }

  async function makingRoom<Result>(write: () => Promise<Result>, fault: unknown): Promise<Result> {
    for (const drop of ROOM) {
      await drop(db).catch(() => undefined);
      try {
        return await write();
      } catch (error) {
        if (!isStorageFull(error)) throw error;
      }
    }
    throw fault;
  }

  async function readNote<Name extends keyof Notes>(note: Name): Promise<Notes[Name] | null> {
    return ((await db.notes.get(key(note)))?.value as Notes[Name] | undefined) ?? null;
  }

  async function goingRows(now: string | null, limit: number, owners?: readonly string[]): Promise<LetterRow[]> {
    const open = new Set(await db.letters.where('order').below(FIRST_CHUNK).primaryKeys());
    const rows = db.letters.orderBy('order').filter((row) => mayGo(row, open) && (now === null || row.notBefore <= now) && (owners?.includes(row.owner) ?? true));
    return rows.limit(limit).toArray();
  }

  async function isEmpty(): Promise<boolean> {
    const counts = await Promise.all(db.tables.map((table) => table.count()));
    return counts.every((count) => count === 0);
  }

  async function clear(how: 'keepLetters' | 'all'): Promise<void> {
    await db.transaction('rw', db.tables, async () => {
      await db.notes.filter((note) => (personId === undefined ? !note.name.includes(':') : note.name.endsWith(`:${personId}`))).delete();
      if (personId === undefined) await Promise.all([db.drafts.clear(), db.post.clear()]);
      else await db.threads.where('personId').equals(personId).delete();
      if (how === 'all') await db.letters.filter(({ owner }) => owner === (personId ?? 'young')).delete();
    });
  }

  return {
    isKept: true,
    read: (note) => reading(null, () => readNote(note)),
    write: async (note, value) => {
      if (value === null) await reading(undefined, () => db.notes.delete(key(note))).then(() => changed());
      else {
        isLeft = false;
        await writing(() => db.notes.put({ name: key(note), value }));
      }
    },

    drafts: () => reading([], () => db.drafts.toArray()),
    keepDraft: async (draft) => {
      await writing(() => db.drafts.put(draft));
    },
    dropDraft: async (id) => {
      await reading(undefined, () => db.drafts.delete(id));
      changed();
    },

    send: async (letters, dropDraft) => {
      const first = letters[0];
      await writing(() =>
        db.transaction('rw', [db.letters, db.notes, db.drafts], async () => {
          if (dropDraft !== undefined) await db.drafts.delete(dropDraft);
          // After a lost connection this is the second try, and the first may have been kept.
          if (!first || (await db.letters.get(first.id))) return;
          const member = await readNote('member');
          const { rows, left } = arrange(letters, member?.capabilities ?? []);
          await db.letters.bulkAdd(rows);
          if (member && left.length < member.capabilities.length) await db.notes.put({ name: key('member'), value: { ...member, capabilities: left } });
        }),
      );
    },
    letters: () => reading([], async () => (await db.letters.toArray()).sort(byMaking).map(letterOf)),
    dueLetters: (now, limit) => reading([], async () => (await goingRows(now, limit)).map(letterOf)),
    nextLetter: (owners, now) =>
      reading(null, async () => {
        const [row] = await goingRows(now, 1, owners);
        return row ? letterOf(row) : null;
      }),
    nextDue: (owners) =>
      reading(null, async () => {
        let next: string | null = null;
        const open = new Set(await db.letters.where('order').below(FIRST_CHUNK).primaryKeys());
        await db.letters.each((row) => {
          if (owners.includes(row.owner) && mayGo(row, open) && (next === null || row.notBefore < next)) next = row.notBefore;
        });
        return next;
      }),
    settleLetter: async (id, how) => {
      await touching(undefined, () =>
        db.transaction('rw', [db.letters], async () => {
          const row = await db.letters.get(id);
          if (!row) return;
          if (how.is === 'taken') await db.letters.delete(id);
          else if (how.is === 'refused') await db.letters.update(id, { refused: how.why });
          else await db.letters.update(id, { tries: row.tries + 1, notBefore: how.notBefore, refused: undefined });
        }),
      );
    },
    dropLetter: async (id) => {
      await reading(undefined, () =>
        db.transaction('rw', [db.letters], async () => {
          await db.letters.where('of').equals(id).delete();
          await db.letters.delete(id);
        }),
      );
      changed();
    },
    swapCapability: (id) =>
      touching(null, () =>
        db.transaction('rw', [db.letters, db.notes], async () => {
          const [member, row] = await Promise.all([readNote('member'), db.letters.get(id)]);
          const [capability, ...capabilities] = member?.capabilities ?? [];
          if (!member || !row || capability === undefined) return null;
          await db.notes.put({ name: key('member'), value: { ...member, capabilities } });
          const change = { 'content.capability': capability } as UpdateSpec<LetterRow>;
          for (const same of [id, ...(await db.letters.where('of').equals(id).primaryKeys())]) await db.letters.update(same, change);
          return capability;
        }),
      ),
    noteWork: (id, work) =>
      touching(undefined, () =>
        db.transaction('rw', [db.letters], async () => {
          await db.letters.update(id, { 'content.capability': null, 'content.work': work } as UpdateSpec<LetterRow>);
          const change = { 'content.capability': work.challenge } as UpdateSpec<LetterRow>;
          for (const chunk of await db.letters.where('of').equals(id).primaryKeys()) await db.letters.update(chunk, change);
        }),
      ),
    addCapabilities: (membership, fresh) =>
      touching(undefined, () =>
        db.transaction('rw', [db.notes], async () => {
          const member = await readNote('member');
          if (member?.membership !== membership) return;
          await db.notes.put({ name: key('member'), value: { ...member, capabilities: [...new Set([...member.capabilities, ...fresh])] } });
        }),
      ),

    post: () => reading([], async () => (await db.post.toArray()).filter(freshPost(clock()))),
    keepPost: async (boxes, at) => {
      if (isLeft) return;
      const keep = () =>
        db.transaction('rw', [db.post], async () => {
          const isFresh = freshPost(clock());
          await db.post.filter((row) => !isFresh(row)).delete();
          const news = newsOf(await db.post.toArray(), boxes, at);
          await db.post.bulkPut(news);
          return news.length > 0;
        });
      await writing(keep, (isNew) => isNew);
    },

    threads: (person) => reading([], async () => (await db.threads.where('personId').equals(person).toArray()).map((row) => row.thread)),
    keepThreads: async (person, threads, note) => {
      if (isLeft) return;
      const keep = () =>
        db.transaction('rw', [db.threads, db.notes], async () => {
          const isNew = isNews(await readNote('inbox'), note, threads);
          // An audience that is no longer this person's goes from the phone at once.
          const gone = db.threads.where('personId').equals(person);
          await gone.filter(({ thread }) => !note.audiences.includes(thread.audience)).delete();
          await db.threads.bulkPut(threadRows(person, threads));
          await db.notes.put({ name: key('inbox'), value: note });
          return isNew;
        });
      await writing(keep, (isNew) => isNew);
    },
    dropThreads: async (person) => {
      await reading(undefined, () =>
        db.transaction('rw', [db.threads, db.notes], async () => {
          await db.threads.where('personId').equals(person).delete();
          await db.notes.delete(key('inbox'));
        }),
      );
      changed();
    },

    watch: (told) => {
      hearers.add(told);
      queueMicrotask(() => hearers.has(told) && told());
      return () => hearers.delete(told);
    },
    leave: async (how) => {
      isLeft = true;
      await reading(undefined, () => clear(how));
      // Other tabs let go when asked; until they have, the tables are empty all the same.
      if (isThere && (await reading(true, isEmpty))) {
        await db.delete({ disableAutoOpen: false });
        isThere = false;
      }
      changed(LEFT + (personId ?? ''));
    },
    close: () => {
      isClosed = true;
      hearers.clear();
      channel?.close();
      db.close();
    },
  };
}
