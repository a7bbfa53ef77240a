import type { Cell, Column, Evidence, InspectionNumber, NumberId } from '../../shared/home/inspection-sheet.ts';
import { formatDay } from '../../words/dates.ts';
import { look } from '../../words/inspection.ts';
import { s } from '../../words/state.ts';

export type Group = 'people' | 'diplomas' | 'meetings' | 'training' | 'rota' | 'plans';

/** Where each number stands on the page. */
export const GROUPS: readonly { group: Group; ids: readonly NumberId[] }[] = [
  { group: 'people', ids: ['staff', 'turnover'] },
  { group: 'diplomas', ids: ['level3Held', 'level3OnCourse', 'level3NotEnrolled', 'level3Overdue', 'level3Deferred', 'level5'] },
  { group: 'meetings', ids: ['supervision', 'appraisal', 'appraisalViews', 'induction', 'probation'] },
  { group: 'training', ids: ['mandatory', 'needGaps', 'waivers'] },
  { group: 'rota', ids: ['firstAid'] },
  { group: 'plans', ids: ['documents'] },
];

/** Shares so large that a percentage says more. */
const IN_PERCENT: readonly NumberId[] = ['mandatory', 'firstAid'];

function percentOf({ value, of }: InspectionNumber): number {
  // Never rounded up to a whole that is not there.
  return of ? Math.floor((100 * value) / of) : 0;
}

/** "9 of 14", "96 %", "3"; a dash where there is no number. */
export function sayValue(number: InspectionNumber): string {
  if (number.missing !== null) return '–';
  if (number.of === null) return String(number.value);
  if (IN_PERCENT.includes(number.id)) return look('value.percent', { percent: percentOf(number) });
  return look('value.of', { value: number.value, of: number.of });
}

/** What is said beside the number: the counts behind a percentage, and one thing more. */
export function sayAsides(number: InspectionNumber): string[] {
  if (number.missing !== null) return [look(`missing.${number.missing}`)];
  const counts = number.of !== null && IN_PERCENT.includes(number.id) ? [look('value.of', { value: number.value, of: number.of })] : [];
  return number.aside ? [...counts, look(`aside.${number.aside.word}`, { count: number.aside.count })] : counts;
}

/** What the manager can do where there is no number; null where nothing is to be done. */
export function sayTodo({ missing }: InspectionNumber): string | null {
  return missing === 'noRota' || missing === 'noNeeds' ? look(`todo.${missing}`) : null;
}

const standing = (word: string) => s(`standing.${word}` as Parameters<typeof s>[0]);

/** A cell as lines of text: the same on the screen, on paper and in a file. */
export function sayCell(cell: Cell): string[] {
  switch (cell.type) {
    case 'day':
      return [cell.day === null ? '–' : formatDay(cell.day)];
    case 'word':
      return [look(`word.${cell.word}`)];
    case 'need':
      return [look(`need.${cell.need}` as Parameters<typeof look>[0])];
    case 'text':
      return [cell.text === '' ? '–' : cell.text];
    case 'count':
      return [String(cell.count)];
    case 'share':
      return [cell.of === 100 ? look('value.percent', { percent: cell.value }) : look('value.of', { value: cell.value, of: cell.of })];
    case 'courses':
      return cell.courses.length === 0
        ? [look('says.none')]
        : cell.courses.map(({ title, word, day }) =>
            day === null ? look('line.courseOnly', { title, word: standing(word) }) : look('line.course', { title, word: standing(word), day: formatDay(day) }),
          );
    case 'shifts':
      return cell.shifts.length === 0 ? [look('says.none')] : cell.shifts.map(({ name, day }) => look('line.shift', { name, day: formatDay(day) }));
  }
}

/** Who or what a line is about. */
export function sayName(id: NumberId, row: Evidence): string {
  if (id === 'documents') return look(`word.${row.name}` as Parameters<typeof look>[0]);
  return id === 'firstAid' ? look('week', { day: formatDay(row.name) }) : row.name;
}

export function saySource({ source }: Evidence): string {
  if (!source) return '';
  const day = formatDay(source.on);
  return source.by === '' ? look('evidence.sourceOnly', { day }) : look('evidence.source', { name: source.by, day });
}

export function sayColumn(column: Column): string {
  return look(`col.${column}`);
}

/** Is part of this number's evidence not counted, so that each line must say? */
export function marksCounted(number: InspectionNumber): boolean {
  return number.of !== null && !IN_PERCENT.includes(number.id);
}
