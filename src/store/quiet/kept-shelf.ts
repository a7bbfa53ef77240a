import { MEDIA_CACHE } from '../media-cache.ts';
import { isStorageFull, makeSteady } from '../storage-trouble.ts';
import type { Channel } from '../sync-board.ts';
import { arrange, byMaking, letterOf, mayGo } from './arrange.ts';
import type { LetterRow } from './arrange.ts';
import type { Backshelf } from './backshelf.ts';
import { freshPost, isNews, newsOf, threadRows } from './came.ts';
import type { QuietDatabase, QuietDatabaseOptions, Tables } from './quiet-database.ts';
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

/** What can come again goes first: answers that were read, inboxes, then pictures of courses. Letters and drafts never. */
const ROOM: ((db: QuietDatabase) => Promise<unknown>)[] = [
  (db) => db.change(({ sweep }) => sweep('post', () => true)),
  (db) =>
    db.change(async ({ sweep }) => {
      await sweep('threads', () => true);
      await sweep('notes', ({ name }) => name.startsWith('inbox'));
    }),
  async () => typeof caches !== 'undefined' && (await caches.delete(MEDIA_CACHE)),
];

/**
 * The shelf of a phone that keeps things. Nothing is made on the phone before there is something to
 * keep: reading an absent shelf finds it empty and leaves no trace.
 */
