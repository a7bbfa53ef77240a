import type { Day } from '../../shared/basics/day.ts';
import { addDays, londonDay } from '../../shared/basics/day.ts';
import type { OwnShift } from '../../shared/home/own-shifts.ts';
import { clockSays } from '../../shared/home/rota-time.ts';
import { currentLocale } from '../../words/phrasebook.ts';
import { sh } from '../../words/shifts.ts';

/** A shift that begins this late is tonight's. */
const EVENING = 18 * 60;

/** `2026-05-05` → "Tuesday 5 May". */
export function daySays(day: Day): string {
  const tag = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  const words = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' });
  return words.format(new Date(`${day}T12:00:00Z`)).replace(',', '');
}

/** Names as a person would say them: "Bea, Cy and Di". */
export function namesSay(names: readonly string[]): string {
  return new Intl.ListFormat(currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale()).format(names);
}

/** "Tonight 21:30 to 07:30". @param now an ISO moment. */
export function whenSays(shift: OwnShift, now: string): string {
  const minute = Date.parse(now) / 60_000;
  const today = londonDay(now);
  const times = { from: clockSays(shift.start), to: clockSays(shift.end) };
  if (shift.from <= minute) return sh('when.now', times);
  if (shift.day === today) return sh(shift.start >= EVENING ? 'when.tonight' : 'when.today', times);
  return shift.day === addDays(today, 1) ? sh('when.tomorrow', times) : sh('when.day', { day: daySays(shift.day), ...times });
}

/** Who leads, and what this person is there for: one sentence. */
export function leadSays(shift: OwnShift): string {
  if (shift.isLeading) return sh('you.lead');
  const leader = shift.leader === null ? sh('nobody.leads') : sh('other.leads', { name: shift.leader });
  return shift.isShadow ? `${leader} ${sh('shadow')}` : leader;
}

export function othersSay(shift: OwnShift): string {
  return shift.others.length === 0 ? sh('alone') : sh('with', { names: namesSay(shift.others) });
}
