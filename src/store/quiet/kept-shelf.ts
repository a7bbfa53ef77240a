import type { UpdateSpec } from 'dexie';
import { MEDIA_CACHE } from '../media-cache.ts';
import { isStorageFull, makeSteady } from '../storage-trouble.ts';
import type { Channel } from '../sync-board.ts';
import { arrange, byMaking, FIRST_CHUNK, letterOf, mayGo } from './arrange.ts';
import type { LetterRow } from './arrange.ts';
import type { Backshelf } from './backshelf.ts';
import { boxesOf, freshPost, threadRows } from './came.ts';
import { hasKeptShelf, QUIET_NAME } from './has-shelf.ts';
import type { QuietDatabase, QuietDatabaseOptions } from './quiet-database.ts';
import { makeQuietDatabase } from './quiet-database.ts';
import type { Notes } from './shelf.ts';

export type KeptOptions = Partial<QuietDatabaseOptions> & {
  /** A reader's shelf: their notes are apart from a young person's and from other readers', and leaving takes theirs alone. */
  personId?: string;
  clock?: () => number;
  channel?: Channel | null;
};

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
  let isThere: boolean | null = null;
  let isPersistAsked = false;
  const steady = makeSteady(db, () => isClosed);
  const key = (note: string) => (personId === undefined ? note : `${note}:${personId}`);

  const tell = () => {
    for (const hear of [...hearers]) hear();
  };
  channel?.addEventListener('message', () => {
    isThere = null;
    tell();
  });
  const changed = () => {
    tell();
    channel?.postMessage(null);
  };

  async function reading<Result>(empty: Result, act: () => Promise<Result>): Promise<Result> {
    isThere ??= await hasKeptShelf({ ...options, name });
    if (!isThere) return empty;
    return steady(async () => {
      await openTables(db);
      return act();
    });
  }

  async function writing<Result>(act: () => Promise<Result>): Promise<Result> {
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
    changed();
    return result;
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
      if (value === null) await reading(undefined, () => db.notes.delete(key(note))).then(changed);
      else await writing(() => db.notes.put({ name: key(note), value }));
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
      await writing(() =>
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
      writing(() =>
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
      writing(() =>
        db.transaction('rw', [db.letters], async () => {
          await db.letters.update(id, { 'content.capability': null, 'content.work': work } as UpdateSpec<LetterRow>);
          const change = { 'content.capability': work.challenge } as UpdateSpec<LetterRow>;
          for (const chunk of await db.letters.where('of').equals(id).primaryKeys()) await db.letters.update(chunk, change);
        }),
      ),
    addCapabilities: (membership, fresh) =>
      writing(() =>
        db.transaction('rw', [db.notes], async () => {
          const member = await readNote('member');
          if (member?.membership !== membership) return;
          await db.notes.put({ name: key('member'), value: { ...member, capabilities: [...new Set([...member.capabilities, ...fresh])] } });
        }),
      ),

    post: () => reading([], async () => (await db.post.toArray()).filter(freshPost(clock()))),
    keepPost: async (boxes, at) => {
      await writing(() =>
        db.transaction('rw', [db.post], async () => {
          const isFresh = freshPost(clock());
          await db.post.filter((row) => !isFresh(row)).delete();
          await db.post.bulkPut(boxesOf(boxes, at));
        }),
      );
    },

    threads: (person) => reading([], async () => (await db.threads.where('personId').equals(person).toArray()).map((row) => row.thread)),
    keepThreads: async (person, threads, note) => {
      await writing(() =>
        db.transaction('rw', [db.threads, db.notes], async () => {
          // An audience that is no longer this person's goes from the phone at once.
          await db.threads
            .where('personId')
            .equals(person)
            .filter(({ thread }) => !note.audiences.includes(thread.audience))
            .delete();
          await db.threads.bulkPut(threadRows(person, threads));
          await db.notes.put({ name: key('inbox'), value: note });
        }),
      );
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
      await reading(undefined, () => clear(how));
      // Other tabs let go when asked; until they have, the tables are empty all the same.
      if (isThere && (await reading(true, isEmpty))) {
        await db.delete({ disableAutoOpen: false });
        isThere = false;
      }
      changed();
    },
    close: () => {
      isClosed = true;
      hearers.clear();
      channel?.close();
      db.close();
    },
  };
}
