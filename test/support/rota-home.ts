import type { RotaPerson, RotaShift, RotaWeek } from '../../src/shared/home/rota.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import { completedOn, personOf, placementOf } from './manager-cabinet.ts';
import { cardOf, smallCourse } from './small-course.ts';

/** Courses as the rota needs them: medicines with observations, restraint with one, first aid from outside. */
export const ROTA_COURSES = [
  smallCourse({ id: 'C6', title: 'Medicines', practical: { id: 'C6-P1', title: 'Giving medicine', times: 3, steps: ['Checks the name'], facts: [] } }),
  smallCourse({ id: 'C5', title: 'Behaviour and restraint', practical: { id: 'C5-P1', title: 'Scheme', times: 1, steps: ['Keeps calm'], facts: [] } }),
];

export const ROTA_CATALOGUE: Catalogue = {
  version: 'test',
  sources: [
    { id: 'R', title: 'Regulations', short: "Children's Homes Regulations 2015, regulation", edition: '2015', url: null, licence: 'none' },
    { id: 'G', title: 'Guide', short: "Guide to the Children's Homes Regulations, paragraph", edition: '2015', url: null, licence: 'none' },
    { id: 'OR', title: 'Recruiting', short: 'Ofsted guidance on recruiting staff', edition: '2023', url: null, licence: 'none' },
  ],
  pathways: [],
  requirements: [],
  courses: ROTA_COURSES.map(cardOf),
  outside: [{ id: 'first-aid', title: 'First aid certificate', renewalMonths: 36 }],
  cover: [
    { what: 'firstAid', courseId: 'first-aid', or: [] },
    { what: 'medication', courseId: 'C6', or: [] },
    { what: 'restraint', courseId: 'C5', or: [] },
  ],
};

let count = 0;

/** A fact as the record keeps it, said by the manager on a day. */
export function toldBy<Kind extends FactKind>(kind: Kind, body: Bodies[Kind], day = '2026-01-05', owner = 'boss'): KnownFact {
  count += 1;
  return { factId: `told-${count}`, kind, about: 'x', body, owner, at: `${day}T10:00:00.000Z`, off: 0, recordedAt: `${day}T10:01:00.000Z` } as unknown as KnownFact;
}

export function signedOn(day: string, courseId: string): PersonRecord['signOffs'][number] {
  const claim = { at: `${day}T11:00:00.000Z`, off: 0, recordedAt: `${day}T11:01:00.000Z` };
  return {
    ...claim,
    factId: `s-${day}-${courseId}`,
    signOffId: `s-${day}-${courseId}`,
    courseId,
    practicalId: `${courseId}-P1`,
    met: true,
    note: '',
    evidence: [],
    missing: [],
    by: 'boss',
  };
}

export function certificate(personId: string, on: string, change: { seen?: boolean | null; expiresOn?: string | null; by?: string } = {}): KnownFact[] {
  const { seen = true, expiresOn = null, by = 'boss' } = change;
  const recordId = `${personId}-${on}`;
  const imported = toldBy('training.record.imported', { recordId, personId, courseId: 'first-aid', on, expiresOn, number: '1', provider: 'Outside', importId: 'i', row: 1 });
  return seen === null ? [imported] : [imported, toldBy('training.record.verified', { recordId, personId, holds: seen, seen: 'original', note: '' }, '2026-01-06', by)];
}

export function milestone(personId: string, what: Bodies['people.milestone.recorded']['what'], outcome: 'met' | 'extended' | 'notMet', on = '2026-01-05'): KnownFact {
  return toldBy('people.milestone.recorded', { personId, homeId: 'home-1', what, outcome, on, until: null, note: '' }, on);
}

type Trained = { role?: Role; firstAid?: string | null; medication?: string | null; restraint?: string | null; inducted?: boolean; told?: KnownFact[]; endsOn?: string };

/** Somebody of the home who can do everything a shift asks for, unless it is taken away. */
export function staff(personId: string, change: Trained = {}): PersonRecord {
  const { role = 'carer', firstAid = '2026-01-01', medication = '2026-01-01', restraint = '2026-01-01', inducted = true, told = [], endsOn } = change;
  const on = (day: string, courseId: string, days: string[]) => ({ completion: completedOn(day, courseId), signOffs: days.map((entry) => signedOn(entry, courseId)) });
  const held = [
    ...(medication ? [on(medication, 'C6', [medication, `${medication.slice(0, 8)}02`, `${medication.slice(0, 8)}03`])] : []),
    ...(restraint ? [on(restraint, 'C5', [restraint])] : []),
  ];
  return personOf(personId, `Person ${personId.toUpperCase()}`, {
    placements: [{ ...placementOf({ placementId: `p-${personId}`, role, startsOn: '2025-01-01' }), ...(endsOn ? { endsOn } : {}) }],
    completions: held.map((entry) => entry.completion),
    signOffs: held.flatMap((entry) => entry.signOffs),
    told: [...(firstAid ? certificate(personId, firstAid) : []), ...(inducted ? [milestone(personId, 'induction', 'met')] : []), ...told],
  });
}

/** `ann` of the home, or `Kit*` from an agency, known by name. */
export function rotaPerson(name: string): RotaPerson {
  return name.endsWith('*') ? { personId: null, name: name.slice(0, -1), isAgency: true } : { personId: name, name: `Person ${name.toUpperCase()}`, isAgency: false };
}

type Typed = { day: number; at?: [start: number, end: number]; name?: string; on: string[]; shadow?: string[]; leader?: string | null };

/** Early, late and night, in minutes after midnight. */
export const TIMES: [string, number, number][] = [
  ['Early', 420, 870],
  ['Late', 870, 1320],
  ['Night', 1320, 420],
];

export function weekOf(monday: string, typed: Typed[], change: Partial<RotaWeek> = {}): RotaWeek {
  const names = [...new Set(typed.flatMap((shift) => [...shift.on, ...(shift.shadow ?? []), ...(shift.leader ? [shift.leader] : [])]))];
  const at = (name: string) => names.indexOf(name);
  const shifts = typed.map(({ day, at: [start, end] = [420, 870], name = 'Early', on, shadow = [], leader = on[0] ?? null }): RotaShift => {
    return { day, name, start, end, on: on.map(at), shadow: shadow.map(at), leader: leader === null ? null : at(leader) };
  });
  return { homeId: 'home-1', weekOf: monday, people: names.map(rotaPerson), shifts, loneAssessedOn: null, roundTheClock: true, ...change };
}

/** Seven days of three shifts, the same people on each of a name. */
export function wholeWeek(monday: string, on: { Early: string[]; Late: string[]; Night: string[] }, change: Partial<RotaWeek> = {}): RotaWeek {
  const typed = [0, 1, 2, 3, 4, 5, 6].flatMap((day) => TIMES.map(([name, start, end]): Typed => ({ day, name, at: [start, end], on: on[name as keyof typeof on] })));
  return weekOf(monday, typed, change);
}
