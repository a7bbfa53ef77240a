import { sql } from 'kysely';
import { londonDay } from '../../shared/basics/day.ts';
import type { Placement } from '../../shared/people/person.ts';
import type { Naming } from '../../shared/practice/authority.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import type { ReadFact } from './read-facts.ts';
import type { FactRow } from './schema.ts';
import { rowFact } from './stored-fact.ts';
import { readBelow } from './tree.ts';

/** An observation that a key which was just told may confirm, and where it is shown. */
type Waiting = { factId: string; scopes: string[] };

/** What the rules of observed practice must know besides people and places. */
export type PracticeKnown = {
  /** The canonical bodies already recorded, by kind and observation. */
  bodies: Map<string, string>;
  /** Public keys each person's own phones have told, by the key's id. */
  keys: Map<string, Map<string, string>>;
  /** Who was named an assessor, and ended, in the order it was recorded. */
  namings: Map<string, Naming[]>;
  /** By the id of the key that confirms them. */
  waiting: Map<string, Waiting[]>;
};

export const bodyKey = (kind: string, observationId: string): string => `${kind} ${observationId}`;

const OBSERVED = ['training.practice.observed', 'training.practice.agreed'];
const NAMINGS = ['training.assessor.named', 'training.assessor.ended'];
/** Word for word what the index of migration 009 is made of, or no database would use it. */
const IS_NAMING = sql<boolean>`kind IN ('training.assessor.named', 'training.assessor.ended')`;

export function noPractice(): PracticeKnown {
  return { bodies: new Map(), keys: new Map(), namings: new Map(), waiting: new Map() };
}

function factsOf(db: Queries, people: readonly string[], kinds: readonly string[]): Promise<FactRow[]> {
  return inChunks([...new Set(people)], (chunk) =>
    db.selectFrom('fact_log').selectAll().where('subject_id', 'in', chunk).where('kind', 'in', kinds).where('state', '=', 'recorded').orderBy('server_seq').execute(),
  );
}

/** The keys these people's own phones have told. */
export async function readKeys(db: Queries, people: readonly string[]): Promise<PracticeKnown['keys']> {
  const keys: PracticeKnown['keys'] = new Map();
  for (const row of await factsOf(db, people, ['people.device.keyed'])) {
    const known = rowFact(row)?.known;
    if (known?.kind === 'people.device.keyed') noteKey(keys, row.owner, known.body);
  }
  return keys;
}

export function noteKey(keys: PracticeKnown['keys'], personId: string, { keyId, publicKey }: { keyId: string; publicKey: string }): void {
  const own = keys.get(personId) ?? new Map<string, string>();
  if (!own.has(keyId)) own.set(keyId, publicKey);
  keys.set(personId, own);
}

/** Who was named an assessor among these people, and ended, in the order it was recorded. */
export async function readNamings(db: Queries, people: readonly string[]): Promise<PracticeKnown['namings']> {
  return namingsIn(await factsOf(db, people, NAMINGS));
}

/** Everybody's. There are few: most homes sign with those who work there. */
export async function readAllNamings(db: Queries): Promise<PracticeKnown['namings']> {
  return namingsIn(await db.selectFrom('fact_log').selectAll().where(IS_NAMING).where('state', '=', 'recorded').orderBy('server_seq').execute());
}

function namingsIn(rows: readonly FactRow[]): PracticeKnown['namings'] {
  const namings: PracticeKnown['namings'] = new Map();
  for (const row of rows) {
    const known = rowFact(row)?.known;
    if (known?.kind === 'training.assessor.named' || known?.kind === 'training.assessor.ended') noteNaming(namings, known, row.received_at);
  }
  return namings;
}

export function noteNaming(namings: PracticeKnown['namings'], known: ReadFact['known'], receivedAt: string): void {
  if (known.kind !== 'training.assessor.named' && known.kind !== 'training.assessor.ended') return;
  const naming = { kind: known.kind, day: londonDay(receivedAt), body: known.body } as Naming;
  namings.set(known.body.personId, [...(namings.get(known.body.personId) ?? []), naming]);
}

/**
 * Everyone who works or worked where these people may sign: nobody else's practice can wait for their keys.
 * They sign where they work, in what they lead from above, and where they were named.
 */
