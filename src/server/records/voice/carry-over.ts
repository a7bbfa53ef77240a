import type { DatabaseSync } from 'node:sqlite';
import type { Records } from '../database.ts';
import type { Tables } from '../schema.ts';
import { currentVersion } from './directory.ts';
import { emptyThread } from './letters.ts';

type Gone = { id: string; mbox: string; gone: 'withdrawn' | 'expired' };
/** What must not be undone by putting records back to an older day (C19). */
export type CarriedOver = { gone: Gone[]; directories: Tables['key_directory'][]; signatures: Tables['directory_signature'][] };

export const NOTHING_CARRIED: CarriedOver = { gone: [], directories: [], signatures: [] };

/** Of a database that may be older than the sealed lane. */
export function readCarriedOver(database: DatabaseSync): CarriedOver {
  const hasLane = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sealed_letter'").get() !== undefined;
  if (!hasLane) return NOTHING_CARRIED;
  return {
    gone: database.prepare('SELECT id, mbox, gone FROM sealed_letter WHERE gone IS NOT NULL').all() as Gone[],
    directories: database.prepare('SELECT version, signed, state, at FROM key_directory').all() as Tables['key_directory'][],
    signatures: database.prepare('SELECT version, k, person_id FROM directory_signature').all() as Tables['directory_signature'][],
  };
}

/**
 * What was taken back stays gone, and a newer directory stays in force: phones that have seen it would refuse an older
 * one, and nobody could say anything. Where the restored records know another root, their directory is left alone.
 */
export async function carryOver(records: Records, { gone, directories, signatures }: CarriedOver): Promise<void> {
  await records.db.transaction().execute(async (db) => {
    for (const { id, mbox, gone: how } of gone) await emptyThread(db, mbox, id, how);
    const known = await currentVersion(db);
    const newer = directories.filter(({ version }) => version > known);
    if (known === 0 || !newer.some(({ state }) => state === 'current')) return;
    await db.deleteFrom('key_directory').where('version', '>', known).execute();
    await db.deleteFrom('directory_signature').where('version', '>', known).execute();
    await db.updateTable('key_directory').set({ state: 'past' }).where('version', '=', known).execute();
    await db.insertInto('key_directory').values(newer).execute();
    const signed = signatures.filter(({ version }) => version > known);
    if (signed.length > 0) await db.insertInto('directory_signature').values(signed).execute();
  });
}
