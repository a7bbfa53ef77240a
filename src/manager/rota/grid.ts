import type { Day } from '../../shared/basics/day.ts';
import { addDays, daysBetween } from '../../shared/basics/day.ts';
import { clockFrom } from '../../shared/home/rota-time.ts';
import type { RotaPerson, RotaWeek } from '../../shared/home/rota.ts';
import { dayOfCell, isFormula } from '../../shared/training/import/day-of-cell.ts';
import { plainName, plainWords } from '../../shared/training/import/plain-words.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Crew, ShiftKind } from './edits.ts';
import { crewOf, keyOf, withCrews } from './edits.ts';

/** One line of a rota as people keep it: a name, and a code under each date. `row` counts from 1, as their own program does. */
export type GridRow = { row: number; name: string; cells: { day: Day; text: string }[] };
export type Grid = { rows: GridRow[]; days: Day[] };

/** A date as it stands above a column: with its year, or without one and then in the weeks shown. */
function dayAbove(cell: string, from: Day, to: Day): Day | null {
  const text = cell.trim();
  if (text === '') return null;
  const years = [...new Set([from.slice(0, 4), to.slice(0, 4)])];
  const tries = [text, ...years.flatMap((year) => [`${text} ${year}`, `${text}/${year}`, `${text}-${year}`])];
  const found = tries.flatMap((entry) => {
    const read = dayOfCell(entry);
    return 'day' in read ? [read.day] : [];
  });
  return found.find((day) => day >= from && day <= to) ?? found[0] ?? null;
}

/** Finds the row of dates and the column of names, and reads what stands between. */
export function readGrid(table: readonly string[][], from: Day, to: Day): Grid | 'noDates' | 'noRows' {
  let head = { at: -1, days: new Map<number, Day>() };
  for (const [at, row] of table.slice(0, 40).entries()) {
    const days = new Map(row.flatMap((cell, column): [number, Day][] => (/\d/.test(cell) ? [[column, dayAbove(cell, from, to) ?? '']] : [])).filter(([, day]) => day !== ''));
    if (days.size > head.days.size && (days.size > 1 || row.length <= 3)) head = { at, days };
  }
  if (head.at < 0) return 'noDates';
  const first = Math.min(...head.days.keys());
  const below = table.slice(head.at + 1);
  const filled = (column: number) => below.filter((row) => /\p{L}{2}/u.test(row[column] ?? '')).length;
  const columns = Array.from({ length: Math.max(1, first) }, (_, column) => column);
  const names = columns.reduce((best, column) => (filled(column) > filled(best) ? column : best), 0);
  const rows = below.flatMap((row, index): GridRow[] => {
    const name = (row[names] ?? '').trim();
    const cells = [...head.days].map(([column, day]) => ({ day, text: (row[column] ?? '').trim() }));
    return name === '' || cells.every((cell) => cell.text === '') ? [] : [{ row: head.at + index + 2, name, cells }];
  });
  return rows.length === 0 ? 'noRows' : { rows, days: [...head.days.values()].sort() };
}

/** What a code stands for: a shift's name, `off`, or `shadow` before a shift's name. */
export type CodeMeaning = { kind: 'off' } | { kind: 'shift'; name: string; isShadow: boolean } | null;

const OFF = /^(off|w\/?o|d\/?o|r\/?d|rest|day off|week off|a\/?l|al|annual leave|leave|hol|holiday|h|sick|s\/l|absent|abs|trg|training|mat|pat|lieu|toil|n\/?a|x|-|–|0)$/i;

/** One word for each code, however it is written. */
export function codeOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toUpperCase();
}

function timesIn(text: string): { start: number; end: number } | null {
  const [from, to, ...more] = text.split(/\s*(?:-|–|to)\s*/i);
  const start = from && clockFrom(from);
  const end = to && clockFrom(to);
  return more.length === 0 && typeof start === 'number' && typeof end === 'number' ? { start, end } : null;
}

/** What a code most likely means in a home with these shifts; null asks the person. */
export function guessCode(code: string, kinds: readonly ShiftKind[]): CodeMeaning {
  if (OFF.test(code)) return { kind: 'off' };
  const shadow = /^(?:shadow|sh|s)[\s:/-]+(.+)$/i.exec(code);
  const bare = plainWords(shadow?.[1] ?? code);
  const times = timesIn(code);
  const found =
    (times && kinds.find((kind) => kind.start === times.start && kind.end === times.end)) ??
    kinds.find((kind) => plainWords(kind.name) === bare) ??
    (bare.length > 0 && kinds.filter((kind) => plainWords(kind.name).startsWith(bare)).length === 1 ? kinds.find((kind) => plainWords(kind.name).startsWith(bare)) : null);
  return found ? { kind: 'shift', name: found.name, isShadow: shadow !== null } : null;
}

