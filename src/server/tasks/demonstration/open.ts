import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { sql } from 'kysely';
import { courses } from '../../../content/library.ts';
import { requirements } from '../../../content/requirements.ts';
import { buildApp } from '../../app.ts';
import { contentLibrary, publishedLibrary } from '../../content-library.ts';
import { openRecords } from '../../records/database.ts';
import type { Records } from '../../records/database.ts';
import type { Region } from '../../records/first-start.ts';
import { recordRegion } from '../../records/first-start.ts';
import type { Library } from '../../library.ts';
import { hasPeople } from '../../records/people.ts';
import { keepHouse } from '../keep-house.ts';
import { fillAcademy } from './academy.ts';
import { clearRecords } from './clear.ts';
import type { Cast } from './fill.ts';
import { fillDemonstration, historyStart } from './fill.ts';
import { fillPublished } from './published.ts';
import { fillPassport } from './passport.ts';
import type { Size } from './region.ts';
import { WHOLE } from './region.ts';
import type { VoiceKept } from './voice.ts';
import { fillVoiceLane } from './voice.ts';

const DIST = path.resolve(import.meta.dirname, '../../../../dist');
const SEED = 20_261_122;

/** Who each link signs in as, and the secret that does it. Kept beside the data, so that links work after a restart. */
type Kept = { people: Record<string, { personId: string; secret: string }>; voice?: VoiceKept & { joinCode: string; homeId: string } };

export type DemonstrationOptions = {
  dataDir: string;
  port: number;
  host?: string;
  databaseUrl?: string | null;
  publicOrigin?: string | null;
  size?: Size;
  /** Forget what was done and begin anew. */
  isFresh?: boolean;
  /** Young people, their views and those who read them, too. Takes some seconds more. */
  hasVoice?: boolean;
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
  await fillPassport(records, library, cast, now());
  const academy = await fillAcademy({ records, library, adminId: region.adminId, regionId: region.regionId, courses, now: now() });
  await fillPublished({ records, library, courses, now: now() }, academy);
  const voice = options.hasVoice ? await fillVoice(records, options, library, cast, region, now()) : undefined;
  const everyone = { ...cast, regionAdministrator: region.adminId, ...academy, ...voice?.people };
  return {
    ...(voice ? { voice } : {}),
    people: Object.fromEntries(Object.entries(everyone).map(([kind, personId]) => [kind, { personId, secret: randomBytes(16).toString('base64url') }])),
  };
}

/** The home of the links, then the first few others. */
async function fillVoice(records: Records, options: DemonstrationOptions, library: Library, cast: Cast, region: Region, now: Date): Promise<NonNullable<Kept['voice']>> {
  const managers = await records.db
    .selectFrom('placement')
    .innerJoin('place', 'place.place_id', 'placement.place_id')
    .select(['placement.place_id', 'person_id'])
    // Who leads an authority manages no home of it.
    .where('kind', '=', 'home')
    .where('role', '=', 'manager')
    .where('ends_on', 'is', null)
    .orderBy('placement_id')
    .execute();
  const homes = managers.map((row) => ({ placeId: row.place_id, managerId: row.person_id }));
  const [own, others] = [homes.filter(({ managerId }) => managerId === cast.manager), homes.filter(({ managerId }) => managerId !== cast.manager)];
  const filled = await fillVoiceLane({
    records,
    library,
    adminId: region.adminId,
    regionId: region.regionId,
    homes: [...own, ...others.slice(0, 3)],
    deputyId: cast.deputy,
    now,
    say: options.say,
  });
  const joinCode = Array.from({ length: 11 }, () => CROCKFORD[randomInt(CROCKFORD.length)]).join('');
  return { ...filled, joinCode, homeId: own[0]?.placeId ?? region.regionId };
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code is good in every browser that opens the link. Whoever comes back finds the six words filled in. */
function youngLinks(origin: string, voice: NonNullable<Kept['voice']>): Record<string, string> {
  return {
    youngPerson: `${origin}/talk#j=${voice.joinCode}&r=${voice.fingerprint}`,
    youngPersonReturning: `${origin}/talk#back=${voice.words.join('.')}&r=${voice.fingerprint}`,
  };
}

/** Readers and officers carry what their device is made from; anybody else signs in and no more. */
function signInLinks(origin: string, { people, voice }: Kept): Record<string, string> {
  return Object.fromEntries(
    Object.entries(people).map(([kind, { personId, secret }]) => {
      const seed = voice?.devices[personId];
      return [kind, `${origin}/sign-in#demo=${secret}${seed ? `&device=${seed}` : ''}`];
    }),
  );
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
  const before = existsSync(keptFile) ? (JSON.parse(readFileSync(keptFile, 'utf8')) as Kept) : null;
  // One that was filled before young people had a voice in it is filled anew.
  const isWhole = before !== null && (before.voice !== undefined || !options.hasVoice) && (await hasPeople(records.db));
  let kept: Kept;
  if (isWhole) kept = before;
  else {
    // A filling that was cut short is not half a region: it begins again.
    await clearRecords(records);
    await setDurable(records, false);
    kept = await fill(records, options, now);
    await setDurable(records, true);
    writeFileSync(keptFile, JSON.stringify(kept), { mode: 0o600 });
  }

  const library = await publishedLibrary(records, now);
  const settings = {
    port: options.port,
    host: options.host ?? '127.0.0.1',
    dataDir: options.dataDir,
    databaseUrl: options.databaseUrl ?? null,
    publicOrigin: options.publicOrigin ?? null,
  };
  const secrets = new Map(Object.values(kept.people).map(({ secret, personId }) => [secret, personId]));
  const app = await buildApp({
    db: records,
    settings,
    library,
    now,
    demo: { secrets, ...(kept.voice ? { join: { code: kept.voice.joinCode, unit: kept.voice.homeId } } : {}) },
    dist: options.dist ?? DIST,
  });
  const stopKeeping = keepHouse(records, library, now, app.log);
  await app.listen({ port: settings.port, host: settings.host });
  const { port } = app.server.address() as AddressInfo;
  const origin = settings.publicOrigin ?? `http://localhost:${port}`;
  const links = { ...signInLinks(origin, kept), ...(kept.voice ? youngLinks(origin, kept.voice) : {}) };
  writeFileSync(path.join(options.dataDir, 'demo-links.json'), `${JSON.stringify(links, null, 2)}\n`, { mode: 0o600 });
  return {
    origin,
    links,
    records,
    wasFilled: !isWhole,
    async close() {
      await stopKeeping();
      library.close();
      await app.close();
      await records.close();
    },
  };
}
