import type { Day } from '../../basics/day.ts';
import { addDays, isDay } from '../../basics/day.ts';

export type DayFault = 'notADate' | 'noSuchDay' | 'monthFirst' | 'noDay' | 'before1970' | 'formula';

/** `isEither`: day and month could change places; it was read day first. */
export type CellDay = { day: Day; isEither: boolean; isProof: boolean } | { fault: DayFault };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
/** Day 25569 of Excel is 1 January 1970; 80000 lies in 2119. Smaller and larger numbers are something else. */
const EXCEL_EPOCH = 25_569;
const EXCEL_LAST = 80_000;

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  return lower === 'sept' ? 9 : MONTHS.includes(lower) ? MONTHS.indexOf(lower) + 1 : LONG_MONTHS.indexOf(lower) + 1;
}

function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function dayFrom(year: number, month: number, date: number, flags: { isEither: boolean; isProof: boolean }): CellDay {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  if (!isDay(text)) return { fault: 'noSuchDay' };
  return year < 1970 ? { fault: 'before1970' } : { day: text, ...flags };
}

const SURE = { isEither: false, isProof: false };

/** Begins as a spreadsheet would read a formula. Such a cell is never worked out and never passed on. */
export function isFormula(cell: string): boolean {
  return /^[\s']*[=@+＝＋＠]|^[\s']*-\s*[^\s\d-]|^[\t\r]/.test(cell);
}

/**
 * A day as people write it, day first: 1/3/2024, 1.3.24, 01-03-2024, 1 March 2024, 1st Mar 24,
 * Fri 1 March 2024, 2024-03-01, each with a time or without, or Excel's number of days.
 */
export function dayOfCell(cell: string): CellDay {
  if (isFormula(cell)) return { fault: 'formula' };
  const text = cell
    .trim()
    .replace(/[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m|z)?$/i, '')
    .replace(/^(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*[,.]?\s+/i, '')
    .replace(/\s+/g, ' ');

  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]), SURE);

  const figures = /^(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})$/.exec(text);
  if (figures) {
    const [date, month, year] = [Number(figures[1]), Number(figures[2]), yearOf(figures[3] ?? '')];
    if (month > 12 && date >= 1 && date <= 12 && month <= 31) return { fault: 'monthFirst' };
    return dayFrom(year, month, date, { isEither: date <= 12 && date !== month, isProof: date > 12 });
  }

  const worded = /^(\d{1,2})(?:st|nd|rd|th)?[ .-]?(?:of )?([a-z]{3,9})[.,]?[ -]?,? ?(\d{4}|\d{2})$/i.exec(text);
  if (worded && monthOf(worded[2] ?? '') > 0) return dayFrom(yearOf(worded[3] ?? ''), monthOf(worded[2] ?? ''), Number(worded[1]), SURE);
  const american = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
  if (american && monthOf(american[1] ?? '') > 0) return dayFrom(Number(american[3]), monthOf(american[1] ?? ''), Number(american[2]), SURE);

  if (/^(19[7-9]\d|20\d\d|21[01]\d)$/.test(text) || /^\d{1,2}[/.-]\d{4}$/.test(text)) return { fault: 'noDay' };
  const month = /^([a-z]{3,9})\.?[ -]?(\d{4}|\d{2})$/i.exec(text);
  if (month && monthOf(month[1] ?? '') > 0) return { fault: 'noDay' };

  if (/^\d{1,5}(\.\d+)?$/.test(text)) {
    const count = Math.floor(Number(text));
    if (count >= EXCEL_EPOCH && count < EXCEL_LAST) return { day: addDays('1970-01-01', count - EXCEL_EPOCH), ...SURE };
    return { fault: count >= 10_000 && count < EXCEL_EPOCH ? 'before1970' : 'notADate' };
  }
  return { fault: 'notADate' };
}
