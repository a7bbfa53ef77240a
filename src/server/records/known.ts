import { subjectOf } from '../../shared/training/person-record.ts';
import type { Actor } from '../../shared/people/access.ts';
import type { Placement } from '../../shared/people/person.ts';
import type { PassportList } from '../../shared/training/passport/check.ts';
import type { Given } from '../../shared/training/attempt.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import { factDeps } from '../../shared/wire/fact.ts';
import { parseBody } from '../../shared/wire/kinds.ts';
import { isOfAcademy, readAcademy } from './academy.ts';
import { proposalKey } from './publishing-rules.ts';
import type { Moving } from './moving.ts';
import { readMoving } from './moving.ts';
import type { PracticeKnown } from './practice-known.ts';
import { readPractice } from './practice-known.ts';
import { knownIssuer } from './passports.ts';
import type { ReadFact } from './read-facts.ts';
import { attemptIdOf } from './read-facts.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import type { AttemptRow, FactRow } from './schema.ts';
import { readAbove } from './tree.ts';
import { rowFact } from './stored-fact.ts';

export type LogLine = Pick<FactRow, 'fact_id' | 'owner' | 'kind' | 'hash' | 'state' | 'held_for' | 'refusal' | 'server_seq' | 'received_at' | 'subject_id'>;
type HeldFact = { read: ReadFact; receivedAt: string };
/**
 * All that the rules need to know about the facts of one push, read in a handful of queries.
 * Planning adds to it as it goes, so that a later fact in the batch sees an earlier one.
 */
export type Known = {
  log: Map<string, LogLine>;
  held: Map<string, HeldFact>;
  people: Map<string, Actor>;
  /** Whose account is closed. */
  closed: Set<string>;
  /** Ids of records that were erased. */
  erased: Set<string>;
  placementIds: Set<string>;
  invitationIds: Set<string>;
  places: Set<string>;
  /** The places above those concerned, where somebody leads from above. */
  tree: Map<string, string | null>;
  attempts: Map<string, AttemptRow>;
  /** Keys of the attempts that the table holds already. */
  storedAttempts: Set<string>;
  answers: Map<string, Given[]>;
  moving: Map<string, Moving[]>;
  practice: PracticeKnown;
  /** All that was proposed and approved, when a batch speaks of it; empty otherwise. */
  academy: KnownFact[];
  /** Keys and withdrawn numbers, when a passport is to be checked; null otherwise. */
  issuer: PassportList | null;
};

/** What the facts of somebody whose account is closed wait for. */
export function accountKey(personId: string): string {
  return `account:${personId}`;
}

export function attemptKey(personId: string, attemptId: string): string {
  return `attempt:${personId}:${attemptId}`;
}

/** Facts kept back that something in this batch may set free, and those that wait for them in turn. */
async function readHeld(db: Queries, batch: readonly ReadFact[], badIds: readonly string[]): Promise<FactRow[]> {
  const any = await db.selectFrom('fact_log').select('fact_id').where('waits_for', 'is not', null).limit(1).executeTakeFirst();
  if (!any) return [];
  const held = new Map<string, FactRow>();
  let keys = badIds.map((id) => `fact:${id}`);
  for (const { fact, known } of batch) {
    const attemptId = attemptIdOf(known);
    keys.push(`fact:${fact.factId}`, ...(attemptId ? [attemptKey(fact.owner, attemptId)] : []));
    if (known.kind === 'academy.version.proposed') keys.push(proposalKey(known.body.proposalId));
    if (known.kind === 'people.account.reopened') keys.push(accountKey(known.body.personId));
  }
  while (keys.length > 0) {
    const rows = await inChunks([...new Set(keys)], (chunk) => db.selectFrom('fact_log').selectAll().where('waits_for', 'in', chunk).execute());
    const fresh = rows.filter((row) => !held.has(row.fact_id));
    for (const row of fresh) held.set(row.fact_id, row);
    keys = fresh.flatMap((row) => (row.attempt_id ? [`fact:${row.fact_id}`, attemptKey(row.owner, row.attempt_id)] : [`fact:${row.fact_id}`]));
  }
  // In the order they were made: a reopened account sets many free at once.
  return [...held.values()].sort((one, other) => one.received_at.localeCompare(other.received_at) || one.seq - other.seq);
}

