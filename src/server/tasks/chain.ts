import { openRecords } from '../records/database.ts';
import { findBreak } from '../records/voice/audit.ts';
import { readSettings } from '../settings.ts';

/** `npm run chain`: walks every audit chain of the sealed lane and says where the first one is broken. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  try {
    const broken = await findBreak(records.db);
    if (broken) throw new Error(`the chain of ${broken.scope} is broken at line ${broken.no}`);
    console.log('Every audit chain is whole.');
  } finally {
    await records.close();
  }
}

try {
  await start();
} catch (fault) {
  console.error(`The audit does not stand: ${(fault as Error).message}`);
  process.exit(1);
}
