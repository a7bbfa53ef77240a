import { addDays, londonDay } from '../../../shared/basics/day.ts';
import type { Course } from '../../../shared/training/course.ts';
import type { Requirement } from '../../../shared/training/requirement.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import type { Records } from '../../records/database.ts';
import { pushFacts } from '../../records/push.ts';
import { datesOf } from './dates.ts';
import { makeDice } from './dice.ts';
import type { Delivery } from './history.ts';
import { historyOf } from './history.ts';
import { oldRecordsOf } from './old-records.ts';
import { inspectionOf } from './inspection.ts';
import { makePhone } from './phone.ts';
import { practiceStory } from './practice.ts';
import type { DemoHome, DemoPerson, DemoRegion, Size } from './region.ts';
import { CARER_NAME, planRegion } from './region.ts';
import { rotaOf } from './rota.ts';
import { rulesStory } from './rules.ts';
import { DEMO_SLOTS } from './slots.ts';

/** How far back the demonstration's training goes. */
const HISTORY_DAYS = 730;
/** As many facts as one push may carry. */
const BATCH = 1000;

export type Filling = {
  records: Records;
  courses: readonly Course[];
  requirements: readonly Requirement[];
  authorities: readonly { placeId: string; name: string }[];
  /** The region administrator who opens homes and adds managers, as on a first start. */
  adminId: string;
  seed: number;
  size: Size;
  now: Date;
  say(done: number, of: number): void;
};

/** Who the demonstration's links sign in as. */
export type Cast = Record<'carer' | 'senior' | 'deputy' | 'agencyCarer' | 'manager' | 'areaManager', string>;

/** The moment history begins: the region opens its homes at eight in the morning, two years ago. */
export function historyStart(now: Date): Date {
  return new Date(`${addDays(londonDay(now.toISOString()), -HISTORY_DAYS)}T08:00:00Z`);
}

function openingOf(region: DemoRegion, filling: Filling, from: Date): Delivery[] {
  const dice = makeDice(filling.seed + 1);
  const admin = makePhone(filling.adminId, makePhone('', '', dice).newId(from), dice);
  const adminPerson = { phone: admin } as DemoPerson;
  const deliveries: Delivery[] = [{ at: from, person: adminPerson, facts: region.places.map((place) => admin.write('people.place.opened', place.placeId, place, from)) }];
  const areaAt = new Date(from.getTime() + 1_800_000);
  deliveries.push({ at: areaAt, person: adminPerson, facts: [addPerson(admin, region.areaManager, areaAt)] });
  for (const home of region.homes) {
    const added = new Date(from.getTime() + 3_600_000);
    deliveries.push({ at: added, person: adminPerson, facts: [addPerson(admin, home.manager, added)] });
    const slotsAt = new Date(added.getTime() + 3_600_000);
    const filled = Object.entries(DEMO_SLOTS).map(([slot, text]) =>
      home.manager.phone.write('home.slot.filled', `${home.homeId}.${slot}`, { homeId: home.homeId, slot: slot as keyof typeof DEMO_SLOTS, text }, slotsAt),
    );
    deliveries.push({ at: slotsAt, person: home.manager, facts: filled });
    for (const person of home.staff) deliveries.push(arrivalOf(home, person, slotsAt));
  }
  return deliveries;
}

function addPerson(phone: DemoPerson['phone'], person: DemoPerson, at: Date): Fact {
  const placement = {
    placementId: phone.newId(at),
    placeId: person.homeId,
    role: person.role,
    startsOn: person.startsOn,
    careRoleStartedOn: person.role === 'manager' ? null : person.careRoleStartedOn,
  };
  return phone.write('people.person.added', person.personId, { personId: person.personId, name: person.name, placement }, at);
}

/** The manager adds a person a few days before they begin, or when Hearth began. */
function arrivalOf(home: DemoHome, person: DemoPerson, earliest: Date): Delivery {
  const before = Date.parse(`${addDays(person.startsOn, -4)}T10:00:00Z`);
  const at = new Date(Math.max(earliest.getTime() + 60_000, before));
  return { at, person: home.manager, facts: [addPerson(home.manager.phone, person, at)] };
}

