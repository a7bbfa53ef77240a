import { parseArgs } from 'node:util';
import { openRecords } from '../records/database.ts';
import { eraseAbout } from '../records/erase.ts';
import { readSettings } from '../settings.ts';

const WHY = {
  place: 'That is a place. Places hold other people’s records and are not erased.',
  lastAdministrator: 'That is the last region administrator. Without one nobody could be invited any more.',
};

/** `npm run erase -- --person <id>` or `--about <id>`. The server may be running. */
async function start(): Promise<void> {
  const { person, about } = parseArgs({ options: { person: { type: 'string' }, about: { type: 'string' } } }).values;
  if ((person === undefined) === (about === undefined)) throw new Error('say whom: --person <id>, or one record: --about <id>');
  const settings = readSettings(process.env);
  const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  try {
    const erased = await eraseAbout(records, person === undefined ? { about: about as string } : { personId: person }, new Date());
    if (!erased.ok) throw new Error(WHY[erased.why]);
    console.log(`Erased: ${erased.facts} facts of ${erased.records} records. Phones drop them at their next pull.`);
    if (!erased.isSwept) console.log('The database was too busy to sweep its old pages. Run this again when it is quiet.');
    console.log('Backups made before now still hold them. Let those go when the rules you keep say so.');
  } finally {
    await records.close();
  }
}

try {
  await start();
} catch (fault) {
  console.error(`Nothing was erased: ${(fault as Error).message}`);
  process.exit(1);
}
