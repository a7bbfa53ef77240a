import path from 'node:path';
import { buildApp } from './app.ts';
import { publishedLibrary } from './content-library.ts';
import { nudgeRound } from './nudges/round.ts';
import { openSender } from './nudges/send.ts';
import { openRecords } from './records/database.ts';
import { prepareFirstStart } from './records/first-start.ts';
import { ensureIssuerKey, lockIssuerKeys } from './records/issuer.ts';
import { getPushKey } from './records/push-key.ts';
import { keyLocksOf, readSettings } from './settings.ts';
import { keepHouse } from './tasks/keep-house.ts';

const DIST = path.resolve(import.meta.dirname, '../../dist');

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const now = () => new Date();
  const db = await openRecords(settings.databaseUrl === null ? { folder: settings.dataDir } : { databaseUrl: settings.databaseUrl });
  const library = await publishedLibrary(db, now);
  const secret = await prepareFirstStart(db, now(), library);
  const { lock, before } = keyLocksOf(settings);
  await db.db.transaction().execute(async (trx) => {
    await lockIssuerKeys(trx, now(), lock, before);
    await ensureIssuerKey(trx, now(), lock);
  });
  const sender = openSender(settings, await getPushKey(db.db));
  const app = await buildApp({ db, settings, library, now, sender, dist: DIST, logs: process.stdout });
  const origin = settings.publicOrigin ?? `http://localhost:${settings.port}`;
  const stopKeeping = keepHouse(db, library, now, app.log, (at) => nudgeRound(db, library, sender, origin, at));

  const close = async () => {
    await stopKeeping();
    library.close();
    sender.close();
    await app.close();
    await db.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());

  await app.listen({ port: settings.port, host: settings.host });
  console.log(`Hearth is open at ${origin}`);
  if (lock === null) console.log('The keys that sign passports lie open in the database: whoever has a copy of it can sign. ISSUER_KEY_SECRET locks them (README).');
  if (secret !== null) console.log(`Nobody can sign in yet. Set up the first person here, once, within 72 hours: ${origin}/join#${secret}`);
}

try {
  await start();
} catch (fault) {
  console.error(`Hearth could not start: ${(fault as Error).message}`);
  process.exit(1);
}
