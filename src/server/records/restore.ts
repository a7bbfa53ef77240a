import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkCopy, fileMoment, recordsFile, syncToDisk } from './backup.ts';
import type { Records } from './database.ts';
import { openRecords } from './database.ts';
import { eraseAbout } from './erase.ts';
import { endEveryLook } from './inspectors.ts';
import { getMarks, lastSeq, replaceEpoch, setReach } from './marks.ts';
import { skipPassports } from './passports.ts';
import { carryOver } from './voice/carry-over.ts';

export type Restored = { lastSeq: number; epoch: string; erasedAgain: number; keptAs: string | null };

/**
 * Says to every phone that these records were put back to an older day: under the new epoch each
 * asks what is still there and sends the rest again. Full sign-ins end, since some may have been
 * ended after the copy was made; those that deliver stay, or nothing could be sent again.
 */
export async function beginNewLife(records: Records, now = new Date()): Promise<{ epoch: string; lastSeq: number }> {
  return records.db.transaction().execute(async (db) => {
    const { epoch, durableThrough } = await getMarks(db);
    const reached = await lastSeq(db);
    if (durableThrough !== null && durableThrough > reached) await setReach(db, 'durableThrough', null);
    await db.deleteFrom('session').where('kind', '=', 'session').execute();
    await skipPassports(db, now);
    await endEveryLook(db);
    return { epoch: await replaceEpoch(db, epoch), lastSeq: reached };
  });
}

/**
 * Puts a copy in the place of a folder's database.
 *
 * - The copy is prepared beside it, wholly, and takes its place in one step: cut off anywhere, the
 *   folder holds either the old records or the restored ones, and never none.
 * - The old file stays beside it under another name.
 * - What the old records had erased since the copy was made is erased again (I11), and the sealed lane
 *   is brought over as it was. Where they cannot be opened any more, the first is for the operator to do.
 * @throws when the copy is not whole, or when a server still holds the records; nothing has changed then.
 */
export async function restoreRecords(folder: string, from: string, now: Date): Promise<Restored> {
  checkCopy(from);
  const live = recordsFile(folder);
  const isThere = existsSync(live);
  const erased = isThere ? foldIn(live) : null;

  const aside = path.join(folder, 'restoring');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  copyFileSync(from, recordsFile(aside));
  const records = await openRecords({ folder: aside });
  let life: Awaited<ReturnType<typeof beginNewLife>>;
  let erasedAgain = 0;
  try {
    const known = new Set((await records.db.selectFrom('erased').select('about').execute()).map((row) => row.about));
    for (const about of erased ?? []) if (!known.has(about) && (await eraseAbout(records, { about }, now)).ok) erasedAgain += 1;
    if (erased !== null) await carryOver(records, live);
    life = await beginNewLife(records, now);
  } finally {
    await records.close();
  }
  foldIn(recordsFile(aside));
  syncToDisk(recordsFile(aside));

  const keptAs = isThere ? `${live}.before-restore-${fileMoment(now)}` : null;
  if (keptAs !== null) keepAside(live, keptAs);
  renameSync(recordsFile(aside), live);
  syncToDisk(folder);
  rmSync(aside, { recursive: true, force: true });
  return { ...life, erasedAgain, keptAs };
}

/**
 * Makes one file of a database and its journal, which only works while nobody else has it open.
 * Returns the ids of the records it erased; null when it is too damaged to be read.
 */
function foldIn(file: string): string[] | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    const mode = database.prepare('PRAGMA journal_mode = DELETE').get() as { journal_mode: string };
    if (mode.journal_mode !== 'delete') throw Object.assign(new Error('in use'), { errcode: 5 });
    return readErased(database);
  } catch (fault) {
    const code = (fault as { errcode?: number }).errcode;
    if (code !== undefined && ((code & 0xff) === 5 || (code & 0xff) === 6)) throw new Error('the server, or something else, still has the records open: stop it first');
    return null;
  } finally {
    database?.close();
  }
}

function readErased(database: DatabaseSync): string[] {
  const hasTable = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'erased'").get() !== undefined;
  if (!hasTable) return [];
  const rows = database.prepare("SELECT about FROM erased WHERE kind <> 'shared'").all() as { about: string }[];
  return rows.map((row) => row.about);
}

/** A second name for the old file, so that its place is never empty. Some disks know no second names. */
function keepAside(live: string, keptAs: string): void {
  try {
    linkSync(live, keptAs);
  } catch {
    copyFileSync(live, keptAs);
    syncToDisk(keptAs);
  }
  for (const journal of ['-wal', '-shm']) rmSync(`${live}${journal}`, { force: true });
}
