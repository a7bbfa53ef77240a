import type { Audience, StaffedHours } from '../../shared/voice/directory.ts';
import { currentLocale } from '../../words/phrasebook.ts';
import { w } from '../../words/say.ts';

const QUARTER_MS = 15 * 60_000;
/** Two weeks: longer than any holiday between two staffed hours. */
const MOST_QUARTERS = 14 * 24 * 4;

const WEEKDAYS: Record<string, number> = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Whether somebody of this team is there at this moment, by the clock of the home. */
export function isStaffed({ days, from, to }: StaffedHours, moment: string): boolean {
  if (days.length === 0) return true;
  const parts = Object.fromEntries(clock.formatToParts(new Date(moment)).map((part) => [part.type, part.value]));
  const time = `${parts.hour}:${parts.minute}`;
  return days.includes(WEEKDAYS[parts.weekday ?? ''] ?? 0) && time >= from && time < to;
}

/** When this many staffed minutes have passed; null when there are none within two weeks. */
export function staffedAfter(hours: StaffedHours, from: string, minutes: number): string | null {
  let left = minutes * 60_000;
  let at = new Date(from).getTime();
  for (let quarter = 0; quarter < MOST_QUARTERS; quarter += 1) {
    const step = QUARTER_MS - (at % QUARTER_MS);
    if (isStaffed(hours, new Date(at).toISOString())) {
      if (left <= step) return new Date(at + left).toISOString();
      left -= step;
    }
    at += step;
  }
  return null;
}

/** By when a person looks: a worry within one staffed hour, anything else within a staffed day (voice reference, 5.2). */
export function lookBy(audience: Audience, now: string, isUrgent: boolean): string | null {
  if (isUrgent) return staffedAfter(audience.hours, now, 60);
  return new Date(new Date(now).getTime() + 24 * 3_600_000).toISOString();
}

function format(options: Intl.DateTimeFormatOptions, moment: string): string {
  const tag = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  return new Intl.DateTimeFormat(tag, { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'Europe/London', ...options }).format(new Date(moment));
}

/** "Tue 10:05" in the same week, else "3 March, 10:05". */
export function sayWhen(moment: string, now: string): string {
  const near = Math.abs(new Date(now).getTime() - new Date(moment).getTime()) < 6 * 86_400_000;
  const day = near ? format({ weekday: 'short' }, moment) : format({ day: 'numeric', month: 'long' }, moment);
  return `${day} ${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, moment)}`;
}

/** "3 March" of a moment, by the clock of the home. */
export function sayDay(moment: string): string {
  return format({ weekday: 'short', day: 'numeric', month: 'long' }, moment);
}

/** "14:05". */
export function sayTime(moment: string): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, moment);
}

// 4 January 2021 was a Monday.
const dayName = (day: number) => format({ weekday: 'long' }, `2021-01-0${3 + day}T12:00:00Z`);

/** "Monday to Friday, 9:00 to 17:00". */
export function sayHours({ days, from, to }: StaffedHours): string {
  if (days.length === 0) return w('who.always');
  const sorted = [...days].sort((one, other) => one - other);
  const isRow = sorted.every((day, index) => index === 0 || day === (sorted[index - 1] ?? 0) + 1);
  const clockTime = (time: string) => time.replace(/^0/, '');
  return w('who.daysHours', { days: sayDays(sorted, isRow), from: clockTime(from), to: clockTime(to) });
}

function sayDays(sorted: number[], isRow: boolean): string {
  const [first = 1] = sorted;
  const last = sorted[sorted.length - 1] ?? first;
  if (sorted.length === 7) return w('who.everyDay');
  if (isRow && first === 1 && last === 5) return w('who.weekdays');
  if (sorted.length === 1) return dayName(first);
  if (isRow && sorted.length > 2) return w('who.days', { first: dayName(first), last: dayName(last) });
  const names = sorted.map(dayName);
  return w('who.and', { rest: names.slice(0, -1).join(', '), last: names[names.length - 1] ?? '' });
}
