import { openRecords } from '../records/database.ts';
import { listKept } from '../records/kept.ts';
import { readSettings } from '../settings.ts';

const WHY = { accountClosed: 'the account is closed', formTooOld: 'this release no longer reads the form' };

/** `npm run held`: what waits for a person to decide. By id and never by name, as everywhere outside the records. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  try {
    const kept = await listKept(records.db);
    if (kept.length === 0) console.log('Nothing is kept for anybody to decide.');
    for (const { personId, heldFor, count, since } of kept) console.log(`${personId}  ${count} facts since ${since}: ${WHY[heldFor]}`);
  } finally {
    await records.close();
  }
}

try {
  await start();
} catch (fault) {
  console.error(`The list could not be made: ${(fault as Error).message}`);
  process.exit(1);
}
