import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { buildApp } from '../../../src/server/app.ts';
import { contentLibrary } from '../../../src/server/content-library.ts';
import { openRecords } from '../../../src/server/records/database.ts';
import { recordRegion } from '../../../src/server/records/first-start.ts';
import { pushFacts } from '../../../src/server/records/push.ts';
import { startSession } from '../../../src/server/records/sessions.ts';
import type { Fact } from '../../../src/shared/wire/fact.ts';
import { added, factOf } from '../../support/training-facts.ts';

/**
 * The real server as a process of its own, so that its processor time is its alone. It is told
 * over the channel of its parent to make people, and is asked what it spent and what it holds.
 */
export type Told = { folder: string; dist: string | null; databaseUrl: string | null };
export type Person = { personId: string; cookie: string; secret: string };
/** What the records hold of some people. Rows beyond one effect a fact are duplicates. */
export type Tally = { recorded: number; refused: number; held: number; duplicated: number; missing: number };
export type Spent = { cpuMs: number; memoryMB: number };

type Ask = { id: number } & ({ what: 'people'; count: number } | { what: 'spent' } | { what: 'tally'; sentBy: Record<string, string[]> });

const told = JSON.parse(process.argv[2] ?? '{}') as Told;
const now = () => new Date();
const library = await contentLibrary();
const records = await openRecords(told.databaseUrl === null ? { folder: told.folder } : { databaseUrl: told.databaseUrl });
const region = await recordRegion(records, now(), library);
const secrets = new Map<string, string>();
const settings = { port: 0, host: '127.0.0.1', dataDir: told.folder, databaseUrl: told.databaseUrl, publicOrigin: null };
const app = await buildApp({ db: records, settings, library, now, dist: told.dist ?? undefined, demo: { secrets } });
await recordAsSystem([
  factOf('people.place.opened', 'home-1', { placeId: 'home-1', kind: 'home', parentId: region.authorityIds.get('Kent') ?? null, name: 'Rowan House' }, 'founder'),
]);
await app.listen({ port: 0, host: '127.0.0.1' });

async function recordAsSystem(facts: Fact[]): Promise<void> {
  const pushed = await pushFacts(records, { owner: 'founder', deviceId: 'another-device', facts, now: now(), library, asSystem: true });
  if (!pushed.ok || pushed.answers.some((answer) => answer.receipt?.state !== 'recorded')) throw new Error('the people of the bench were not taken');
}

async function makePeople(count: number): Promise<Person[]> {
  const ids = Array.from({ length: count }, () => randomBytes(12).toString('hex'));
  for (let at = 0; at < ids.length; at += 500) await recordAsSystem(ids.slice(at, at + 500).map((personId) => added(personId, 'carer')));
  const people: Person[] = [];
  for (const personId of ids) {
    const secret = randomBytes(16).toString('base64url');
    secrets.set(secret, personId);
    people.push({ personId, secret, cookie: `__Host-sid=${await startSession(records.db, personId, 'session', now().toISOString())}` });
  }
  return people;
}

/** One reading of the log for everybody: to ask for each person apart would cost more than the pushes did. */
async function tally(sentBy: Record<string, string[]>): Promise<Tally> {
  const sent = new Set(Object.values(sentBy).flat());
  const people = new Set(Object.keys(sentBy));
  const found: Tally = { recorded: 0, refused: 0, held: 0, duplicated: 0, missing: 0 };
  const recorded = new Set<string>();
  for (const { fact_id, owner, state } of await records.db.selectFrom('fact_log').select(['fact_id', 'owner', 'state']).execute()) {
    if (!people.has(owner)) continue;
    found[state] += 1;
    if (state === 'recorded') recorded.add(fact_id);
    if (!sent.delete(fact_id)) found.duplicated += 1;
  }
  found.missing = sent.size;
  // Each fact is shown to its author once: no row is a lost effect, two are one effect too many.
  const scopes = Object.keys(sentBy).map((personId) => `self:${personId}`);
  const shown = await records.db.selectFrom('change').select('fact_id').where('scope', 'in', scopes).where('what', '=', 'fact').execute();
  const unseen = new Set(recorded);
  for (const { fact_id } of shown) if (recorded.has(fact_id) && !unseen.delete(fact_id)) found.duplicated += 1;
  found.missing += unseen.size;
  return found;
}

async function answer(ask: Ask): Promise<unknown> {
  if (ask.what === 'people') return makePeople(ask.count);
  if (ask.what === 'tally') return tally(ask.sentBy);
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, memoryMB: process.memoryUsage().rss / 1e6 };
}

process.on('message', (ask: Ask) => {
  answer(ask).then(
    (reply) => process.send?.({ id: ask.id, reply }),
    (fault: Error) => process.send?.({ id: ask.id, fault: fault.stack ?? fault.message }),
  );
});
// Its parent gone, it has nobody to serve.
process.once('disconnect', () => process.exit(0));
process.send?.({ port: (app.server.address() as AddressInfo).port });
