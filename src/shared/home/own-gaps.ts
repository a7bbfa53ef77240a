import type { Day } from '../basics/day.ts';
import { addDays, epochDay } from '../basics/day.ts';
import type { PersonRecord } from '../training/person-record.ts';
import type { Catalogue, CoverWhat } from '../training/catalogue.ts';
import type { HomeRules } from '../training/rules-of.ts';
import type { OwnShift } from './own-shifts.ts';
import { COVERS, covers, teamOf } from './rota-team.ts';
import { dayFrom, londonClock } from './rota-time.ts';

/**
 * What keeps a person's own shifts from being as the rota asks, where they themselves can do something.
 * `ends`: a certificate of theirs has run out by then. `missing`: training that is asked of everyone on duty.
 */
export type OwnGap = { shifts: OwnShift[] } & (
  | { is: 'ends'; what: CoverWhat; courseId: string; lastDay: Day }
  | { is: 'missing'; what: CoverWhat; courseId: string }
  | { is: 'notInducted' }
  | { is: 'notHere' }
  | { is: 'overlap' }
);

/** A certificate that ran out longer ago is no longer what a shift was planned with. */
const BACK_DAYS = 366;
/** All staff are trained in the principles of restraint (Guide 9.57); the rest somebody on duty must hold. */
const OF_EVERYONE: readonly CoverWhat[] = ['restraint'];

/**
 * Judged with the person's own record alone: of no colleague is anything looked at. A shift that is only
 * shadowed asks for nothing. In one home.
 */
export function ownGaps(homeId: string, shifts: readonly OwnShift[], person: PersonRecord, catalogue: Catalogue, today: Day, rules?: HomeRules): OwnGap[] {
  const counted = shifts.filter((shift) => shift.homeId === homeId && !shift.isShadow);
  const last = counted.at(-1);
  if (!last) return [];
  const [me] = teamOf(homeId, [person], catalogue, addDays(today, -BACK_DAYS), addDays(last.day, 1), rules).members;
  if (!me) return [];
  const gaps: OwnGap[] = [];
  const dayOf = (shift: OwnShift) => epochDay(shift.day);
  // A certificate is judged on the day: a night may pass until midnight.
  const lastDayOf = (shift: OwnShift) => londonClock(shift.to - 1).day;
  const here = counted.filter((shift) => me.roleOn(dayOf(shift)) !== null);
  for (const what of COVERS) {
    const courseId = catalogue.cover?.find((entry) => entry.what === what)?.courseId;
    if (courseId === undefined) continue;
    const open = here.filter((shift) => !covers(me, what, dayOf(shift)) || !covers(me, what, lastDayOf(shift)));
    const ended = new Map<number, OwnShift[]>();
    const never: OwnShift[] = [];
    for (const shift of open) {
      const day = me.cover[what].findLast((span) => span.to < lastDayOf(shift))?.to;
      if (day === undefined) never.push(shift);
      else ended.set(day, [...(ended.get(day) ?? []), shift]);
    }
    for (const [day, theirs] of ended) gaps.push({ is: 'ends', what, courseId, lastDay: dayFrom(day), shifts: theirs });
    if (OF_EVERYONE.includes(what) && never.length > 0) gaps.push({ is: 'missing', what, courseId, shifts: never });
  }
  const led = here.filter((shift) => shift.isLeading && !me.isInducted(dayOf(shift)));
  if (led.length > 0) gaps.push({ is: 'notInducted', shifts: led });
  const gone = counted.filter((shift) => me.roleOn(dayOf(shift)) === null);
  if (gone.length > 0) gaps.push({ is: 'notHere', shifts: gone });
  return gaps;
}

/** Shifts of one person that lie on each other, in whichever homes. */
export function ownOverlaps(shifts: readonly OwnShift[]): OwnGap[] {
  const both = shifts.filter((shift) => shifts.some((other) => other !== shift && other.from < shift.to && shift.from < other.to));
  return both.length > 0 ? [{ is: 'overlap', shifts: both }] : [];
}
