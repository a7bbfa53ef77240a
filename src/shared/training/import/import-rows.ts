import type { Day } from '../../basics/day.ts';
import { addMonths, daysBetween } from '../../basics/day.ts';
import { LAPSED_AFTER_DAYS } from '../standing.ts';
import { atOnce } from './at-once.ts';
import type { Mapping } from './columns.ts';
import type { CellDay, DayFault } from './day-of-cell.ts';
import { dayOfCell, isFormula } from './day-of-cell.ts';
import { plainCourse, plainName, plainWords, remember, saysNothing } from './plain-words.ts';
import { USUAL_NAMES } from './usual-names.ts';

/** No file brings in more at once. */
export const RECORDS_LIMIT = 5000;
/** Rows between two stops. */
const ROWS_AT_ONCE = 200;

/** Why a row is not brought in. Each has its sentence in the words of the room. */
export type Refused =
  | 'noName'
  | 'nobody'
  | 'twoPeople'
  | 'noCourse'
  | 'unknownCourse'
  | 'leftOut'
  | 'noDate'
  | DayFault
  | 'couldBeEither'
  | 'future'
  | 'badExpiry'
  | 'endsBefore'
  | 'twiceInFile'
  | 'alreadyHere';

/** Said beside a row that is brought in. */
export type Noted = 'dayFirst' | 'ended' | 'wouldHaveLapsed' | 'numberLeftOut' | 'providerLeftOut';

export type Proposal = {
  /** Row of the sheet, counted from 1 as spreadsheets do, and the column of a wide file. */
  row: number;
  column: number;
  /** What stands in the file. */
  said: { name: string; course: string; on: string; expiresOn: string };
  personId: string | null;
  courseId: string | null;
  on: Day | null;
  expiresOn: Day | null;
  number: string;
  provider: string;
  refused: Refused | null;
  notes: Noted[];
};

/** What a person settled by hand: a name or a course once for the whole file, or one row. `''` as course leaves it out. */
export type Settled = {
  people: Record<string, string>;
  courses: Record<string, string>;
  rows: Record<string, { personId?: string; courseId?: string; on?: Day; isLeftOut?: boolean }>;
};
export const NOTHING_SETTLED: Settled = { people: {}, courses: {}, rows: {} };

export type ImportHome = {
  today: Day;
  /** Those who work in this home, and nobody else: no other name is ever compared. */
  people: readonly { personId: string; name: string }[];
  courses: readonly { id: string; title: string; renewalMonths: number | null }[];
  /** What is recorded already, by `heldKey`. */
  held: ReadonlySet<string>;
};

export type Dry = {
  proposals: Proposal[];
  /** Rows of the file under its headings, with something in them. */
  rows: number;
  /** Records past the limit, left out. */
  over: number;
};

export function heldKey(personId: string, courseId: string, on: Day): string {
  return `${personId} ${courseId} ${on}`;
}

export function rowKey({ row, column }: Pick<Proposal, 'row' | 'column'>): string {
  return `${row}.${column}`;
}

/** Finds a course by its own title or by a usual name; nothing is guessed. */
export function courseFinder(courses: ImportHome['courses']): (name: string) => string | null {
  const byName = new Map<string, string>();
  const ids = new Set(courses.map((course) => course.id));
  for (const [id, names] of Object.entries(USUAL_NAMES)) if (ids.has(id)) for (const name of names) byName.set(plainCourse(name), id);
  for (const course of courses) byName.set(plainCourse(course.title), course.id);
  return (name) => byName.get(plainCourse(name)) ?? null;
}

function peopleByName(people: ImportHome['people']): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const { personId, name } of people) {
    const key = plainName(name);
    byName.set(key, [...(byName.get(key) ?? []), personId]);
  }
  return byName;
}

/** Text that goes into the record as it stands: short, on one line, and nothing a spreadsheet would run. */
function plainText(cell: string, limit: number): string | null {
  const text = cell.trim();
  if (text.length > limit || isFormula(text) || /[\p{Cc}\p{Cf}]/u.test(text)) return null;
  return saysNothing(text) ? '' : text;
}

type Line = { row: number; column: number; name: string; course: string; on: string; expiresOn: string; number: string; provider: string };

function nameIn(cells: readonly string[], { columns }: Mapping): string {
  if (columns.name !== undefined) return (cells[columns.name] ?? '').trim();
  return [columns.firstName, columns.surname]
    .map((at) => (at === undefined ? '' : (cells[at] ?? '').trim()))
    .join(' ')
    .trim();
}

/** The records a table holds, without blank rows, headings said again and titles between the rows. */
function* linesOf(table: readonly string[][], mapping: Mapping): Generator<void, { lines: Line[]; rows: number }> {
  const lines: Line[] = [];
  const head = (table[mapping.headRow] ?? []).join('\u0000');
  const at = (cells: readonly string[], index: number | undefined | null) => (index === undefined || index === null || index < 0 ? '' : (cells[index] ?? '').trim());
  let rows = 0;
  let above = '';
  for (let index = mapping.heads; index < table.length; index += 1) {
    if (index % ROWS_AT_ONCE === 0) yield;
    const cells = table[index] ?? [];
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (filled === 0 || cells.join('\u0000') === head) continue;
    const own = nameIn(cells, mapping);
    const name = own === '' && mapping.isNameCarried ? above : own;
    if (own !== '') above = own;
    if (mapping.shape === 'wide') {
      rows += 1;
      for (const { course, on, expiresOn } of mapping.courses) {
        const line = { row: index + 1, column: on < 0 ? (expiresOn ?? 0) : on, name, course, on: at(cells, on), expiresOn: at(cells, expiresOn), number: '', provider: '' };
        if (!saysNothing(line.on) || !saysNothing(line.expiresOn)) lines.push(line);
      }
      continue;
    }
    // One cell alone is a title between the rows, as "Night staff".
    if (filled === 1 && cells.length > 1) continue;
    rows += 1;
    const { course, on, expiresOn, number, provider } = mapping.columns;
    lines.push({
      row: index + 1,
      column: 0,
      name,
      course: at(cells, course),
      on: at(cells, on),
      expiresOn: at(cells, expiresOn),
      number: at(cells, number),
      provider: at(cells, provider),
    });
  }
  return { lines, rows };
}

