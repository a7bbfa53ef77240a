import { lookAt, sheetOf } from '../../src/shared/home/inspection-numbers.ts';
import type { HomeLook } from '../../src/shared/home/inspection-look.ts';
import type { Forecast, NumberId } from '../../src/shared/home/inspection-sheet.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { applyFact, emptyRecord } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import { cardOf, smallCourse } from './small-course.ts';

export const HOME = 'home-1';
export const TODAY = '2026-11-22';

let count = 0;

/** A fact made at nine on that day by the manager, delivered a minute later. */
export function told<Kind extends FactKind>(kind: Kind, body: Bodies[Kind], on = '2026-11-01', owner = 'boss'): KnownFact {
  count += 1;
  return { factId: `fact-${count}`, kind, about: 'x', body, owner, at: `${on}T09:00:00.000Z`, off: 0, recordedAt: `${on}T09:01:00.000Z` } as KnownFact;
}

export function worker(personId: string, role: Role, startsOn: string, facts: KnownFact[] = [], endsOn: string | null = null): PersonRecord {
  const placement = { placementId: `p-${personId}`, placeId: HOME, role, startsOn, careRoleStartedOn: null, endsOn };
  return facts.reduce(applyFact, { ...emptyRecord(personId), name: `Person ${personId}`, placements: [placement] });
}

/** Where somebody stands with their diploma. */
export function diploma(personId: string, over: Partial<Bodies['people.qualification.recorded']> = {}): KnownFact {
  return told('people.qualification.recorded', { personId, diploma: 'level3', state: 'enrolled', title: '', on: '2026-01-10', rationale: '', ...over });
}

export function met(personId: string, kind: 'supervision' | 'appraisal', on: string, contributions: Bodies['people.meeting.recorded']['contributions'] = []): KnownFact {
  return told(
    'people.meeting.recorded',
    { meetingId: `m-${personId}-${kind}-${on}`, personId, kind, on, minutes: 60, agenda: [], notes: '', actions: [], contributions, next: null },
    on,
  );
}

export function catalogueOf(over: Partial<Catalogue> = {}): Catalogue {
  const courses = [smallCourse(), smallCourse({ id: 'T2', title: 'Epilepsy' })];
  return {
    version: 'test',
    sources: [],
    pathways: [],
    requirements: [{ id: 'r-1', courseId: 'T1', or: [], roles: ['carer', 'senior', 'manager'], dueDays: 30, pathwayId: 'P2' }],
    courses: courses.map(cardOf),
    ...over,
  };
}

export function homeOf(people: PersonRecord[], home: KnownFact[] = [], catalogue = catalogueOf()): HomeLook {
  return { homeId: HOME, homeName: 'Larch House', people, told: home, catalogue };
}

/** The page on a day, with ways to ask it. */
export function inspected(home: HomeLook, asAt = TODAY) {
  const { sheet, evidence } = sheetOf(lookAt(home, asAt));
  const number = (id: NumberId) => {
    const found = sheet.numbers.find((entry) => entry.id === id);
    if (!found) throw new Error(`no number ${id}`);
    return { ...found, rows: evidence.get(id) ?? [] };
  };
  return {
    sheet,
    number,
    says: (id: NumberId) => {
      const { value, of } = number(id);
      return of === null ? `${value}` : `${value}/${of}`;
    },
    forecast: (rule: Forecast['rule']) => sheet.forecast.find((line) => line.rule === rule),
  };
}