export async function openKeptShelf(options: KeptOptions = {}): Promise<Backshelf> {
  const { name = QUIET_NAME, personId, clock = () => Date.now() } = options;
  // Another tab leaves: the database may be deleted at once, and nothing is said about it in any log.
  const db = makeQuietDatabase({ ...options, name }, () => {
    isThere = false;
  });
  const channel = options.channel === undefined ? openChannel(name) : options.channel;
  const hearers = new Set<() => void>();
  let isClosed = false;
  let isThere = false;
  let isPersistAsked = false;
  /** Its person left, here or in another tab: what was on its way for them is not kept any more. */
  let isLeft = false;
  const steady = makeSteady(db.reopen, () => isClosed);
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

  async function isKept(): Promise<boolean> {
    // Only a yes is remembered: another tab may make it at any time.
    isThere ||= await isOnPhone(name, options.indexedDB);
    return isThere;
  }
  async function reading<Result>(empty: Result, act: (tables: Tables) => Promise<Result>): Promise<Result> {
    return (await isKept()) ? steady(() => db.look(act)) : empty;
  }

  /** Writes; where there is no room, makes some. `isTold`: others hear of it only when the act says that it is news. */
  async function writing<Result>(act: (tables: Tables) => Promise<Result>, isTold: (result: Result) => boolean = () => true): Promise<Result> {
    const write = () => steady(() => db.change(act));
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
  async function touching<Result>(empty: Result, act: (tables: Tables) => Promise<Result>, isTold?: (result: Result) => boolean): Promise<Result> {
    return (await isKept()) ? writing(act, isTold) : empty;
  }
  /** Takes something away, which needs no room. */
  async function dropping(act: (tables: Tables) => Promise<unknown>): Promise<void> {
    if (await isKept()) await steady(() => db.change(act));
    changed();
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

  async function readNote<Name extends keyof Notes>(tables: Tables, note: Name): Promise<Notes[Name] | null> {
    return ((await tables.note(key(note)))?.value as Notes[Name] | undefined) ?? null;
  }
  const putNote = (tables: Tables, note: keyof Notes, value: unknown) => tables.putNote({ name: key(note), value });

  async function goingRows(tables: Tables, limit: number, now: string | null, owners?: readonly string[]): Promise<LetterRow[]> {
    const open = await tables.open();
    return tables.pickLetters((row) => mayGo(row, open) && (now === null || row.notBefore <= now) && (owners?.includes(row.owner) ?? true), limit);
  }

  async function clear(tables: Tables, how: 'keepLetters' | 'all'): Promise<void> {
    await tables.sweep('notes', (note) => (personId === undefined ? !note.name.includes(':') : note.name.endsWith(`:${personId}`)));
    if (personId === undefined) {
      await tables.sweep('drafts', () => true);
      await tables.sweep('post', () => true);
    } else await tables.sweep('threads', (row) => row.personId === personId);
    if (how === 'all') await tables.sweep('letters', ({ owner }) => owner === (personId ?? 'young'));
  }

  return {
    isKept: true,
    read: (note) => reading(null, (tables) => readNote(tables, note)),
    write: async (note, value) => {
      if (value === null) return dropping((tables) => tables.dropNote(key(note)));
      isLeft = false;
      await writing((tables) => putNote(tables, note, value));
    },

    drafts: () => reading([], (tables) => tables.drafts()),
    keepDraft: (draft) => writing((tables) => tables.putDraft(draft)),
    dropDraft: (id) => dropping((tables) => tables.dropDraft(id)),

    send: async (letters, dropDraft) => {
      const first = letters[0];
      await writing(async (tables) => {
        if (dropDraft !== undefined) await tables.dropDraft(dropDraft);
        // After a lost connection this is the second try, and the first may have been kept.
        if (!first || (await tables.letter(first.id))) return;
        const member = await readNote(tables, 'member');
        const { rows, left } = arrange(letters, member?.capabilities ?? []);
        await tables.addLetters(rows);
        if (member && left.length < member.capabilities.length) await putNote(tables, 'member', { ...member, capabilities: left });
      });
    },
    letters: () => reading([], async (tables) => (await tables.letters()).sort(byMaking).map(letterOf)),
    dueLetters: (now, limit) => reading([], async (tables) => (await goingRows(tables, limit, now)).map(letterOf)),
    nextLetter: (owners, now) =>
      reading(null, async (tables) => {
        const [row] = await goingRows(tables, 1, now, owners);
        return row ? letterOf(row) : null;
      }),
    nextDue: (owners) => reading(null, async (tables) => (await goingRows(tables, Number.POSITIVE_INFINITY, null, owners)).map((row) => row.notBefore).sort()[0] ?? null),
    settleLetter: (id, how) =>
      touching(undefined, async (tables) => {
        const row = await tables.letter(id);
        if (!row) return;
        if (how.is === 'taken') await tables.dropLetter(id);
        else if (how.is === 'refused') await tables.changeLetter(id, { refused: how.why });
        else await tables.changeLetter(id, { tries: row.tries + 1, notBefore: how.notBefore, refused: undefined });
      }),
    dropLetter: (id) =>
      dropping(async (tables) => {
        for (const chunk of await tables.chunksOf(id)) await tables.dropLetter(chunk);
        await tables.dropLetter(id);
      }),
    swapCapability: (id) =>
      touching(null, async (tables) => {
        const member = await readNote(tables, 'member');
        const [capability, ...capabilities] = member?.capabilities ?? [];
        if (!member || capability === undefined || !(await tables.letter(id))) return null;
        await putNote(tables, 'member', { ...member, capabilities });
        for (const same of [id, ...(await tables.chunksOf(id))]) await tables.changeLetter(same, { content: { capability } });
        return capability;
      }),
    noteWork: (id, work) =>
      touching(undefined, async (tables) => {
        await tables.changeLetter(id, { content: { capability: null, work } });
        for (const chunk of await tables.chunksOf(id)) await tables.changeLetter(chunk, { content: { capability: work.challenge } });
      }),
    addCapabilities: (membership, fresh) =>
      touching(undefined, async (tables) => {
        const member = await readNote(tables, 'member');
        if (member?.membership !== membership) return;
        await putNote(tables, 'member', { ...member, capabilities: [...new Set([...member.capabilities, ...fresh])] });
      }),

    post: () => reading([], async (tables) => (await tables.post()).filter(freshPost(clock()))),
    keepPost: async (boxes, at) => {
      if (isLeft) return;
      const keep = async (tables: Tables) => {
        const isFresh = freshPost(clock());
        await tables.sweep('post', (row) => !isFresh(row));
        const news = newsOf(await tables.post(), boxes, at);
        await tables.putPost(news);
        return news.length > 0;
      };
      await writing(keep, (isNew) => isNew);
    },

    threads: (person) => reading([], async (tables) => (await tables.threads(person)).map((row) => row.thread)),
    keepThreads: async (person, threads, note) => {
      if (isLeft) return;
      const keep = async (tables: Tables) => {
        const isNew = isNews(await readNote(tables, 'inbox'), note, threads);
        // An audience that is no longer this person's goes from the phone at once.
        await tables.sweep('threads', (row) => row.personId === person && !note.audiences.includes(row.thread.audience));
        await tables.putThreads(threadRows(person, threads));
        await putNote(tables, 'inbox', note);
        return isNew;
      };
      await writing(keep, (isNew) => isNew);
    },
    dropThreads: (person) =>
      dropping(async (tables) => {
        await tables.sweep('threads', (row) => row.personId === person);
        await tables.dropNote(key('inbox'));
      }),

    watch: (told) => {
      hearers.add(told);
      queueMicrotask(() => hearers.has(told) && told());
      return () => hearers.delete(told);
    },
    leave: async (how) => {
      isLeft = true;
      if (await isKept()) await steady(() => db.change((tables) => clear(tables, how)));
      // Other tabs let go when asked; until they have, the tables are empty all the same.
      if (isThere && (await reading(true, (tables) => tables.isEmpty()))) {
        await db.remove();
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
