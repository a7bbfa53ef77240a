import { addDays, isDay, londonDay } from '../shared/basics/day.ts';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/inbox.ts';
import { currentLocale } from '../words/phrasebook.ts';

function timeOf(moment: string): string {
  const tag = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  return new Intl.DateTimeFormat(tag, { numberingSystem: 'latn', timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment));
}

/** "14:00 today", "09:30 tomorrow", else the day in full; by the clock of the home. */
export function sayWhen(moment: string, now: string): string {
  const day = londonDay(moment);
  const today = londonDay(now);
  const time = timeOf(moment);
  if (day === today) return w('when.today', { time });
  if (day === addDays(today, 1)) return w('when.tomorrow', { time });
  if (day === addDays(today, -1)) return w('when.yesterday', { time });
  return formatMoment(moment);
}

/** `2027-03-31` and `14:10` by the clock of the home, as a moment. Null when there is no such time. */
export function momentOf(day: string, time: string): string | null {
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  // In summer clocks here are one hour ahead.
  const found = [asUtc, asUtc - 3_600_000].map((ms) => new Date(ms).toISOString()).find((moment) => londonDay(moment) === day && timeOf(moment) === time);
  return found ?? null;
}

/** The day and the time that clocks here show. */
export function clockOf(moment: string): { day: string; time: string } {
  return { day: londonDay(moment), time: timeOf(moment) };
}
