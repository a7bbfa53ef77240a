import { parseArgs } from 'node:util';
import { openRecords } from '../records/database.ts';
import { ensureIssuerKey, listIssuerKeys, revokeIssuerKey, rotateIssuerKey } from '../records/issuer.ts';
import { readSettings } from '../settings.ts';

/** `npm run issuer`: the keys that sign passports; `-- --rotate` for the next one, `-- --revoke <id>` for one that got out. The server may be running. */
async function start(): Promise<void> {
  const { rotate, revoke } = parseArgs({ options: { rotate: { type: 'boolean' }, revoke: { type: 'string' } } }).values;
  const settings = readSettings(process.env);
  const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  try {
    const now = new Date();
    await records.db.transaction().execute(async (db) => {
      if (revoke !== undefined && !(await revokeIssuerKey(db, revoke, now))) throw new Error('there is no such key, or it is revoked already');
      if (rotate === true) await rotateIssuerKey(db, now);
      // Somebody must be able to sign after the only key was revoked.
      await ensureIssuerKey(db, now);
    });
    for (const key of await listIssuerKeys(records.db)) {
      const word = key.isRevoked ? 'revoked' : key.notAfter < now.toISOString() ? 'ended' : 'counts';
      console.log(`${key.keyId}  ${key.notBefore.slice(0, 10)} to ${key.notAfter.slice(0, 10)}  ${word}`);
    }
    if (revoke !== undefined) console.log('Carers whose passport it signed make a new one. Phones hear of it at their next look at the list, once a day.');
  } finally {
    await records.close();
  }
}

try {
  await start();
} catch (fault) {
  console.error(`The keys are as they were: ${(fault as Error).message}`);
  process.exit(1);
}
