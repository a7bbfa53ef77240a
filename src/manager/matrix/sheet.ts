import type { Day } from '../../shared/basics/day.ts';
import type { Role } from '../../shared/people/role.ts';
import type { Standing } from '../../shared/training/standing.ts';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { w } from '../../words/manager.ts';
import { m } from '../../words/matrix.ts';
import { s } from '../../words/state.ts';
import type { CsvCell } from '../csv.ts';
import { csvOf, fileName, saveFile } from '../csv.ts';
import type { Column, Filters } from '../matrix.ts';
import { standingSays } from '../standing-words.ts';

/** Which day a page tells of: today, a day that is past, or one to come. */
export type AsAt = { day: Day; today: Day };

export function dayTitle({ day, today }: AsAt): string {
  if (day === today) return m('day.today', { day: formatDay(day) });
  return m(day < today ? 'day.past' : 'day.forecast', { day: formatDay(day) });
}

export function dayWhy({ day, today }: AsAt): string {
  return day === today ? '' : m(day < today ? 'day.pastWhy' : 'day.forecastWhy');
}

export function outTitle({ day, today }: AsAt, count: number, of: number): string {
  if (day === today) return w('out.title', { count, of });
  return m(day < today ? 'out.past' : 'out.forecast', { count, of, day: formatDay(day) });
}

export type SheetRow = { name: string; role: Role; homeName: string; standings: readonly Standing[] };
/** What is on the screen: these people, these courses, in this order. */
export type Sheet = {
  place: string;
  asAt: AsAt;
  knownAt: string | null;
  now: string;
  filters: Filters;
  columns: readonly Column[];
  hasHomes: boolean;
  rowCount: number;
  row(at: number): SheetRow;
};

function onlyOf({ filters, columns }: Sheet): string[] {
  const course = columns.find((column) => column.card.id === filters.courseId)?.card.title ?? '';
  const group = filters.group === '' ? '' : s(`standing.${filters.group}`);
  return [filters.name.trim(), filters.role && s(`role.${filters.role}`), group, filters.pathwayTitle, course].filter((what) => what !== '');
}

/** The lines above the table: which home, which day, how fresh, and what was left out. */
export function sheetHead(sheet: Sheet): string[] {
  const only = onlyOf(sheet);
  return [
    m('file.title', { home: sheet.place }),
    dayTitle(sheet.asAt),
    dayWhy(sheet.asAt),
    sheet.knownAt === null ? m('file.neverKnown') : m('file.known', { moment: formatMoment(sheet.knownAt) }),
    m('file.made', { moment: formatMoment(sheet.now) }),
    only.length > 0 ? m('file.only', { what: only.join(', ') }) : '',
  ].filter((line) => line !== '');
}

const said = new WeakMap<Standing, string>();

/** Thousands of cells share few standings. */
function saysOf(standing: Standing): string {
  const known = said.get(standing);
  if (known !== undefined) return known;
  const says = standing.word === 'notRequired' ? w('cell.none') : standingSays(standing);
  said.set(standing, says);
  return says;
}

export function sheetLine({ hasHomes }: Sheet, row: SheetRow): CsvCell[] {
  return [row.name, s(`role.${row.role}`), ...(hasHomes ? [row.homeName] : []), ...row.standings.map(saysOf)];
}

export function sheetHeading({ hasHomes, columns }: Sheet): CsvCell[] {
  return [m('file.person'), m('file.role'), ...(hasHomes ? [m('file.home')] : []), ...columns.map((column) => column.card.title)];
}

/** So long may one stretch of work be, in milliseconds: the page must still answer a finger. */
const STRETCH_MS = 25;

const breathe = () => new Promise<void>((go) => setTimeout(go, 0));

/** The table as a file, made in short stretches. The same rows, columns, order and words as on the screen. */
export async function sheetFile(sheet: Sheet): Promise<string> {
  const parts = [csvOf([...sheetHead(sheet).map((line) => [line]), [], sheetHeading(sheet)])];
  let lines: CsvCell[][] = [];
  let began = performance.now();
  for (let at = 0; at < sheet.rowCount; at += 1) {
    lines.push(sheetLine(sheet, sheet.row(at)));
    if (performance.now() - began < STRETCH_MS && at < sheet.rowCount - 1) continue;
    parts.push(csvOf(lines).slice(1));
    lines = [];
    await breathe();
    began = performance.now();
  }
  return parts.join('');
}

export async function saveSheet(sheet: Sheet): Promise<void> {
  saveFile(fileName('csv', m('file.name', { home: sheet.place, day: sheet.asAt.day })), await sheetFile(sheet));
}
