import type { Day } from '../basics/day.ts';
import { addDays } from '../basics/day.ts';
import { inOrder } from '../people/clock-order.ts';
import { toldOf } from '../training/person-record.ts';
import type { KnownFact } from '../wire/fact.ts';

/** The days on which each person of a home has a shift, by the latest rota of each week. A day with two shifts stands twice. */
export function shiftDaysOf(home: { told?: readonly KnownFact[] }): Map<string, Day[]> {
  const weeks = new Map(inOrder(toldOf(home, 'home.rota.set')).map(({ body }) => [body.weekOf, body]));
  const days = new Map<string, Day[]>();
  for (const week of weeks.values()) {
    for (const shift of week.shifts) {
      for (const at of shift.on) {
        const personId = week.people[at]?.personId;
        if (personId) days.set(personId, [...(days.get(personId) ?? []), addDays(week.weekOf, shift.day)]);
      }
    }
  }
  return days;
}