async function readPeople(db: Queries, ids: readonly string[]): Promise<Pick<Known, 'people' | 'closed'>> {
  const closed = new Set<string>();
  const people = new Map<string, Actor & { placements: Placement[] }>();
  const rows = await inChunks([...new Set(ids)], (chunk) =>
    db
      .selectFrom('person')
      .leftJoin('placement', 'placement.person_id', 'person.person_id')
      .select(['person.person_id', 'closed_at', 'placement_id', 'place_id', 'role', 'starts_on', 'care_role_started_on', 'ends_on'])
      .where('person.person_id', 'in', chunk)
      .orderBy('starts_on')
      .execute(),
  );
  for (const row of rows) {
    const person = people.get(row.person_id) ?? { personId: row.person_id, placements: [] };
    people.set(row.person_id, person);
    if (row.closed_at !== null) closed.add(row.person_id);
    if (row.placement_id === null) continue;
    const { placement_id, place_id, role, starts_on, care_role_started_on, ends_on } = row;
    person.placements.push({
      placementId: placement_id,
      placeId: place_id ?? '',
      role: role as Placement['role'],
      startsOn: starts_on ?? '',
      careRoleStartedOn: care_role_started_on,
      endsOn: ends_on,
    });
  }
  return { people, closed };
}

/** Which of these records were erased. Most databases have erased none, and then one look is enough. */
async function readErased(db: Queries, reads: readonly ReadFact[], ids: readonly string[]): Promise<Set<string>> {
  const any = await db.selectFrom('erased').select('about').limit(1).executeTakeFirst();
  if (!any) return new Set();
  const asked = new Set(ids);
  for (const { fact, known } of reads) for (const id of [fact.about, attemptIdOf(known)]) if (id) asked.add(id);
  const rows = await inChunks([...asked], (chunk) => db.selectFrom('erased').select('about').where('about', 'in', chunk).where('kind', '<>', 'shared').execute());
  return new Set(rows.map((row) => row.about));
}

/** Who a person is and where they stand; a stranger has no placements. */
export async function readActor(db: Queries, personId: string): Promise<Actor> {
  return (await readPeople(db, [personId])).people.get(personId) ?? { personId, placements: [] };
}

async function readAnswers(db: Queries, finished: readonly ReadFact[]): Promise<Map<string, Given[]>> {
  const answers = new Map<string, Given[]>();
  for (const [owner, reads] of groupedBy(finished, (read) => read.fact.owner)) {
    const ids = reads.map((read) => attemptIdOf(read.known) ?? '');
    const rows = await inChunks(ids, (chunk) =>
      db
        .selectFrom('fact_log')
        .select(['attempt_id', 'v', 'body'])
        .where('owner', '=', owner)
        .where('attempt_id', 'in', chunk)
        .where('kind', '=', 'training.attempt.answered')
        .where('state', '=', 'recorded')
        .where('body', '<>', '')
        .execute(),
    );
    for (const row of rows) {
      const given = parseBody('training.attempt.answered', row.v, JSON.parse(row.body));
      if (!given.ok) continue;
      const key = attemptKey(owner, row.attempt_id ?? '');
      answers.set(key, [...(answers.get(key) ?? []), given.body as Given]);
    }
  }
  return answers;
}

async function readAttempts(db: Queries, reads: readonly ReadFact[]): Promise<Map<string, AttemptRow>> {
  const attempts = new Map<string, AttemptRow>();
  for (const [owner, facts] of groupedBy(reads, (read) => read.fact.owner)) {
    const ids = new Set(facts.flatMap(({ known }) => (known.kind === 'training.completion.recorded' ? known.body.attempts : [attemptIdOf(known) ?? []].flat())));
    const rows = await inChunks([...ids], (chunk) => db.selectFrom('attempt').selectAll().where('person_id', '=', owner).where('attempt_id', 'in', chunk).execute());
    for (const row of rows) attempts.set(attemptKey(owner, row.attempt_id), row);
  }
  return attempts;
}

