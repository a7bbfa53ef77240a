import { parseArgs } from 'node:util';
import { openRecords } from '../records/database.ts';
import { beginNewLife, restoreRecords } from '../records/restore.ts';
import { readSettings } from '../settings.ts';

const AFTER = 'Start the server. Each phone now asks what is still here and sends the rest again.';

/** `npm run restore -- --from <file>` with the server stopped; `--epoch` after one by other means, PostgreSQL's own tools say. */
async function start(): Promise<void> {
  const { from, epoch } = parseArgs({ options: { from: { type: 'string' }, epoch: { type: 'boolean' } } }).values;
  const settings = readSettings(process.env);
  if (settings.databaseUrl !== null && epoch !== true) throw new Error('put the database back with pg_restore first, then: npm run restore -- --epoch');
  if (epoch === true) {
    const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
    try {
      const life = await beginNewLife(records);
      console.log(`The records reach ${life.lastSeq} and have a new epoch. ${AFTER}`);
      console.log('Erase again whoever was erased since the backup was made: npm run erase -- --person <id>');
    } finally {
      await records.close();
    }
    return;
  }
  if (from === undefined) throw new Error('say which copy: --from <file>');
  const restored = await restoreRecords(settings.dataDir, from, new Date());
  console.log(`The records reach ${restored.lastSeq} and have a new epoch.${restored.keptAs === null ? '' : ` The old file is kept: ${restored.keptAs}`}`);
  if (restored.erasedAgain > 0) console.log(`Erased again, because it was erased after the copy was made: ${restored.erasedAgain} records.`);
  if (restored.keptAs !== null) console.log('The old file holds what it held. Let it go when nobody needs it any more.');
  console.log(AFTER);
}

try {
  await start();
} catch (fault) {
  console.error(`Nothing was restored: ${(fault as Error).message}`);
  process.exit(1);
}