/** One after the other in the order the phones found signal, each at its own server time. */
async function deliver(deliveries: readonly Delivery[], filling: Filling): Promise<void> {
  const findCourse = new Map(filling.courses.map((course) => [`${course.id} ${course.version}`, course]));
  const library = { course: (id: string, version: number) => findCourse.get(`${id} ${version}`) };
  const lastSeq = new Map<string, number>();
  const lastAbout = new Map<string, string>();
  const of = deliveries.reduce((sum, delivery) => sum + delivery.facts.length, 0);
  let done = 0;
  for (const { at, person, facts } of deliveries) {
    const { owner, deviceId } = person.phone;
    for (const fact of facts) {
      const seq = (lastSeq.get(deviceId) ?? 0) + 1;
      lastSeq.set(deviceId, seq);
      // The plan was drawn course by course; a phone counts in the order things happened, and so follows one upon the other.
      fact.seq = seq;
      const about = `${deviceId} ${fact.about}`;
      fact.prev = lastAbout.get(about) ?? null;
      lastAbout.set(about, fact.factId);
    }
    for (let index = 0; index < facts.length; index += BATCH) {
      const pushed = await pushFacts(filling.records, { owner, deviceId, facts: facts.slice(index, index + BATCH), now: at, library });
      const refused = pushed.ok ? pushed.answers.find((answer) => answer.refusal || answer.receipt?.state === 'held') : undefined;
      if (!pushed.ok || refused) throw new Error(`the demonstration was not recorded as planned: ${JSON.stringify(refused)}`);
    }
    done += facts.length;
    filling.say(done, of);
  }
}

/**
 * Fills an empty region with made-up homes, people and two years of training, pushed as facts by
 * pretend phones through the same function as real pushes. The same seed and day make the same region.
 */
export async function fillDemonstration(filling: Filling): Promise<Cast> {
  const from = historyStart(filling.now);
  const today = londonDay(filling.now.toISOString());
  const dice = makeDice(filling.seed);
  const region = planRegion(dice, today, londonDay(from.toISOString()), filling.authorities, filling.size, from);
  const courses = new Map(filling.courses.map((course) => [course.id, course]));
  const end = new Date(filling.now.getTime() - 60 * 60 * 1000);
  const deliveries = openingOf(region, filling, from);
  for (const home of region.homes) deliveries.push(...historyOf(home, courses, filling.requirements, today, londonDay(from.toISOString()), end, dice));
  // After all else, so that what was made up before stays as it was.
  deliveries.push(...datesOf(region, filling.adminId, filling.seed, today));
  for (const home of region.homes.slice(0, 1)) deliveries.push(...oldRecordsOf(home, today));
  // What the home’s own people learnt decides who can be on its rota.
  for (const home of region.homes.slice(0, 1)) deliveries.push(...rotaOf(home, courses, filling.requirements, deliveries, today, end));
  deliveries.push(...inspectionOf(region, today));
  // Dice of its own: the rest of the demonstration falls as before.
  if (region.homes[0]) deliveries.push(...practiceStory(region.homes[0], courses, today, makeDice(filling.seed + 6)));
  if (region.homes[0]) deliveries.push(...rulesStory(region.homes[0], today));
  deliveries.sort((left, right) => left.at.getTime() - right.at.getTime());
  await deliver(
    deliveries.map((delivery) => (delivery.at > end ? { ...delivery, at: end } : delivery)),
    filling,
  );
  return castOf(region);
}

function castOf(region: DemoRegion): Cast {
  const home = region.homes[0];
  if (!home) throw new RangeError('the demonstration has no home');
  const find = (isWanted: (person: DemoPerson) => boolean) => home.staff.find(isWanted)?.personId ?? '';
  return {
    carer: find((person) => person.name === CARER_NAME),
    senior: find((person) => person.role === 'senior'),
    deputy: find((person) => person.role === 'deputy'),
    agencyCarer: find((person) => person.role === 'agency'),
    manager: home.manager.personId,
    areaManager: region.areaManager.personId,
  };
}
