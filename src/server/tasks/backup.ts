import { parseArgs } from 'node:util';
import { copyRecords, noteBackup } from '../records/backup.ts';
import { openRecords } from '../records/database.ts';
import type { Settings } from '../settings.ts';
import { readSettings } from '../settings.ts';

const FOR_POSTGRES = `PostgreSQL has its own tools, and they are the ones to use: pg_dump, or better a base backup with
its journal archived. Read the number first, then make the backup, then tell Hearth what it holds:
  select value from counter where name = 'serverSeq';
  npm run backup -- --confirm <that number>`;

async function confirm(settings: Settings, serverSeq: number): Promise<void> {
  const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  try {
    if (!(await noteBackup(records.db, serverSeq))) throw new Error('the records do not reach that number');
    console.log(`Noted: everything up to ${serverSeq} is in a backup away from this machine.`);
  } finally {
    await records.close();
  }
}

/** `npm run backup -- --to <folder>`, while the server runs; `--confirm <number>` for a copy taken elsewhere by hand. */
async function start(): Promise<void> {
  const { to, confirm: confirmed } = parseArgs({ options: { to: { type: 'string' }, confirm: { type: 'string' } } }).values;
  const settings = readSettings(process.env);
  if (confirmed !== undefined) return confirm(settings, Number(confirmed));
  if (settings.databaseUrl !== null) {
    console.log(FOR_POSTGRES);
    return;
  }
  if (to === undefined) throw new Error('say where to: --to <folder>');
  const backup = copyRecords(settings.dataDir, to, new Date());
  console.log(`Copied and checked: ${backup.file}, up to ${backup.lastSeq}.${backup.letGo > 0 ? ` ${backup.letGo} older copies let go.` : ''}`);
  if (!backup.isSameDisk) return confirm(settings, backup.lastSeq);
  // Phones let go of their own bytes on our word: a copy that dies with the disk must not count.
  console.log('It is on the same disk as the records, so phones keep their own copies for now.');
  console.log(`Once the file is on another machine: npm run backup -- --confirm ${backup.lastSeq}`);
}

try {
  await start();
} catch (fault) {
  console.error(`The backup failed: ${(fault as Error).message}`);
  process.exit(1);
}
