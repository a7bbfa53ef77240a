import { addDays, londonDay } from '../shared/basics/day.ts';
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