async function readPlaces(db: Queries, reads: readonly ReadFact[]): Promise<Pick<Known, 'places' | 'placementIds' | 'invitationIds'>> {
  const places = new Set<string>();
  const placements = new Set<string>();
  const invitations = new Set<string>();
  for (const { known } of reads) {
    if (known.kind === 'people.place.opened') places.add(known.body.placeId).add(known.body.parentId ?? known.body.placeId);
    if ('homeId' in known.body) places.add(known.body.homeId);
    if (known.kind === 'people.invitation.made') invitations.add(known.body.invitationId);
    if (known.kind === 'people.person.added' || known.kind === 'people.placement.started') {
      places.add(known.body.placement.placeId);
      placements.add(known.body.placement.placementId);
    }
  }
  const knownPlaces = await inChunks([...places], (chunk) => db.selectFrom('place').select('place_id').where('place_id', 'in', chunk).execute());
  const knownPlacements = await inChunks([...placements], (chunk) => db.selectFrom('placement').select('placement_id').where('placement_id', 'in', chunk).execute());
  const knownInvitations = await inChunks([...invitations], (chunk) => db.selectFrom('invitation').select('invitation_id').where('invitation_id', 'in', chunk).execute());
  return {
    places: new Set(knownPlaces.map((row) => row.place_id)),
    placementIds: new Set(knownPlacements.map((row) => row.placement_id)),
    invitationIds: new Set(knownInvitations.map((row) => row.invitation_id)),
  };
}

/**
 * Reads all that planning needs, for the batch and for the held facts it may set free.
 * @param badIds facts of the batch that cannot be read, whose ids may be known or waited for.
 * @param others further ids that may have been erased.
 */
export async function readKnown(db: Queries, batch: readonly ReadFact[], badIds: readonly string[] = [], others: readonly string[] = []): Promise<Known> {
  const held = new Map<string, HeldFact>();
  for (const row of await readHeld(db, batch, badIds)) {
    const read = rowFact(row);
    if (read) held.set(row.fact_id, { read, receivedAt: row.received_at });
  }
  const reads = [...batch, ...[...held.values()].map((entry) => entry.read)];
  const ids = new Set(badIds);
  const people = new Set<string>();
  for (const { fact, known } of reads) {
    ids.add(fact.factId);
    if (fact.prev) ids.add(fact.prev);
    for (const dep of factDeps(fact.deps)) ids.add(dep);
    if (known.kind === 'people.meeting.confirmed') ids.add(known.body.factId);
    people.add(fact.owner).add(subjectOf(known, fact.owner) ?? fact.owner);
    if ('observation' in known.body) people.add(known.body.observation.assessorId);
  }
  const lines = await inChunks([...ids], (chunk) =>
    db
      .selectFrom('fact_log')
      .select(['fact_id', 'owner', 'kind', 'hash', 'state', 'held_for', 'refusal', 'server_seq', 'received_at', 'subject_id'])
      .where('fact_id', 'in', chunk)
      .execute(),
  );
  const { people: folk, closed } = await readPeople(db, [...people]);
  const attempts = await readAttempts(db, reads);
  const named = await readPlaces(db, reads);
  const stands = [...folk.values()].flatMap((person) => person.placements.map((placement) => placement.placeId));
  return {
    log: new Map(lines.map((line) => [line.fact_id, line])),
    held,
    people: folk,
    closed,
    erased: await readErased(db, reads, [...people, ...others]),
    ...named,
    tree: await readAbove(db, folk.values(), [...named.places, ...stands]),
    attempts,
    storedAttempts: new Set(attempts.keys()),
    answers: await readAnswers(
      db,
      reads.filter(({ known }) => known.kind === 'training.attempt.finished'),
    ),
    moving: await readMoving(db, reads, folk),
    practice: await readPractice(db, reads),
    academy: reads.some(({ known }) => isOfAcademy(known.kind)) ? await readAcademy(db) : [],
    issuer: reads.some(({ known }) => known.kind === 'training.passport.accepted') ? await knownIssuer(db) : null,
  };
}
