import { parseArgs } from 'node:util';
import { openRecords } from '../records/database.ts';
import { ensureIssuerKey, hasLockedKeys, listIssuerKeys, lockIssuerKeys, revokeIssuerKey, rotateIssuerKey } from '../records/issuer.ts';
import { keyLocksOf, readSettings } from '../settings.ts';

/**
 * `npm run issuer`: the keys that sign passports; `-- --rotate` for the next one, `-- --revoke <id>` for one that got
 * out, or whose secret is lost. The server may be running. Listing and revoking ask for no secret.
 */
async function start(): Promise<void> {
  const { rotate, revoke } = parseArgs({ options: { rotate: { type: 'boolean' }, revoke: { type: 'string' } } }).values;
  const settings = readSettings(process.env);
  const records = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  try {
    const now = new Date();
    const { lock, before } = keyLocksOf(settings);
    let isMade = true;
    await records.db.transaction().execute(async (db) => {
      if (revoke !== undefined && !(await revokeIssuerKey(db, revoke, now))) throw new Error('there is no such key, or it is revoked already');
      // Without the secret nothing is made here that would lie open beside what is locked.
      isMade = rotate === true || lock !== null || !(await hasLockedKeys(db));
      if (!isMade) return;
      await lockIssuerKeys(db, now, lock, before);
      if (rotate === true) await rotateIssuerKey(db, now, lock);
      // Somebody must be able to sign after the only key was revoked.
      await ensureIssuerKey(db, now, lock);
    });
    for (const key of await listIssuerKeys(records.db)) {
      const word = key.isRevoked ? 'revoked' : key.notAfter < now.toISOString() ? 'ended' : 'counts';
      console.log(`${key.keyId}  ${key.notBefore.slice(0, 10)} to ${key.notAfter.slice(0, 10)}  ${word}`);
    }
    if (!isMade) console.log('ISSUER_KEY_SECRET is not set here, so no key was made or looked into. The server makes the next one itself.');
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
