import type { Day } from '../basics/day.ts';
import { addDays, epochDay } from '../basics/day.ts';

const DAY_MINUTES = 1440;

/** The last Sunday of a month, as days since 1970. */
function lastSunday(year: number, month: number): number {
  const last = Math.round(Date.UTC(year, month, 0) / 86_400_000);
  // 1 January 1970 was a Thursday.
  return last - ((last + 4) % 7);
}

const summers = new Map<number, { from: number; to: number }>();

/** British Summer Time of a year in minutes since 1970, UTC: both changes come at 01:00 UTC (Summer Time Order 2002). */
function summerOf(year: number): { from: number; to: number } {
  const known = summers.get(year);
  if (known) return known;
  const summer = { from: lastSunday(year, 3) * DAY_MINUTES + 60, to: lastSunday(year, 10) * DAY_MINUTES + 60 };
  summers.set(year, summer);
  return summer;
}

/**
 * Minutes since 1970 (UTC) at so many minutes after midnight of a London day; more than 1440 is the
 * next day. An hour that the clocks leave out counts as the one after it; of an hour that comes
 * twice, the second counts.
 */
export function londonMinute(day: number, minutes: number): number {
  const local = day * DAY_MINUTES + minutes;
  const summer = summerOf(new Date(local * 60_000).getUTCFullYear());
  return local - 60 >= summer.from && local < summer.to ? local - 60 : local;
}

/** The London day (days since 1970) and the minutes after its midnight. */
export function londonClock(minute: number): { day: number; minutes: number } {
  const summer = summerOf(new Date(minute * 60_000).getUTCFullYear());
  const local = minute >= summer.from && minute < summer.to ? minute + 60 : minute;
  const day = Math.floor(local / DAY_MINUTES);
  return { day, minutes: local - day * DAY_MINUTES };
}

/** `1290` → "21:30". */
export function clockSays(minutes: number): string {
  const within = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/** "21:30" → 1290; null for what no clock shows. */
export function clockFrom(text: string): number | null {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return Number(hours) * 60 + Number(minutes);
}

export function dayFrom(epoch: number): Day {
  return new Date(epoch * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week a day lies in. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((epochDay(day) + 3) % 7));
}
