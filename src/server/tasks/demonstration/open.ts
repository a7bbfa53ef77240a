import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import { courses } from '../../../content/library.ts';
import { requirements } from '../../../content/requirements.ts';
import { buildApp } from '../../app.ts';
import { contentLibrary } from '../../content-library.ts';
import { openRecords } from '../../records/database.ts';
import type { Records } from '../../records/database.ts';
import { recordRegion } from '../../records/first-start.ts';
import { hasPeople } from '../../records/people.ts';
import { keepHouse } from '../keep-house.ts';
import { clearRecords } from './clear.ts';
import { fillDemonstration, historyStart } from './fill.ts';
import type { Size } from './region.ts';
import { WHOLE } from './region.ts';

const DIST = path.resolve(import.meta.dirname, '../../../../dist');
const SEED = 20_261_122;

/** Who each link signs in as, and the secret that does it. Kept beside the data, so that links work after a restart. */
type Kept = { people: Record<string, { personId: string; secret: string }> };

export type DemonstrationOptions = {
  dataDir: string;
  port: number;
  host?: string;
  databaseUrl?: string | null;
  publicOrigin?: string | null;
  size?: Size;
  /** Forget what was done and begin anew. */
  isFresh?: boolean;
  now?: () => Date;
  /** The folder of the built page, where it is not the usual one. */
  dist?: string;
  say(done: number, of: number): void;
};

export type Demonstration = { origin: string; links: Record<string, string>; records: Records; wasFilled: boolean; close(): Promise<void> };

/** While filling, a power cut costs nothing but beginning again, so the disk need not be waited for. */
async function setDurable(records: Records, isDurable: boolean): Promise<void> {
  if (records.kind === 'sqlite') await sql.raw(`pragma synchronous = ${isDurable ? 'full' : 'off'}`).execute(records.db);
}

async function fill(records: Records, options: DemonstrationOptions, now: () => Date): Promise<Kept> {
  const library = await contentLibrary();
  const region = await recordRegion(records, historyStart(now()), library, 'Robin Example');
  const authorities = [...region.authorityIds].map(([name, placeId]) => ({ name, placeId }));
  const cast = await fillDemonstration({
    records,
    courses,
    requirements,
    authorities,
    adminId: region.adminId,
    seed: SEED,
    size: options.size ?? WHOLE,
    now: now(),
    say: options.say,
  });
  const everyone = { ...cast, regionAdministrator: region.adminId };
  return { people: Object.fromEntries(Object.entries(everyone).map(([kind, personId]) => [kind, { personId, secret: randomBytes(16).toString('base64url') }])) };
}

/**
 * Opens the demonstration: fills it where it is empty, listens, and gives the links. What was done
 * in it is kept until `isFresh`. Demonstration secrets exist nowhere else than here.
 */
export async function openDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const now = options.now ?? (() => new Date());
  const keptFile = path.join(options.dataDir, 'demonstration.json');
  mkdirSync(options.dataDir, { recursive: true });
  if (options.isFresh && !options.databaseUrl)
    for (const name of ['hearth.sqlite', 'hearth.sqlite-wal', 'hearth.sqlite-shm']) rmSync(path.join(options.dataDir, name), { force: true });
  if (options.isFresh) rmSync(keptFile, { force: true });

  const records = await openRecords(options.databaseUrl ? { databaseUrl: options.databaseUrl } : { folder: options.dataDir });
  const isWhole = existsSync(keptFile) && (await hasPeople(records.db));
  let kept: Kept;
  if (isWhole) kept = JSON.parse(readFileSync(keptFile, 'utf8')) as Kept;
  else {
    // A filling that was cut short is not half a region: it begins again.
    await clearRecords(records);
    await setDurable(records, false);
    kept = await fill(records, options, now);
    await setDurable(records, true);
    writeFileSync(keptFile, JSON.stringify(kept), { mode: 0o600 });
  }

  const library = await contentLibrary();
  const settings = {
    port: options.port,
    host: options.host ?? '127.0.0.1',
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl ?? null,
    publicOrigin: options.publicOrigin ?? null,
  };
  const secrets = new Map(Object.values(kept.people).map(({ secret, personId }) => [secret, personId]));
  const app = await buildApp({ db: records, settings, library, now, demo: { secrets }, dist: options.dist ?? DIST });
  const stopKeeping = keepHouse(records, library, now, app.log);
  await app.listen({ port: settings.port, host: settings.host });
  const { port } = app.server.address() as AddressInfo;
  const origin = settings.publicOrigin ?? `http://localhost:${port}`;
  const links = Object.fromEntries(Object.entries(kept.people).map(([kind, { secret }]) => [kind, `${origin}/sign-in#demo=${secret}`]));
  writeFileSync(path.join(options.dataDir, 'demo-links.json'), `${JSON.stringify(links, null, 2)}\n`, { mode: 0o600 });
  return {
    origin,
    links,
    records,
    wasFilled: !isWhole,
    async close() {
      await stopKeeping();
      await app.close();
      await records.close();
    },
  };
}
