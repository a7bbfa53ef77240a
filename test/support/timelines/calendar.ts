/**
 * A calendar of its own, so that the product's is not asked about itself: days are numbers, counted
 * out one after the other by the rule of leap years.
 */
const FIRST_YEAR = 2018;
const LAST_YEAR = 2080;

type Date = { year: number; month: number; date: number; text: string };

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const dates: Date[] = [];
const numbers = new Map<string, number>();
for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
  for (let month = 1; month <= 12; month += 1) {
    for (let date = 1; date <= daysInMonth(year, month); date += 1) {
      const text = [year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
      numbers.set(text, dates.length);
      dates.push({ year, month, date, text });
    }
  }
}

function dateOf(day: number): Date {
  const found = dates[day];
  if (!found) throw new Error(`day ${day} is outside the calendar`);
  return found;
}

export function textOf(day: number): string {
  return dateOf(day).text;
}

export function dayNumber(text: string): number {
  const found = numbers.get(text);
  if (found === undefined) throw new Error(`${text} is outside the calendar`);
  return found;
}

/** The same date so many months on, month after month; the last of the month where it is too short. */
export function monthsOn(day: number, months: number): number {
  const start = dateOf(day);
  let { year, month } = start;
  for (let left = months; left > 0; left -= 1) {
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  const date = Math.min(start.date, daysInMonth(year, month));
  return dayNumber([year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-'));
}

/** 2018-01-01 was a Monday. */
function isSunday(day: number): boolean {
  return day % 7 === 6;
}

function lastSunday(year: number, month: number): number {
  let day = dayNumber([year, String(month).padStart(2, '0'), String(daysInMonth(year, month)).padStart(2, '0')].join('-'));
  while (!isSunday(day)) day -= 1;
  return day;
}

/**
 * A minute of a day as London's clocks show it, as an ISO moment. Never between one and two in the
 * night: in March there is no such hour, and in October there are two.
 */
export function momentOf(day: number, minute: number): string {
  const { year } = dateOf(day);
  const begins = lastSunday(year, 3);
  const ends = lastSunday(year, 10);
  const isSummer = (day > begins || (day === begins && minute >= 120)) && (day < ends || (day === ends && minute < 60));
  const utc = minute - (isSummer ? 60 : 0);
  const at = utc < 0 ? { day: day - 1, minute: utc + 1440 } : { day, minute: utc };
  const two = (number: number) => String(number).padStart(2, '0');
  return `${textOf(at.day)}T${two(Math.floor(at.minute / 60))}:${two(at.minute % 60)}:00.000Z`;
}