async function watchedBy(db: Queries, owners: readonly string[]): Promise<string[]> {
  const placements = await inChunks(owners, (chunk) => db.selectFrom('placement').select(['place_id as placeId', 'role']).where('person_id', 'in', chunk).execute());
  const below = await readBelow(db, { placements: placements as unknown as Placement[] });
  const named = [...(await readNamings(db, owners)).values()].flat().map((naming) => naming.body.homeId);
  const places = new Set([...placements.map(({ placeId }) => placeId), ...below.keys(), ...named]);
  const rows = await inChunks([...places], (chunk) => db.selectFrom('placement').select('person_id').distinct().where('place_id', 'in', chunk).execute());
  return [...new Set([...owners, ...rows.map((row) => row.person_id)])];
}

async function readWaiting(db: Queries, owners: readonly string[], keyIds: ReadonlySet<string>): Promise<PracticeKnown['waiting']> {
  const waiting: PracticeKnown['waiting'] = new Map();
  const rows = await factsOf(db, await watchedBy(db, owners), OBSERVED);
  const named = rows.flatMap((row) => {
    const known = rowFact(row)?.known;
    if (known?.kind === 'training.practice.observed') return [{ factId: row.fact_id, keyIds: [known.body.assessor.keyId] }];
    return known?.kind === 'training.practice.agreed' ? [{ factId: row.fact_id, keyIds: [known.body.assessor.keyId, known.body.carer.keyId] }] : [];
  });
  const meant = named.filter((entry) => entry.keyIds.some((keyId) => keyIds.has(keyId)));
  const shown = await inChunks(
    meant.map((entry) => entry.factId),
    (chunk) => db.selectFrom('change').select(['fact_id', 'scope']).distinct().where('fact_id', 'in', chunk).where('what', '=', 'fact').execute(),
  );
  const scopes = groupedBy(shown, (row) => row.fact_id);
  for (const entry of meant)
    for (const keyId of entry.keyIds)
      waiting.set(keyId, [...(waiting.get(keyId) ?? []), { factId: entry.factId, scopes: (scopes.get(entry.factId) ?? []).map((row) => row.scope) }]);
  return waiting;
}

/** Reads nothing at all for a push without practice in it, as most are. */
export async function readPractice(db: Queries, reads: readonly ReadFact[]): Promise<PracticeKnown> {
  const people = new Set<string>();
  const carers = new Set<string>();
  const keyed = new Map<string, string>();
  for (const { fact, known } of reads) {
    if (known.kind === 'people.device.keyed') keyed.set(known.body.keyId, fact.owner);
    if (known.kind !== 'training.practice.observed' && known.kind !== 'training.practice.agreed') continue;
    const { personId, assessorId } = known.body.observation;
    people.add(personId).add(assessorId);
    carers.add(personId);
  }
  if (people.size + keyed.size === 0) return noPractice();
  const bodies = (await factsOf(db, [...carers], OBSERVED)).map((row): [string, string] => [bodyKey(row.kind, row.about), row.body]);
  return {
    bodies: new Map(bodies),
    keys: await readKeys(db, [...people, ...keyed.values()]),
    namings: await readNamings(db, [...people]),
    waiting: keyed.size > 0 ? await readWaiting(db, [...new Set(keyed.values())], new Set(keyed.keys())) : new Map(),
  };
}

/** Of each observation among these facts: whose key no phone of theirs has told yet. One where both have has no entry. */
export async function readUnconfirmed(db: Queries, facts: readonly FactRow[]): Promise<Map<string, ('assessor' | 'carer')[]>> {
  const named = facts.flatMap((row) => {
    const known = OBSERVED.includes(row.kind) && row.state === 'recorded' ? rowFact(row)?.known : undefined;
    if (known?.kind !== 'training.practice.observed' && known?.kind !== 'training.practice.agreed') return [];
    const { personId, assessorId } = known.body.observation;
    const assessor = { is: 'assessor' as const, personId: assessorId, ...known.body.assessor };
    return [{ factId: row.fact_id, signers: known.kind === 'training.practice.agreed' ? [assessor, { is: 'carer' as const, personId, ...known.body.carer }] : [assessor] }];
  });
  if (named.length === 0) return new Map();
  const keys = await readKeys(
    db,
    named.flatMap(({ signers }) => signers.map((signer) => signer.personId)),
  );
  const unconfirmed = named.map(({ factId, signers }): [string, ('assessor' | 'carer')[]] => [
    factId,
    signers.flatMap(({ is, personId, keyId, publicKey }) => (keys.get(personId)?.get(keyId) === publicKey ? [] : [is])),
  ]);
  return new Map(unconfirmed.filter(([, signers]) => signers.length > 0));
}
