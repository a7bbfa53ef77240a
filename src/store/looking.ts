import type { PlaceOpened, SlotFilled } from '../shared/people/place.ts';
import { londonDay } from '../shared/basics/day.ts';
import { countedMoment } from '../shared/training/claimed-time.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';
import type { KnownFact } from '../shared/wire/fact.ts';
import type { AcademyRecord, HomeRecord, HomesSeen, SyncState } from './cabinet.ts';
import { withReceipts } from './answers.ts';
import type { Database, FactRow } from './database.ts';
import type { Desk } from './desk.ts';
import { ACADEMY, inOrderMade, knownFact } from './known-fact.ts';
import { ownerNow, readMark, readOwned } from './marks.ts';

const ACTIVITY = ['training.attempt.finished', 'training.completion.recorded', 'training.practice.signed'] as const;

export async function findPerson(db: Database, personId: string): Promise<PersonRecord | null> {
  return (await db.records.get(`person:${personId}`))?.person ?? null;
}

export async function listPeople(db: Database): Promise<PersonRecord[]> {
  const rows = await db.records.where('key').startsWith('person:').toArray();
  return rows.flatMap((row) => row.person ?? []);
}

export async function listPlaces(db: Database): Promise<PlaceOpened[]> {
  const rows = await db.records.where('key').startsWith('place:').toArray();
  return rows.flatMap((row) => row.place ?? []);
}

export async function listSlots(db: Database, homeId: string): Promise<SlotFilled[]> {
  return (await db.records.get(`slots:${homeId}`))?.slots ?? [];
}

export async function findHome(db: Database, homeId: string): Promise<HomeRecord> {
  return { homeId, told: (await db.records.get(`home:${homeId}`))?.told ?? [] };
}

export async function findAcademy(db: Database): Promise<AcademyRecord> {
  return { told: (await db.records.get(ACADEMY))?.told ?? [] };
}

async function homePeople(db: Database, homeId: string): Promise<PersonRecord[]> {
  const rows = await db.records.where('homes').equals(homeId).toArray();
  return rows.flatMap((row) => row.person ?? []);
}

export async function listHome(desk: Desk, homeId: string): Promise<PersonRecord[]> {
  const today = londonDay(desk.now());
  const people = await homePeople(desk.db, homeId);
  return people.filter((person) => person.placements.some((placement) => placement.placeId === homeId && isPlacementOpen(placement, today)));
}

/** Records unpacked at one go: thousands at once would hold the page for seconds. */
const READ_AT_ONCE = 100;

async function listPeopleSlowly(db: Database): Promise<PersonRecord[]> {
  const people: PersonRecord[] = [];
  for (let last = 'person:', isMore = true; isMore; ) {
    const rows = await db.records.where('key').between(last, 'person:\uffff', false).limit(READ_AT_ONCE).toArray();
    for (const row of rows) if (row.person) people.push(row.person);
    last = rows.at(-1)?.key ?? last;
    isMore = rows.length === READ_AT_ONCE;
  }
  return people;
}

export function lookAtHomes(db: Database, homeIds: readonly string[]): Promise<HomesSeen> {
  return db.transaction('r', db.records, async () => {
    const wanted = new Set(homeIds);
    const told = await db.records.bulkGet(homeIds.map((homeId) => `home:${homeId}`));
    const [only] = homeIds;
    // Who leads several homes has little else on their device.
    const all = only !== undefined && homeIds.length === 1 ? await homePeople(db, only) : await listPeopleSlowly(db);
    const people = new Map(all.filter((person) => person.placements.some((placement) => wanted.has(placement.placeId))).map((person) => [person.personId, person]));
    return { people: [...people.values()], told: told.flatMap((row) => row?.told ?? []) };
  });
}

/** Reads each kind from its newest end and stops when there are enough. */
export async function listActivity(db: Database, homeId: string, limit: number): Promise<KnownFact[]> {
  const keys = new Set<string>(await db.records.where('homes').equals(homeId).primaryKeys());
  const found: FactRow[][] = await Promise.all(
    ACTIVITY.map((kind) =>
      db.facts
        .where('[kind+at]')
        .between([kind, ''], [kind, '\uffff'])
        .reverse()
        .filter((row) => row.record !== null && keys.has(row.record))
        .limit(limit)
        .toArray(),
    ),
  );
  const facts = found.flat().flatMap((row) => knownFact(row) ?? []);
  return facts.sort((one, other) => countedMoment(other).localeCompare(countedMoment(one))).slice(0, limit);
}

export async function listAbout(db: Database, about: string): Promise<KnownFact[]> {
  const rows = await db.facts.where('about').equals(about).toArray();
  return (await withReceipts(db, rows)).sort(inOrderMade).flatMap((row) => knownFact(row) ?? []);
}

type Counted = Pick<SyncState, 'waiting' | 'refused' | 'attachmentsLeft' | 'attachmentsStuck' | 'pulledAt' | 'clockOffset' | 'full' | 'missing'>;

/** Counted from the tables each time, so that the number on screen cannot drift from them (I15). */
export function countWaiting(db: Database): Promise<Counted> {
  return db.transaction('r', [db.outbox, db.refusals, db.attachments, db.marks], async () => await countLines(db));
}

async function countLines(db: Database): Promise<Counted> {
  const [owner, clockOffset = null, full = null] = await Promise.all([ownerNow(db), readMark(db, 'clockOffset'), readMark(db, 'full')]);
  if (owner === null) return { waiting: 0, refused: 0, pulledAt: null, clockOffset, full };
  const attachments = (state: string) => db.attachments.where('[owner+state]').equals([owner, state]).count();
  const [open, refused, attachmentsOpen, attachmentsStuck, pulledAt, holes = 0, unsent = 0] = await Promise.all([
    db.outbox.where('[owner+seq]').between([owner, 0], [owner, Number.MAX_SAFE_INTEGER]).count(),
    db.refusals.where('owner').equals(owner).count(),
    attachments('open'),
    attachments('needsYou'),
    readOwned(db, owner, 'pulledAt'),
    readOwned(db, owner, 'holes'),
    readOwned(db, owner, 'unsent'),
  ]);
  const attachmentsLeft = attachmentsOpen + attachmentsStuck;
  const missing = Math.max(0, holes - unsent - open);
  return { waiting: open + refused, refused, attachmentsLeft, attachmentsStuck, pulledAt: pulledAt ?? null, clockOffset, full, missing };
}

/** What this device holds that is not delivered, whoever made it, and the highest counter it has given. */
export type Held = { open: number; seq: number };

export async function countHeld(db: Database): Promise<Held> {
  const [open, refused, counters] = await Promise.all([db.outbox.count(), db.refusals.count(), db.marks.where('name').startsWith('seq:').toArray()]);
  return { open: open + refused, seq: Math.max(0, ...counters.map((row) => Number(row.value))) };
}
