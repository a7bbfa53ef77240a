import type { Day } from '../basics/day.ts';
import { addDays, epochDay } from '../basics/day.ts';
import { inOrder } from '../people/clock-order.ts';
import { toldOf } from '../training/person-record.ts';
import type { KnownFact } from '../wire/fact.ts';
import { londonMinute } from './rota-time.ts';
import type { RotaWeek } from './rota.ts';

/** One shift of one person, as they may see it: names and times, and nothing of what anybody can do. */
export type OwnShift = {
  id: string;
  homeId: string;
  weekOf: Day;
  day: Day;
  name: string;
  /** Minutes after midnight, Europe/London. */
  start: number;
  end: number;
  /** Minutes since 1970, UTC. */
  from: number;
  to: number;
  /** Here to learn, and never counted. */
  isShadow: boolean;
  isLeading: boolean;
  /** Who leads, when it is somebody else; null when it is this person, or nobody is named. */
  leader: string | null;
  /** Who else is on duty, the leader among them. */
  others: string[];
};

/** The last word on each week of a home's rota, the earliest first. Saved weeks only: what a manager is still typing is nobody's shift. */
export function publishedWeeks(home: { told?: readonly KnownFact[] }): RotaWeek[] {
  const latest = new Map(inOrder(toldOf(home, 'home.rota.set')).map(({ body }) => [`${body.homeId} ${body.weekOf}`, body]));
  return [...latest.values()].sort((one, other) => one.weekOf.localeCompare(other.weekOf));
}

/** A person's shifts that have not ended by a minute since 1970 (UTC), in the order of time. */
export function ownShifts(weeks: readonly RotaWeek[], personId: string, now: number): OwnShift[] {
  const own = weeks.flatMap((week) => {
    const me = new Set(week.people.flatMap((person, at) => (person.personId === personId ? [at] : [])));
    if (me.size === 0) return [];
    const nameAt = (at: number) => week.people[at]?.name ?? [];
    return week.shifts.flatMap((shift, index): OwnShift[] => {
      const isOn = shift.on.some((at) => me.has(at));
      if (!isOn && !shift.shadow.some((at) => me.has(at))) return [];
      const { name, start, end, leader } = shift;
      const date = epochDay(week.weekOf) + shift.day;
      const isLeading = leader !== null && me.has(leader);
      return [
        {
          ...{ id: `${week.homeId}.${week.weekOf}.${index}`, homeId: week.homeId, weekOf: week.weekOf, day: addDays(week.weekOf, shift.day), name, start, end },
          from: londonMinute(date, start),
          to: londonMinute(date, end > start ? end : end + 1440),
          isShadow: !isOn,
          isLeading,
          leader: leader === null || isLeading ? null : (week.people[leader]?.name ?? null),
          others: shift.on.filter((at) => !me.has(at)).flatMap(nameAt),
        },
      ];
    });
  });
  return own.filter((shift) => shift.to > now).sort((one, other) => one.from - other.from);
}
