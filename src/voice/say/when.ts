import { addStaffedMs, OPEN_WORRY_MS } from '../../shared/voice/clock.ts';
import type { Audience, StaffedHours } from '../../shared/voice/directory.ts';
import { currentLocale } from '../../words/phrasebook.ts';
import { w } from '../../words/say.ts';

/** Until then it may wait on the phone, so that arrival does not tell when it was written. */
const MOST_WAIT_MS = 15 * 60_000;

/** By when a person looks at something urgent that is sent now: one staffed hour after it may have gone at the latest. */
export function lookBy(audience: Audience, now: string, isFlagged: boolean): string {
  const goes = isFlagged ? now : new Date(Date.parse(now) + MOST_WAIT_MS).toISOString();
  return addStaffedMs(goes, OPEN_WORRY_MS, audience.hours);
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