/** Do the days of this file put the month first more often than the day? Then a day that could be either is not taken. */
function isMonthFirst(lines: readonly Line[], readDay: (cell: string) => CellDay): boolean {
  let month = 0;
  let day = 0;
  for (const { on } of lines) {
    const read = readDay(on);
    if ('fault' in read) month += read.fault === 'monthFirst' ? 1 : 0;
    else if (read.isProof) day += 1;
  }
  return month > day;
}

/** As `proposeRecords`, stopping now and then so that a screen may move. */
export function* proposing(table: readonly string[][], mapping: Mapping, home: ImportHome, settled: Settled): Generator<void, Dry> {
  const { lines: all, rows } = yield* linesOf(table, mapping);
  const lines = all.slice(0, RECORDS_LIMIT);
  const byName = peopleByName(home.people);
  const here = new Set(home.people.map((person) => person.personId));
  const courseOf = remember(courseFinder(home.courses));
  const renewals = new Map(home.courses.map((course) => [course.id, course.renewalMonths]));
  const readDay = remember(dayOfCell);
  const nameOf = remember(plainName);
  const titleOf = remember(plainCourse);
  const mayBeEither = !isMonthFirst(lines, readDay);
  const seen = new Set<string>();

  function propose(line: Line): Proposal {
    const { row, column, name, course, on, expiresOn } = line;
    const byHand = settled.rows[rowKey(line)] ?? {};
    const number = plainText(line.number, 60);
    const provider = plainText(line.provider, 120);
    const proposal: Proposal = {
      row,
      column,
      said: { name, course, on, expiresOn },
      personId: null,
      courseId: null,
      on: null,
      expiresOn: null,
      number: number ?? '',
      provider: provider ?? '',
      refused: null,
      notes: [...(number === null ? (['numberLeftOut'] as const) : []), ...(provider === null ? (['providerLeftOut'] as const) : [])],
    };
    const refuse = (why: Refused) => {
      proposal.refused ??= why;
    };
    if (byHand.isLeftOut) refuse('leftOut');

    const chosen = byHand.personId ?? settled.people[nameOf(name)];
    const alike = chosen !== undefined ? [chosen].filter((id) => here.has(id)) : (byName.get(nameOf(name)) ?? []);
    if (alike.length === 1) proposal.personId = alike[0] ?? null;
    else if (isFormula(name)) refuse('formula');
    else refuse(plainWords(name) === '' ? 'noName' : alike.length === 0 ? 'nobody' : 'twoPeople');

    const taught = byHand.courseId ?? settled.courses[titleOf(course)] ?? (isFormula(course) ? null : courseOf(course));
    if (taught === '') refuse('leftOut');
    else if (taught !== null && renewals.has(taught)) proposal.courseId = taught;
    else refuse(isFormula(course) ? 'formula' : saysNothing(course) ? 'noCourse' : 'unknownCourse');

    const read: CellDay | null = byHand.on !== undefined ? { day: byHand.on, isEither: false, isProof: false } : saysNothing(on) ? null : readDay(on);
    if (read === null) refuse('noDate');
    else if ('fault' in read) refuse(read.fault);
    else if (read.isEither && !mayBeEither) refuse('couldBeEither');
    else if (read.day > home.today) refuse('future');
    else if (read.day < '1970-01-01') refuse('before1970');
    else {
      proposal.on = read.day;
      if (read.isEither) proposal.notes.push('dayFirst');
    }

    const ends: CellDay | null = saysNothing(expiresOn) ? null : readDay(expiresOn);
    if (ends !== null) {
      if ('fault' in ends || (ends.isEither && !mayBeEither)) refuse('badExpiry');
      else if (proposal.on !== null && ends.day <= proposal.on) refuse('endsBefore');
      else proposal.expiresOn = ends.day;
    }

    if (proposal.refused !== null || proposal.personId === null || proposal.courseId === null || proposal.on === null) return proposal;
    const key = heldKey(proposal.personId, proposal.courseId, proposal.on);
    if (home.held.has(key)) refuse('alreadyHere');
    else if (seen.has(key)) refuse('twiceInFile');
    else seen.add(key);
    const months = renewals.get(proposal.courseId) ?? null;
    const last = proposal.expiresOn ?? (months === null ? null : addMonths(proposal.on, months));
    if (proposal.refused === null && last !== null && last < home.today) proposal.notes.push(daysBetween(last, home.today) > LAPSED_AFTER_DAYS ? 'wouldHaveLapsed' : 'ended');
    return proposal;
  }

  const proposals: Proposal[] = [];
  for (const line of lines) {
    if (proposals.length % ROWS_AT_ONCE === 0) yield;
    proposals.push(propose(line));
  }
  return { proposals, rows, over: all.length - lines.length };
}

/** Reads a table of texts into proposals: each with its reason, nothing let in that is not whole. */
export function proposeRecords(table: readonly string[][], mapping: Mapping, home: ImportHome, settled: Settled = NOTHING_SETTLED): Dry {
  return atOnce(proposing(table, mapping, home, settled));
}
