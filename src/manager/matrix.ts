import type { Day } from '../shared/basics/day.ts';
import type { Role } from '../shared/people/role.ts';
import type { Catalogue, CourseCard } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { standingFor } from '../shared/training/person-record.ts';
import type { Due } from '../shared/training/requirement.ts';
import { isPlacementOpen, requirementsFor } from '../shared/training/requirement.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import type { Standing } from '../shared/training/standing.ts';

export type Cell = { card: CourseCard; due: Due | null; standing: Standing };
export type Column = { card: CourseCard; pathwayTitle: string };
export type Row = { person: PersonRecord; role: Role; cells: Cell[] };
export type Matrix = { columns: Column[]; rows: Row[] };

/** What a manager counts and filters by. Lapsed is counted with expired: neither covers a shift. */
export const GROUPS = ['expired', 'dueSoon', 'awaitingSignOff', 'notStarted', 'inProgress', 'current'] as const;
export type Group = (typeof GROUPS)[number];

export function groupOf(standing: Standing): Group | null {
  switch (standing.word) {
    case 'lapsed':
      return 'expired';
    case 'notRequired':
    case 'waived':
      return null;
    default:
      return standing.word;
  }
}

export function needsAttention(standing: Standing): boolean {
  return isOut(standing) || standing.word === 'dueSoon';
}

/** Not current today: it ran out, or it was due and is not there. */
export function isOut(standing: Standing): boolean {
  return standing.isOverdue || standing.word === 'expired' || standing.word === 'lapsed';
}

/** Of one person: the courses to be learnt now, and those where only a sign-off of practice is missing. */
export function outOf(cells: readonly Cell[]): { learning: number; signOff: number } {
  const out = cells.filter((cell) => isOut(cell.standing));
  const signOff = out.filter((cell) => cell.standing.word === 'awaitingSignOff').length;
  return { learning: out.length - signOff, signOff };
}

/** The day a cell stops being in order: the end of what is held, or the day it falls due. */
export function breaksOn(standing: Standing): Day | null {
  if (standing.word === 'notRequired' || standing.word === 'waived') return null;
  return standing.expiresOn ?? (standing.word === 'current' ? null : standing.dueOn);
}

/** The role somebody holds in this home now or soon; null when they hold none. */
export function roleIn(person: PersonRecord, homeId: string, today: Day): Role | null {
  return person.placements.find((placement) => placement.placeId === homeId && isPlacementOpen(placement, today))?.role ?? null;
}

/** Standing for each course that a rule asks of this person, and each they have done anything in. Without the home's rules, by the catalogue's. */
export function cellsFor(person: PersonRecord, catalogue: Catalogue, today: Day, rules?: HomeRules): Cell[] {
  const dues = new Map(requirementsFor(person.placements, (rules ?? catalogue).requirements, today).map((due) => [due.requirement.courseId, due]));
  return catalogue.courses.map((card) => {
    const due = dues.get(card.id) ?? null;
    return { card, due, standing: standingFor(person, card, due, today, rules) };
  });
}

/** One row a person, one column for each course required of anyone here, grouped by pathway. */
export function matrixOf(people: readonly PersonRecord[], catalogue: Catalogue, homeId: string, today: Day, rules?: HomeRules): Matrix {
  const all = people.flatMap((person) => {
    const role = roleIn(person, homeId, today);
    return role === null ? [] : [{ person, role, cells: cellsFor(person, catalogue, today, rules) }];
  });
  const order = catalogue.pathways.map((pathway) => pathway.id);
  const placeOf = (pathwayId: string) => (order.includes(pathwayId) ? order.indexOf(pathwayId) : order.length);
  const firstPathway = new Map<string, number>();
  for (const cell of all.flatMap((row) => row.cells)) {
    if (cell.due === null) continue;
    const at = placeOf(cell.due.requirement.pathwayId);
    firstPathway.set(cell.card.id, Math.min(at, firstPathway.get(cell.card.id) ?? at));
  }
  const columns = catalogue.courses
    .filter((card) => firstPathway.has(card.id))
    .sort((one, other) => (firstPathway.get(one.id) ?? 0) - (firstPathway.get(other.id) ?? 0))
    .map((card) => ({ card, pathwayTitle: catalogue.pathways[firstPathway.get(card.id) ?? 0]?.title ?? '' }));
  const rows = all.map((row) => {
    const byCourse = new Map(row.cells.map((cell) => [cell.card.id, cell]));
    return { ...row, cells: columns.flatMap((column) => byCourse.get(column.card.id) ?? []) };
  });
  return { columns, rows };
}

export function countsOf(rows: readonly Row[]): Record<Group, number> {
  const counts: Record<Group, number> = { expired: 0, dueSoon: 0, awaitingSignOff: 0, notStarted: 0, inProgress: 0, current: 0 };
  for (const row of rows) {
    for (const cell of row.cells) {
      const group = groupOf(cell.standing);
      if (group) counts[group] += 1;
    }
  }
  return counts;
}

export type Filters = { role: Role | ''; group: Group | ''; sort: 'name' | 'break' };

function firstBreak(row: Row): Day {
  return row.cells.reduce((first, cell) => {
    const day = breaksOn(cell.standing);
    return day !== null && day < first ? day : first;
  }, '9999-12-31');
}

/** Rows and columns left after filtering, in the order asked for. */
export function applyFilters(matrix: Matrix, filters: Filters): Matrix {
  const isWanted = (cell: Cell) => filters.group === '' || groupOf(cell.standing) === filters.group;
  const rows = matrix.rows
    .filter((row) => filters.role === '' || row.role === filters.role)
    .filter((row) => filters.group === '' || row.cells.some(isWanted))
    .sort((one, other) => {
      const byBreak = filters.sort === 'break' ? firstBreak(one).localeCompare(firstBreak(other)) : 0;
      return byBreak || one.person.name.localeCompare(other.person.name);
    });
  const courseIds = new Set(rows.flatMap((row) => row.cells.filter(isWanted).map((cell) => cell.card.id)));
  return pick({ columns: matrix.columns, rows }, courseIds);
}

/** The same people with only these courses. */
export function pick(matrix: Matrix, courseIds: ReadonlySet<string>): Matrix {
  return {
    columns: matrix.columns.filter((column) => courseIds.has(column.card.id)),
    rows: matrix.rows.map((row) => ({ ...row, cells: row.cells.filter((cell) => courseIds.has(cell.card.id)) })),
  };
}

/** In how many rows does any standing read differently than before? */
export function rowsChanged(before: Matrix, now: Matrix): number {
  const read = (row: Row) => row.cells.map((cell) => cell.standing.word).join();
  const known = new Map(before.rows.map((row) => [row.person.personId, read(row)]));
  return now.rows.filter((row) => known.get(row.person.personId) !== read(row)).length;
}
