import { addDays, epochDay } from '../basics/day.ts';
import { dayFrom, londonClock, londonMinute, mondayOf } from './rota-time.ts';
import type { RotaWeek } from './rota.ts';

/** A night is from 22:00 to 06:00. Before eight in the morning "tonight" is still the night that went. Setting of Hearth. */
const NIGHT_FROM = 22 * 60;
const NIGHT_TO = 30 * 60;
const MORNING = 8 * 60;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** The night that a moment means by "tonight", in minutes since 1970. */
function tonight(nowMs: number): { from: number; to: number; day: number } {
  const { day, minutes } = londonClock(Math.floor(nowMs / MINUTE_MS));
  const evening = minutes < MORNING ? day - 1 : day;
  return { day: evening, from: londonMinute(evening, NIGHT_FROM), to: londonMinute(evening, NIGHT_TO) };
}

/**
 * Who is on shift tonight, learning or counted, by the rotas that stand. Somebody known by name alone
 * has no id and is left out. @param weeks the latest word for each week of each home.
 */
export function onShiftTonight(weeks: readonly RotaWeek[], nowMs: number): Set<string> {
  const night = tonight(nowMs);
  const asked = new Set([mondayOf(dayFrom(night.day)), mondayOf(addDays(dayFrom(night.day), 1)), mondayOf(addDays(dayFrom(night.day), -1))]);
  const found = new Set<string>();
  for (const week of weeks) {
    if (!asked.has(week.weekOf)) continue;
    const monday = epochDay(week.weekOf);
    for (const shift of week.shifts) {
      const from = londonMinute(monday + shift.day, shift.start);
      const to = londonMinute(monday + shift.day, shift.end > shift.start ? shift.end : shift.end + DAY_MINUTES);
      if (from >= night.to || to <= night.from) continue;
      for (const at of [...shift.on, ...shift.shadow]) {
        const personId = week.people[at]?.personId;
        if (personId) found.add(personId);
      }
    }
  }
  return found;
}
