import type { Day } from '../shared/basics/day.ts';
import type { Placement } from '../shared/people/person.ts';
import type { Role } from '../shared/people/role.ts';
import { roleSchema } from '../shared/people/role.ts';
import type { Catalogue, CourseCard } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { standingFor } from '../shared/training/person-record.ts';
import type { Due, Requirement } from '../shared/training/requirement.ts';
import { isPlacementOpen, requirementsFor } from '../shared/training/requirement.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import type { Standing } from '../shared/training/standing.ts';

export type Cell = { card: CourseCard; due: Due | null; standing: Standing };
export type Column = { card: CourseCard; pathwayTitle: string };
export type Row = { person: Pick<PersonRecord, 'personId' | 'name' | 'placements'>; role: Role; homeId: string; cells: Cell[] };
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

/** Somebody as they stood on a day that is not today: who had not begun was not there yet. */
export function asTheyStood<Person extends Pick<PersonRecord, 'placements'>>(person: Person, day: Day, today: Day): Person {
  return day === today || person.placements.every((placement) => placement.startsOn <= day)
    ? person
    : { ...person, placements: person.placements.filter((placement) => placement.startsOn <= day) };
}

/** The role somebody holds in this home now or soon; null when they hold none. */
export function roleIn(person: PersonRecord, homeId: string, today: Day): Role | null {
  return person.placements.find((placement) => placement.placeId === homeId && isPlacementOpen(placement, today))?.role ?? null;
}

function grouped<Entry extends { courseId: string }>(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.courseId);
    if (group) group.push(entry);
    else groups.set(entry.courseId, [entry]);
  }
  return groups;
}

/** The record with only what it says of some courses. Forty standings then read each line once, not forty times. */
function byCourse(person: PersonRecord): (courseIds: readonly string[]) => PersonRecord {
  const [completions, attempts, signOffs] = [grouped(person.completions), grouped(person.attempts), grouped(person.signOffs)];
  const pick = <Entry>(groups: Map<string, Entry[]>, [first = '', ...more]: readonly string[]) => {
    const own = groups.get(first) ?? [];
    return more.length === 0 ? own : [...own, ...more.flatMap((courseId) => groups.get(courseId) ?? [])];
  };
  const { personId, name, placements, told } = person;
  return (courseIds) => ({
    ...{ personId, name, placements, completions: pick(completions, courseIds), attempts: pick(attempts, courseIds), signOffs: pick(signOffs, courseIds) },
    ...(told && { told }),
  });
}

/** Standing for each course that a rule asks of this person, and each they have done anything in. Without the home's rules, by the catalogue's. */
export function cellsFor(person: PersonRecord, catalogue: Catalogue, today: Day, rules?: HomeRules, cards: readonly CourseCard[] = catalogue.courses): Cell[] {
  const dues = new Map(requirementsFor(person.placements, (rules ?? catalogue).requirements, today).map((due) => [due.requirement.courseId, due]));
  const narrow = byCourse(person);
  return cards.map((card) => {
    const due = dues.get(card.id) ?? null;
    return { card, due, standing: standingFor(narrow([card.id, ...(due?.requirement.or ?? [])]), card, due, today, rules) };
  });
}

/** The first of the homes that somebody belongs to now or soon, and their role there. */
export function placeIn(person: Pick<PersonRecord, 'placements'>, homeIds: ReadonlySet<string>, today: Day): { role: Role; homeId: string } | null {
  const placement = person.placements.find((entry) => homeIds.has(entry.placeId) && isPlacementOpen(entry, today));
  return placement ? { role: placement.role, homeId: placement.placeId } : null;
}

/**
 * One column for each course required of any of these people, grouped by pathway: a course of
 * several stands with the first of them.
 */
export function columnsOf(people: readonly Pick<PersonRecord, 'placements'>[], catalogue: Catalogue, today: Day, rules?: HomeRules): Column[] {
  const posts = new Map<string, Placement>();
  for (const { placements } of people) for (const placement of placements) if (isPlacementOpen(placement, today)) posts.set(`${placement.role} ${placement.placeId}`, placement);
  const order = catalogue.pathways.map((pathway) => pathway.id);
  const placeOf = (pathwayId: string) => (order.includes(pathwayId) ? order.indexOf(pathwayId) : order.length);
  const firstPathway = new Map<string, number>();
  for (const { role, placeId } of posts.values()) {
    for (const requirement of (rules ?? catalogue).requirements as readonly Requirement[]) {
      if (!requirement.roles.includes(role) || (requirement.homeId && requirement.homeId !== placeId)) continue;
      const at = placeOf(requirement.pathwayId);
      firstPathway.set(requirement.courseId, Math.min(at, firstPathway.get(requirement.courseId) ?? at));
    }
  }
  return catalogue.courses
    .filter((card) => firstPathway.has(card.id))
    .sort((one, other) => (firstPathway.get(one.id) ?? 0) - (firstPathway.get(other.id) ?? 0))
    .map((card) => ({ card, pathwayTitle: catalogue.pathways[firstPathway.get(card.id) ?? 0]?.title ?? '' }));
}

