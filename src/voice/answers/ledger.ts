import * as z from 'zod/mini';
import type { Shelf } from '../../store/quiet/shelf.ts';
import type { Talk } from '../talk.ts';

const entrySchema = z.object({
  /** The view’s id, and the mailbox its answers come to. */
  id: z.string(),
  mbox: z.string(),
  mailbox: z.number(),
  /** `unknown` on a phone that came back with six words: nobody but the readers can tell. */
  kind: z.enum(['feeling', 'worry', 'idea', 'unknown']),
  at: z.string(),
  to: z.array(z.string()),
  unit: z.string(),
  isFlagged: z.boolean(),
  isAboutStaff: z.boolean(),
  /** False while it is not certain that it was put on the shelf. */
  isSure: z.boolean(),
  /** Set once they took it back. */
  takenBackAt: z.nullable(z.string()),
  /** What they said about an answer, by the id of the answer it is about. */
  said: z.record(z.string(), z.string()),
  /** Which of the check-backs were answered or put away: 7 and 28 days. */
  asked: z.array(z.number()),
});
/** What this phone knows of one thing that was said: never what it says. */
export type Entry = z.infer<typeof entrySchema>;
const ledgerSchema = z.array(entrySchema);

/** On a phone that keeps nothing, and before there is a lock: gone with the page. */
const inMemory = new WeakMap<Shelf, Entry[]>();

/** @returns empty when there is none, or when it cannot be opened. */
export async function readLedger(talk: Talk): Promise<Entry[]> {
  const remembered = inMemory.get(talk.shelf) ?? [];
  if (!talk.keepsDrafts) return remembered;
  const note = await talk.shelf.read('sent');
  const read = ledgerSchema.safeParse(note ? await talk.keeper.readDraft(note).catch(() => []) : []);
  const kept = read.success ? read.data : [];
  // What was sent before the lock was set is still in memory, and is kept from now on.
  return [...kept, ...remembered.filter((entry) => !kept.some((other) => other.id === entry.id))];
}

async function writeLedger(talk: Talk, entries: Entry[]): Promise<void> {
  inMemory.set(talk.shelf, talk.keepsDrafts ? [] : entries);
  if (talk.keepsDrafts) await talk.shelf.write('sent', await talk.keeper.keepDraft(entries));
}

/** One change after the other, or the later would undo the earlier. */
let writing: Promise<unknown> = Promise.resolve();
function change(talk: Talk, how: (entries: Entry[]) => Entry[]): Promise<void> {
  const next = writing.then(async () => writeLedger(talk, how(await readLedger(talk))));
  writing = next.catch(() => undefined);
  return next;
}

export function addEntry(talk: Talk, entry: Entry): Promise<void> {
  return change(talk, (entries) => [...entries.filter((other) => other.id !== entry.id), entry]);
}

export function changeEntry(talk: Talk, id: string, patch: (entry: Entry) => Partial<Entry>): Promise<void> {
  return change(talk, (entries) => entries.map((entry) => (entry.id === id ? { ...entry, ...patch(entry) } : entry)));
}

export function dropEntry(talk: Talk, id: string): Promise<void> {
  return change(talk, (entries) => entries.filter((entry) => entry.id !== id));
}
