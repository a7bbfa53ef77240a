import { isDay } from './day.ts';

/** An ISO 8601 moment with its zone, `2026-11-22T13:45:00.000Z`. */
export type Moment = string & { readonly __moment?: never };

const PARTS = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,6})?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** Is it a moment that some calendar and some clock could show? A `Date` takes 31 February for 3 March. */
export function isMoment(text: string): boolean {
  const [, day = '', hour, minute, second, zoneHour = '0', zoneMinute = '0'] = PARTS.exec(text) ?? [];
  return isDay(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && Number(zoneHour) < 24 && Number(zoneMinute) < 60;
}

/** Milliseconds from `from` to `to`. */
export function msBetween(from: Moment, to: Moment): number {
  return new Date(to).getTime() - new Date(from).getTime();
}

export function addMs(moment: Moment, ms: number): Moment {
  // Most of what is counted was said by a clock that was right, thousands of times for one screen.
  if (ms === 0 && moment.length === 24 && moment.endsWith('Z')) return moment;
  return new Date(new Date(moment).getTime() + ms).toISOString();
}
