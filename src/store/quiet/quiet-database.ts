import type { Table } from 'dexie';
import { Dexie } from 'dexie';
import type { Thread } from '../../shared/wire/sealed.ts';
import type { LetterRow } from './arrange.ts';
import { checkChange, checkDraft, checkLetter, checkNoWords } from './only-sealed.ts';
import type { Draft, Post } from './shelf.ts';
import { letterOf } from './arrange.ts';

/** `id` names the view as this person's audience holds it: one view may come to two audiences of one reader. */
export type ThreadRow = { personId: string; id: string; thread: Thread };

export type QuietDatabase = Dexie & {
  notes: Table<{ name: string; value: unknown }, string>;
  drafts: Table<Draft, string>;
  letters: Table<LetterRow, string>;
  post: Table<Post, string>;
  threads: Table<ThreadRow, [string, string]>;
};

export type QuietDatabaseOptions = { name: string; indexedDB?: IDBFactory; IDBKeyRange?: typeof globalThis.IDBKeyRange };

/**
 * A database of its own, so that leaving can delete it by name. Every write passes a check: what is
 * not sealed is refused by the table itself, whoever asks. The rules for versions are the cabinet's.
 */
export function makeQuietDatabase({ name, indexedDB, IDBKeyRange }: QuietDatabaseOptions): QuietDatabase {
  const given = indexedDB ? { indexedDB, IDBKeyRange } : {};
  const db = new Dexie(name, { ...given, chromeTransactionDurability: 'strict', cache: 'disabled' } as ConstructorParameters<typeof Dexie>[1]) as QuietDatabase;
  db.version(1).stores({ notes: 'name', drafts: 'id', letters: 'id, order, of', post: 'mbox', threads: '[personId+id], personId' });
  db.letters.hook('creating', (_id, row) => checkLetter(letterOf(row)));
  db.letters.hook('updating', (change) => checkChange(change as Record<string, unknown>));
  db.drafts.hook('creating', (_id, draft) => checkDraft(draft));
  for (const table of [db.notes, db.post, db.threads] as Table<unknown>[]) table.hook('creating', (_key, row) => checkNoWords(row, table.name));
  for (const table of [db.notes, db.post, db.threads, db.drafts] as Table<unknown>[]) table.hook('updating', (change) => checkNoWords(change, table.name));
  return db;
}