/** Everybody whose name this may be: one, and it is sure; none or several, and the person is asked. */
export function matchName(name: string, people: readonly PersonRecord[]): PersonRecord[] {
  const plain = plainName(name);
  const whole = people.filter((person) => plainName(person.name) === plain);
  if (whole.length > 0) return whole;
  const [first = '', ...rest] = plain.split(' ');
  const last = rest.at(-1);
  return people.filter((person) => {
    const [theirFirst = '', ...theirRest] = plainName(person.name).split(' ');
    return last === undefined ? theirFirst === first : theirRest.at(-1) === last && (first.length === 1 ? theirFirst.startsWith(first) : theirFirst === first);
  });
}

export type NameChoice = { kind: 'person'; personId: string } | { kind: 'agency' } | { kind: 'leaveOut' } | null;
export type CellFault = { row: number; name: string; day: Day | null; why: 'code' | 'name' | 'leftOut' | 'outside' | 'twice' | 'formula'; code: string };
export type Taken = { weeks: RotaWeek[]; cells: number; faults: CellFault[] };

/** The shown weeks as they would be: days that stand in the grid are written anew, every other day stays. */
export function takeOver(
  grid: Grid,
  weeks: readonly RotaWeek[],
  people: readonly PersonRecord[],
  codes: ReadonlyMap<string, CodeMeaning>,
  names: ReadonlyMap<string, NameChoice>,
): Taken {
  const faults: CellFault[] = [];
  const crews = new Map<string, Crew>();
  const weekAt = (day: Day) => weeks.find((week) => daysBetween(week.weekOf, day) >= 0 && daysBetween(week.weekOf, day) < 7);
  for (const week of weeks) {
    for (const [index, shift] of week.shifts.entries()) {
      if (grid.days.includes(addDays(week.weekOf, shift.day))) crews.set(`${week.weekOf}.${index}`, { on: [], shadow: [], leader: crewOf(week, shift).leader });
    }
  }
  const used = new Set<string>();
  let cells = 0;
  for (const { row, name, cells: line } of grid.rows) {
    const chosen = names.get(name) ?? null;
    const whole = (why: CellFault['why']) => faults.push({ row, name, day: null, why, code: '' });
    const known = chosen?.kind === 'person' ? people.find((entry) => entry.personId === chosen.personId) : undefined;
    const person: RotaPerson | null = known
      ? { personId: known.personId, name: known.name, isAgency: false }
      : chosen?.kind === 'agency'
        ? { personId: null, name: name.slice(0, 80), isAgency: true }
        : null;
    if (isFormula(name)) whole('formula');
    else if (chosen?.kind === 'leaveOut') whole('leftOut');
    else if (person === null) whole('name');
    else if (used.has(keyOf(person))) whole('twice');
    if (person === null || chosen?.kind === 'leaveOut' || isFormula(name) || used.has(keyOf(person))) continue;
    used.add(keyOf(person));
    for (const { day, text } of line) {
      if (text === '') continue;
      const code = codeOf(text);
      const meaning = codes.get(code) ?? null;
      const fault = (why: CellFault['why']) => faults.push({ row, name, day, why, code });
      const week = weekAt(day);
      if (meaning?.kind === 'off') continue;
      if (isFormula(text)) fault('formula');
      else if (meaning === null) fault('code');
      else if (!week) fault('outside');
      else {
        const index = week.shifts.findIndex((shift) => shift.day === daysBetween(week.weekOf, day) && shift.name === meaning.name);
        const crew = crews.get(`${week.weekOf}.${index}`);
        if (!crew) fault('code');
        else {
          (meaning.isShadow ? crew.shadow : crew.on).push(person);
          cells += 1;
        }
      }
    }
  }
  const changed = weeks.flatMap((week) => {
    const theirs = new Map(
      week.shifts.flatMap((_, index): [number, Crew][] => {
        const crew = crews.get(`${week.weekOf}.${index}`);
        return crew ? [[index, crew]] : [];
      }),
    );
    return theirs.size === 0 ? [] : [withCrews(week, theirs)];
  });
  return { weeks: changed, cells, faults };
}
