import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lastSeq, setReach } from './marks.ts';
import type { Queries } from './rows.ts';

/** A month of nightly copies. */
export const BACKUPS_KEPT = 30;
const OURS = /^hearth-\d{4}-\d{2}-\d{2}T\d{6}Z\.sqlite$/;

/** The file of a folder's database. */
export function recordsFile(folder: string): string {
  return path.join(folder, 'hearth.sqlite');
}

/** `2026-11-22T051000Z`: sorts by time, and no file system objects to it. */
export function fileMoment(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
}

/** Until this returns, what was written may be in memory only. */
export function syncToDisk(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens a copy, checks every page of it, and reads how far it reaches.
 * @throws when it is no whole database of ours.
 */
export function checkCopy(file: string): { lastSeq: number } {
  const copy = new DatabaseSync(file, { readOnly: true });
  try {
    const checked = copy.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    if (checked[0]?.integrity_check !== 'ok') throw new Error(`the copy is damaged: ${checked[0]?.integrity_check ?? 'no answer'}`);
    const counter = copy.prepare("SELECT value FROM counter WHERE name = 'serverSeq'").get() as { value: number } | undefined;
    return { lastSeq: counter?.value ?? 0 };
  } finally {
    copy.close();
  }
}

export type Backup = { file: string; lastSeq: number; isSameDisk: boolean; letGo: number };

/**
 * Copies a SQLite database into a fresh, dated file. The server may be running: the copy is one
 * moment of it. It counts only once it is on the disk and every page of it was read again; a copy
 * half made is never mistaken for one. Older copies beyond the newest thirty are let go.
 * @throws when the copy could not be made or is not whole; nothing of it is left then.
 */
export function copyRecords(folder: string, to: string, now: Date): Backup {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const file = path.join(to, `hearth-${fileMoment(now)}.sqlite`);
  if (existsSync(file)) throw new Error('there is a copy of this very second already');
  if (!existsSync(recordsFile(folder))) throw new Error('there are no records in the data folder');
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    const records = new DatabaseSync(recordsFile(folder), { timeout: 5000 });
    try {
      records.prepare('VACUUM INTO ?').run(part);
    } finally {
      records.close();
    }
    // It holds everything the records hold, whatever the folder's own rights.
    chmodSync(part, 0o600);
    syncToDisk(part);
    const { lastSeq: reached } = checkCopy(part);
    renameSync(part, file);
    syncToDisk(to);
    return { file, lastSeq: reached, isSameDisk: statSync(to).dev === statSync(folder).dev, letGo: letGoOfOld(to) };
  } catch (fault) {
    rmSync(part, { force: true });
    throw fault;
  }
}

function letGoOfOld(to: string): number {
  const old = readdirSync(to)
    .filter((name) => OURS.test(name))
    .sort()
    .slice(0, -BACKUPS_KEPT);
  for (const name of old) rmSync(path.join(to, name));
  return old.length;
}

/**
 * Notes that a backup away from this machine holds everything up to here. Phones then let go of the
 * bytes they kept, so this must be true: a number the records have not reached is not taken.
 */
export async function noteBackup(db: Queries, serverSeq: number): Promise<boolean> {
  if (!Number.isSafeInteger(serverSeq) || serverSeq < 0 || serverSeq > (await lastSeq(db))) return false;
  await setReach(db, 'durableThrough', serverSeq);
  return true;
}