/** One row a person of these homes, one column for each course required of anyone there. */
export function matrixOf(people: readonly PersonRecord[], catalogue: Catalogue, homeIds: string | readonly string[], today: Day, rules?: HomeRules): Matrix {
  const homes = new Set(typeof homeIds === 'string' ? [homeIds] : homeIds);
  const here = people.flatMap((person) => {
    const place = placeIn(person, homes, today);
    return place === null ? [] : [{ person, ...place }];
  });
  const columns = columnsOf(
    here.map((entry) => entry.person),
    catalogue,
    today,
    rules,
  );
  const cards = columns.map((column) => column.card);
  return { columns, rows: here.map((entry) => ({ ...entry, cells: cellsFor(entry.person, catalogue, today, rules, cards) })) };
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

export const SORTS = ['break', 'name', 'role'] as const;
export type Filters = { role: Role | ''; group: Group | ''; courseId: string; pathwayTitle: string; name: string; sort: (typeof SORTS)[number] };
export const EVERYONE: Filters = { role: '', group: '', courseId: '', pathwayTitle: '', name: '', sort: 'break' };

/** Later than any day that is asked about. */
export const NO_BREAK: Day = '9999-12-31';

function firstBreak(row: Row): Day {
  return row.cells.reduce((first, cell) => {
    const day = breaksOn(cell.standing);
    return day !== null && day < first ? day : first;
  }, NO_BREAK);
}

/** Letters and numbers without their marks, so that “zoe oneill” finds Zoë O’Neill. Names stand in its order, too: a collator takes too long over thousands. */
export function searchable(name: string): string {
  // Most names are plain letters already.
  if (/^[a-z0-9 ]*$/i.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .toLowerCase();
}

/** Does a name hold each of the words looked for? */
export function isNamed(name: string, looked: string): boolean {
  return searchable(looked)
    .split(' ')
    .every((word) => searchable(name).includes(word));
}

/** The columns that course and pathway leave. */
export function columnsAsked(columns: readonly Column[], filters: Filters): Column[] {
  return columns.filter(
    (column) => (filters.courseId === '' || column.card.id === filters.courseId) && (filters.pathwayTitle === '' || column.pathwayTitle === filters.pathwayTitle),
  );
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function byRole(one: Role, other: Role): number {
  return roleSchema.options.indexOf(other) - roleSchema.options.indexOf(one);
}

/** Rows and columns left after filtering, in the order asked for. A course not asked of somebody leaves them out of its own view. */
export function applyFilters(matrix: Matrix, filters: Filters): Matrix {
  const asked = columnsAsked(matrix.columns, filters);
  const isNarrowed = asked.length < matrix.columns.length;
  const narrowed = isNarrowed ? pick(matrix, new Set(asked.map((column) => column.card.id))) : matrix;
  const isWanted = (cell: Cell) => (filters.group === '' ? !isNarrowed || cell.standing.word !== 'notRequired' : groupOf(cell.standing) === filters.group);
  const isLooking = filters.name.trim() !== '';
  const rows = narrowed.rows
    .filter((row) => filters.role === '' || row.role === filters.role)
    .filter((row) => !isLooking || isNamed(row.person.name, filters.name))
    .filter((row) => (filters.group === '' && !isNarrowed) || row.cells.some(isWanted));
  const placed = rows.map((row) => ({ row, day: filters.sort === 'break' ? firstBreak(row) : NO_BREAK, plain: searchable(row.person.name) }));
  placed.sort(
    (one, other) =>
      inOrder(one.day, other.day) ||
      (filters.sort === 'role' ? byRole(one.row.role, other.row.role) : 0) ||
      inOrder(one.plain, other.plain) ||
      inOrder(one.row.person.name, other.row.person.name),
  );
  const courseIds = new Set<string>();
  for (const row of rows) for (const cell of row.cells) if (isWanted(cell)) courseIds.add(cell.card.id);
  return pick({ columns: narrowed.columns, rows: placed.map(({ row }) => row) }, courseIds);
}

/** The same people with only these courses. Where none is left out, the rows are the same objects: what did not change is not drawn again. */
export function pick(matrix: Matrix, courseIds: ReadonlySet<string>): Matrix {
  if (matrix.columns.every((column) => courseIds.has(column.card.id))) return matrix;
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
