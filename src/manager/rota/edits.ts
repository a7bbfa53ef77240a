import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { CheckedShift } from '../../shared/home/rota-check.ts';
import type { Swap } from '../../shared/home/rota-swaps.ts';
import type { Member } from '../../shared/home/rota-team.ts';
import type { RotaPerson, RotaShift, RotaWeek } from '../../shared/home/rota.ts';

/** A name with times, the same every day: what a home calls a shift. Minutes after midnight. */
export type ShiftKind = { name: string; start: number; end: number };

/** Common in homes; each home changes them to its own. */
export const USUAL_KINDS: readonly ShiftKind[] = [
  { name: 'Early', start: 420, end: 870 },
  { name: 'Late', start: 840, end: 1320 },
  { name: 'Night', start: 1290, end: 450 },
];

/** People of one shift, written out instead of as places in a list. */
export type Crew = { on: RotaPerson[]; shadow: RotaPerson[]; leader: RotaPerson | null };

export function keyOf(person: RotaPerson): string {
  return person.personId ?? `name:${person.name}`;
}

export function kindsOf(week: RotaWeek): ShiftKind[] {
  const kinds = new Map(week.shifts.map(({ name, start, end }) => [name, { name, start, end }]));
  return [...kinds.values()].sort((one, other) => one.start - other.start);
}

export function emptyWeek(homeId: string, weekOf: Day, like: RotaWeek | null): RotaWeek {
  const kinds = like && like.shifts.length > 0 ? kindsOf(like) : USUAL_KINDS;
  const shifts = [0, 1, 2, 3, 4, 5, 6].flatMap((day) => kinds.map((kind): RotaShift => ({ day, ...kind, on: [], shadow: [], leader: null })));
  return { homeId, weekOf, people: [], shifts, loneAssessedOn: like?.loneAssessedOn ?? null, roundTheClock: like?.roundTheClock ?? true };
}

export function crewOf(week: RotaWeek, shift: RotaShift): Crew {
  const at = (index: number) => week.people[index] ?? [];
  return { on: shift.on.flatMap(at), shadow: shift.shadow.flatMap(at), leader: shift.leader === null ? null : (week.people[shift.leader] ?? null) };
}

type Written = ShiftKind & { day: number; crew: Crew };

function written(week: RotaWeek): Written[] {
  return week.shifts.map((shift) => ({ day: shift.day, name: shift.name, start: shift.start, end: shift.end, crew: crewOf(week, shift) }));
}

/** The week with these shifts; only people who are on one stay in its list. */
function packed(week: RotaWeek, shifts: readonly Written[]): RotaWeek {
  const people = new Map<string, RotaPerson>();
  for (const { crew } of shifts) for (const person of [...crew.on, ...crew.shadow]) people.set(keyOf(person), person);
  const keys = [...people.keys()];
  const at = (person: RotaPerson) => keys.indexOf(keyOf(person));
  const inOrder = [...shifts].sort((one, other) => one.day - other.day || one.start - other.start);
  return {
    ...week,
    people: [...people.values()],
    shifts: inOrder.map(({ day, name, start, end, crew }) => {
      const lead = crew.leader;
      const leader = lead !== null && crew.on.some((person) => keyOf(person) === keyOf(lead)) ? at(lead) : -1;
      return { day, name, start, end, on: crew.on.map(at), shadow: crew.shadow.map(at), leader: leader < 0 ? null : leader };
    }),
  };
}

/** Other people on some of the shifts, each named by its place in the week. */
export function withCrews(week: RotaWeek, crews: ReadonlyMap<number, Crew>): RotaWeek {
  return packed(
    week,
    written(week).map((shift, at) => ({ ...shift, crew: crews.get(at) ?? shift.crew })),
  );
}

export function withCrew(week: RotaWeek, index: number, crew: Crew): RotaWeek {
  return withCrews(week, new Map([[index, crew]]));
}

export function copyWeek(from: RotaWeek, to: Day): RotaWeek {
  return { ...from, weekOf: to };
}

/** The people of one day on the next day's shifts of the same names. */
export function copyDay(week: RotaWeek, from: number, to: number): RotaWeek {
  const all = written(week);
  const crews = new Map(all.filter((shift) => shift.day === from).map((shift) => [shift.name, shift.crew]));
  return packed(
    week,
    all.map((shift) => (shift.day === to ? { ...shift, crew: crews.get(shift.name) ?? shift.crew } : shift)),
  );
}

/** Other names or times for the shifts of a week; `was` finds the shift again, null is a new one, and what is not listed goes. */
export function withKinds(week: RotaWeek, kinds: readonly { was: string | null; kind: ShiftKind }[]): RotaWeek {
  const all = written(week);
  const none: Crew = { on: [], shadow: [], leader: null };
  const shifts = [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
    kinds.map(({ was, kind }): Written => ({ day, ...kind, crew: all.find((shift) => shift.day === day && shift.name === was)?.crew ?? none })),
  );
  return packed(week, shifts);
}

function asRotaPerson(member: Member): RotaPerson {
  return { personId: member.personId, name: member.name, isAgency: member.isAgency };
}

function replaced(crew: Crew, member: Member, instead: Member | null, leads: boolean): Crew {
  const comes = asRotaPerson(member);
  const gone = instead?.key;
  const stays = crew.on.filter((person) => keyOf(person) !== gone && keyOf(person) !== member.key);
  const leader = leads ? comes : crew.leader && keyOf(crew.leader) === gone ? null : crew.leader;
  return { on: [...stays, comes], shadow: crew.shadow.filter((person) => keyOf(person) !== member.key && keyOf(person) !== gone), leader };
}

/** The weeks after a swap was taken up. */
export function withSwap(weeks: ReadonlyMap<Day, RotaWeek>, shift: CheckedShift, swap: Swap): RotaWeek[] {
  const change = (found: Map<Day, RotaWeek>, at: CheckedShift, alter: (crew: Crew) => Crew) => {
    const week = found.get(at.weekOf) ?? weeks.get(at.weekOf);
    const there = week?.shifts[at.index];
    if (week && there) found.set(at.weekOf, withCrew(week, at.index, alter(crewOf(week, there))));
  };
  const changed = new Map<Day, RotaWeek>();
  if (swap.act === 'lead') change(changed, shift, (crew) => ({ ...crew, leader: asRotaPerson(swap.member) }));
  else change(changed, shift, (crew) => replaced(crew, swap.member, swap.instead, swap.leads));
  if (swap.act === 'exchange') change(changed, swap.other, (crew) => replaced(crew, swap.instead, swap.member, false));
  return [...changed.values()];
}

/** The Mondays of the weeks shown. */
export function mondays(from: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, week) => addDays(from, week * 7));
}
