import type { LetterRow } from './arrange.ts';
import { arrange, byMaking, FIRST_CHUNK, letterOf, mayGo } from './arrange.ts';
import type { Backshelf } from './backshelf.ts';
import { freshPost, isNews, newsOf, threadRows } from './came.ts';
import { checkChange, checkDraft, checkLetter, checkNoWords } from './only-sealed.ts';
import type { ThreadRow } from './quiet-database.ts';
import type { Draft, Notes, Post } from './shelf.ts';

/** The shelf of a phone that keeps nothing: gone when the page is. It refuses the same things as the kept one. */
export function openMemoryShelf({ clock = () => Date.now() }: { clock?: () => number } = {}): Backshelf {
  const notes = new Map<keyof Notes, unknown>();
  const drafts = new Map<string, Draft>();
  const letters = new Map<string, LetterRow>();
  const posts = new Map<string, Post>();
  const threads = new Map<string, ThreadRow>();
  const hearers = new Set<() => void>();
  let isLeft = false;

  const changed = () => {
    for (const hear of [...hearers]) hear();
  };
  const note = <Name extends keyof Notes>(name: Name) => (notes.get(name) as Notes[Name] | undefined) ?? null;
  const going = () => {
    const open = new Set([...letters.values()].filter(({ order }) => order < FIRST_CHUNK).map(({ id }) => id));
    return [...letters.values()].filter((row) => mayGo(row, open)).sort((one, other) => one.order.localeCompare(other.order));
  };
  const change = (id: string, row: LetterRow) => {
    letters.set(id, row);
  };

  return {
    isKept: false,
    read: async (name) => note(name),
    write: async (name, value) => {
      checkNoWords(value, 'notes');
      if (value === null) notes.delete(name);
      else {
        isLeft = false;
        notes.set(name, value);
      }
      changed();
    },

    drafts: async () => [...drafts.values()],
    keepDraft: async (draft) => {
      checkDraft(draft);
      drafts.set(draft.id, draft);
      changed();
    },
    dropDraft: async (id) => {
      drafts.delete(id);
      changed();
    },

    send: async (sent, dropDraft) => {
      const member = note('member');
      const { rows, left } = arrange(sent, member?.capabilities ?? []);
      for (const row of rows) checkLetter(letterOf(row));
      if (dropDraft !== undefined) drafts.delete(dropDraft);
      if (rows[0] && !letters.has(rows[0].id)) {
        for (const row of rows) letters.set(row.id, row);
        if (member) notes.set('member', { ...member, capabilities: left });
      }
      changed();
    },
    letters: async () => [...letters.values()].sort(byMaking).map(letterOf),
    dueLetters: async (now, limit) =>
      going()
        .filter((row) => row.notBefore <= now)
        .slice(0, limit)
        .map(letterOf),
    nextLetter: async (owners, now) => {
      const row = going().find(({ owner, notBefore }) => owners.includes(owner) && notBefore <= now);
      return row ? letterOf(row) : null;
    },
    nextDue: async (owners) =>
      going()
        .filter(({ owner }) => owners.includes(owner))
        .map(({ notBefore }) => notBefore)
        .sort()[0] ?? null,
    settleLetter: async (id, how) => {
      const row = letters.get(id);
      if (!row) return;
      if (how.is === 'taken') letters.delete(id);
      else if (how.is === 'refused') {
        checkChange({ refused: how.why });
        change(id, { ...row, refused: how.why });
      } else {
        const { refused: _refused, ...open } = row;
        change(id, { ...open, tries: row.tries + 1, notBefore: how.notBefore });
      }
      changed();
    },
    dropLetter: async (id) => {
      for (const row of letters.values()) if (row.of === id) letters.delete(row.id);
      letters.delete(id);
      changed();
    },
    swapCapability: async (id) => {
      const member = note('member');
      const [capability, ...capabilities] = member?.capabilities ?? [];
      if (!member || capability === undefined || !letters.has(id)) return null;
      notes.set('member', { ...member, capabilities });
      for (const row of letters.values()) {
        if ((row.id === id || row.of === id) && 'capability' in row.content) change(row.id, { ...row, content: { ...row.content, capability } });
      }
      return capability;
    },
    noteWork: async (id, work) => {
      for (const row of letters.values()) {
        if (row.id === id && row.content.kind === 'view') change(id, { ...row, content: { ...row.content, capability: null, work } });
        else if (row.of === id && row.content.kind === 'chunk') change(row.id, { ...row, content: { ...row.content, capability: work.challenge } });
      }
    },
    addCapabilities: async (membership, fresh) => {
      const member = note('member');
      if (member?.membership === membership) notes.set('member', { ...member, capabilities: [...new Set([...member.capabilities, ...fresh])] });
      changed();
    },

    post: async () => [...posts.values()].filter(freshPost(clock())),
    keepPost: async (boxes, at) => {
      checkNoWords(boxes, 'post');
      if (isLeft) return;
      const news = newsOf([...posts.values()], boxes, at);
      for (const post of news) posts.set(post.mbox, post);
      if (news.length > 0) changed();
    },

    threads: async (personId) => [...threads.values()].filter((row) => row.personId === personId).map(({ thread }) => thread),
    keepThreads: async (personId, came, inbox) => {
      checkNoWords(came, 'threads');
      if (isLeft) return;
      const isNew = isNews(note('inbox'), inbox, came);
      for (const [key, row] of threads) if (row.personId === personId && !inbox.audiences.includes(row.thread.audience)) threads.delete(key);
      for (const row of threadRows(personId, came)) threads.set(`${personId}:${row.id}`, row);
      notes.set('inbox', inbox);
      if (isNew) changed();
    },
    dropThreads: async (personId) => {
      for (const [key, row] of threads) if (row.personId === personId) threads.delete(key);
      notes.delete('inbox');
      changed();
    },

    watch: (told) => {
      hearers.add(told);
      queueMicrotask(() => hearers.has(told) && told());
      return () => hearers.delete(told);
    },
    leave: async (how) => {
      isLeft = true;
      for (const kept of [notes, drafts, posts, threads]) kept.clear();
      if (how === 'all') letters.clear();
      changed();
    },
    close: () => {
      for (const kept of [notes, drafts, posts, threads, letters]) kept.clear();
      hearers.clear();
    },
  };
}
