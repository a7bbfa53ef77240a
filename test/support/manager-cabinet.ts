import type { PlaceOpened, SlotFilled } from '../../src/shared/people/place.ts';
import type { Placement } from '../../src/shared/people/person.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { Course } from '../../src/shared/training/course.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { applyFact, emptyRecord, subjectOf } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { SyncState } from '../../src/store/cabinet.ts';
import type { FakeCabinet } from './fake-cabinet.ts';
import { fakeCabinet } from './fake-cabinet.ts';

export const NOW = '2026-11-22T09:00:00.000Z';

export function managerOf(homeId = 'home-1', homeName = 'Larch House', role: Role = 'manager'): SignedIn {
  return { personId: 'boss', name: 'Priya Shah', roles: [{ placeId: homeId, placeName: homeName, role }], now: NOW };
}

export function placementOf(over: Partial<Placement> = {}): Placement {
  return { placementId: 'place-1', placeId: 'home-1', role: 'carer', startsOn: '2026-10-01', careRoleStartedOn: null, ...over };
}

export function personOf(personId: string, name: string, over: Partial<PersonRecord> = {}): PersonRecord {
  return { ...emptyRecord(personId), name, placements: [placementOf({ placementId: `place-${personId}` })], ...over };
}

/** A completion as the record holds it: made on that day at ten, delivered a minute later. */
export function completedOn(day: string, courseId: string): PersonRecord['completions'][number] {
  return {
    factId: `f-${day}-${courseId}`,
    completionId: `c-${day}-${courseId}`,
    courseId,
    courseVersion: 1,
    attempts: ['a'],
    at: `${day}T10:00:00.000Z`,
    off: 0,
    recordedAt: `${day}T10:01:00.000Z`,
  };
}

type Start = {
  who?: SignedIn;
  people?: PersonRecord[];
  courses: Course[];
  places?: PlaceOpened[];
  slots?: SlotFilled[];
  activity?: KnownFact[];
  sync?: Partial<SyncState>;
  dueDays?: number;
  needs?: Catalogue['needs'];
  /** What was told of the home before. */
  told?: KnownFact[];
};

export type ManagerCabinet = FakeCabinet & {
  /** Something happened on another phone in the home. */
  arrive(fact: KnownFact): void;
  /** The home's records as they are after other phones delivered. */
  replacePeople(people: PersonRecord[]): void;
  /** What the home's records are now. */
  people(): PersonRecord[];
};

/** A cabinet that holds a whole home, so that matrix and evidence have more than one person. */
export function managerCabinet({ who = managerOf(), people = [], courses, places = [], slots = [], activity = [], sync, dueDays = 30, needs, told = [] }: Start): ManagerCabinet {
  const base = fakeCabinet({ who, courses, now: NOW, sync: { signal: 'online', pulledAt: '2026-11-22T08:52:00.000Z', ...sync } });
  let held = people;
  let opened = places;
  let happened = activity;
  let toldOfHomes = told;
  const watchers = new Set<() => void>();
  const watch = <T>(read: () => T, tell: (value: T) => void) => {
    const speak = () => tell(read());
    watchers.add(speak);
    void Promise.resolve().then(speak);
    return () => void watchers.delete(speak);
  };
  const seenOf = (homeIds: readonly string[]) => ({
    people: held.filter((person) => person.placements.some((placement) => homeIds.includes(placement.placeId))),
    told: toldOfHomes.filter((fact) => 'homeId' in fact.body && homeIds.includes(fact.body.homeId)),
  });
  const tellAll = () => {
    for (const speak of watchers) speak();
  };
  const requirements = courses.map((course) => ({
    id: `r-${course.id}`,
    courseId: course.id,
    or: [],
    roles: ['carer' as const, 'senior' as const, 'manager' as const],
    dueDays,
    pathwayId: 'first-shift',
  }));
  const pathways: Catalogue['pathways'] = [{ id: 'first-shift', title: 'First shift', summary: 'Before the first duty.', roles: ['carer'], steps: [], basis: 'test' }];

  return {
    ...base,
    record: async (drafts) => {
      const before = base.facts.length;
      const recorded = await base.record(drafts);
      for (const fact of base.facts.slice(before)) {
        const subject = subjectOf(fact, fact.owner);
        held = held.map((person) => (person.personId === subject ? applyFact(person, fact) : person));
        if ('homeId' in fact.body && subject === null) toldOfHomes = [...toldOfHomes, fact];
        if (fact.kind === 'people.place.opened') opened = [...opened, fact.body];
      }
      tellAll();
      return recorded;
    },
    arrive: (fact) => {
      happened = [fact, ...happened];
      tellAll();
    },
    replacePeople: (next) => {
      held = next;
      tellAll();
    },
    people: () => held,
    person: async (personId) => held.find((person) => person.personId === personId) ?? null,
    watchPerson: (personId, tell) => watch(() => held.find((person) => person.personId === personId) ?? null, tell),
    watchHome: (homeId, tell) => watch(() => held.filter((person) => person.placements.some((placement) => placement.placeId === homeId)), tell),
    watchHomes: (homeIds, tell) => watch(() => seenOf(homeIds), tell),
    manyPeople: async () => ({
      watchRoll: (homeIds, tell) => watch(() => seenOf(homeIds), tell),
      people: async (personIds) => held.filter((person) => personIds.includes(person.personId)),
      watchChanged: (tell) => {
        const speak = () => tell(null);
        watchers.add(speak);
        return () => void watchers.delete(speak);
      },
    }),
    watchPeople: (tell) => watch(() => held, tell),
    watchPlaces: (tell) => watch(() => opened, tell),
    watchAcademy: (tell) => watch(() => ({ told: [] }), tell),
    watchHomeRecord: (homeId, tell) => watch(() => ({ homeId, told: toldOfHomes.filter((fact) => 'homeId' in fact.body && fact.body.homeId === homeId) }), tell),
    watchSlots: (homeId, tell) => watch(() => slots.filter((slot) => slot.homeId === homeId), tell),
    watchActivity: (_homeId, limit, tell) => watch(() => happened.slice(0, limit), tell),
    watchDeliveryAbout: (about, tell) => watch(() => (base.facts.some((fact) => fact.about === about) ? { state: 'waiting' as const } : null), tell),
    watchCatalogue: (tell) => {
      let isGone = false;
      void base.catalogue().then((catalogue) => !isGone && tell(catalogue && { ...catalogue, pathways, requirements, ...(needs && { needs }) }));
      return () => {
        isGone = true;
      };
    },
  };
}
