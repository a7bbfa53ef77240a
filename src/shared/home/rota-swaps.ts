import { epochDay } from '../basics/day.ts';
import type { CheckedShift, Finding, RotaCheck } from './rota-check.ts';
import { faultsAt } from './rota-check.ts';
import type { RotaRule } from './rota-rules.ts';
import { REST_MINUTES, ROTA_RULES } from './rota-rules.ts';
import type { Member, Team } from './rota-team.ts';
import { covers } from './rota-team.ts';
import { londonClock } from './rota-time.ts';

/**
 * Something to do about a finding. `lead`: somebody on the shift leads it. `come`: somebody joins, or takes
 * the place of `instead`. `exchange`: two people change places with each other.
 */
export type Swap =
  | { act: 'lead'; member: Member; changes: 0 }
  | { act: 'come'; member: Member; instead: Member | null; leads: boolean; changes: 1 }
  | { act: 'exchange'; member: Member; instead: Member; other: CheckedShift; leads: boolean; changes: 2 };

export type SwapWishes = { limit: number; restMinutes: number };

/** Looked at more closely; the others have more shifts already. */
const CLOSER = 8;
const WEEK_MINUTES = 7 * 1440;

function daysOf(shift: CheckedShift): number[] {
  return [...new Set([londonClock(shift.from).day, londonClock(shift.to - 1).day])];
}

/** Would this person put the finding right, on every day the shift touches? */
function isWanted(rule: RotaRule, member: Member, days: readonly number[]): boolean {
  return days.every((day) => {
    if (member.isSupervisedOnly(day)) return false;
    switch (rule) {
      case 'firstAid':
      case 'medication':
      case 'restraint':
        return covers(member, rule, day);
      case 'restraintAll':
        return covers(member, 'restraint', day);
      case 'leader':
        return member.isInducted(day);
      case 'soleCharge':
      case 'lone':
      case 'loneOld':
      case 'supervised':
      case 'nobody':
        return member.knowsHome(day);
      default:
        return !member.isAgency;
    }
  });
}

/** How many rules fail on a shift with these people, taken by itself, and does this one? */
function failing(shift: CheckedShift, on: Member[], leader: Member | null, rule: RotaRule): { count: number; isStill: boolean } {
  const tried = { ...shift, on, leader };
  const rules = new Set(daysOf(shift).flatMap((day) => faultsAt({ day, active: [tried], on }).map((fault) => fault.rule)));
  return { count: [...rules].filter((entry) => ROTA_RULES[entry].weight === 'fails').length, isStill: rules.has(rule) };
}

const known = new WeakMap<RotaCheck, Map<string, CheckedShift[]>>();

/** Who is on which shifts, to work or to learn. */
function busyIn(check: RotaCheck): Map<string, CheckedShift[]> {
  const before = known.get(check);
  if (before) return before;
  const found = new Map<string, CheckedShift[]>();
  for (const shift of check.shifts) {
    for (const { key } of [...shift.on, ...shift.shadow]) {
      const theirs = found.get(key);
      if (theirs) theirs.push(shift);
      else found.set(key, [shift]);
    }
  }
  known.set(check, found);
  return found;
}

function hasRest(member: Member, shift: CheckedShift, busy: ReadonlyMap<string, CheckedShift[]>, rest: number, leaving?: CheckedShift): boolean {
  return (busy.get(member.key) ?? []).every((other) => other === leaving || other.to + rest <= shift.from || other.from >= shift.to + rest);
}

/** Whom a newcomer relieves: nobody for somebody who is alone, otherwise the one whose going breaks least. */
function insteadOf(finding: Finding, shift: CheckedShift, member: Member): { instead: Member | null; count: number } | null {
  const { rule } = finding;
  const leader = rule === 'leader' ? member : shift.leader;
  const relieves = rule === 'agencyHalf' || rule === 'notHere' || rule === 'twice' || rule === 'restraintAll' ? finding.members : shift.on;
  const joins = ['lone', 'loneOld', 'nobody', 'supervised', 'soleCharge'].includes(rule);
  const ways = [...(joins ? [] : relieves.filter((entry) => rule === 'leader' || entry.key !== shift.leader?.key)), null].map((instead) => {
    const on = [...shift.on.filter((entry) => entry.key !== instead?.key), member];
    return { instead, ...failing(shift, on, leader, rule) };
  });
  return ways.filter((way) => !way.isStill).sort((one, other) => one.count - other.count)[0] ?? null;
}

/** Who of the home could put a finding right, fewest changes first, then those with the fewest shifts that week. */
export function swapsFor(finding: Finding, check: RotaCheck, team: Team, { limit, restMinutes }: SwapWishes = { limit: 4, restMinutes: REST_MINUTES }): Swap[] {
  const { shift, rule } = finding;
  if (!shift) return [];
  const days = daysOf(shift);
  const busy = busyIn(check);
  const here = new Set([...shift.on, ...shift.shadow].map((member) => member.key));
  const load = (member: Member) => (busy.get(member.key) ?? []).filter((other) => other.weekOf === shift.weekOf).length;

  const swaps: Swap[] = [];
  if (rule === 'leader') swaps.push(...shift.on.filter((member) => isWanted(rule, member, days)).map((member): Swap => ({ act: 'lead', member, changes: 0 })));
  const wanted = team.members.filter((member) => !here.has(member.key) && days.every((day) => member.roleOn(day) !== null) && isWanted(rule, member, days));
  const free = wanted
    .filter((member) => hasRest(member, shift, busy, restMinutes))
    .sort((one, other) => load(one) - load(other) || one.name.localeCompare(other.name))
    .slice(0, CLOSER);
  const come = free.flatMap((member) => {
    const way = insteadOf(finding, shift, member);
    return way ? [{ swap: { act: 'come', member, instead: way.instead, leads: rule === 'leader', changes: 1 } satisfies Swap, count: way.count }] : [];
  });
  swaps.push(...come.sort((one, other) => one.count - other.count).map(({ swap }) => swap));
  if (swaps.length < limit) swaps.push(...exchanges(finding, shift, check, wanted, busy, restMinutes, limit - swaps.length));
  return swaps.slice(0, limit);
}

/** Two people change places, and the other shift fails no more than before. */
function exchanges(
  finding: Finding,
  shift: CheckedShift,
  check: RotaCheck,
  wanted: readonly Member[],
  busy: ReadonlyMap<string, CheckedShift[]>,
  rest: number,
  limit: number,
): Swap[] {
  const { rule } = finding;
  const leads = rule === 'leader';
  const found: Swap[] = [];
  const near = check.shifts
    .filter((other) => other !== shift && Math.abs(other.from - shift.from) < WEEK_MINUTES)
    .sort((one, other) => Math.abs(one.from - shift.from) - Math.abs(other.from - shift.from));
  for (const member of wanted) {
    if (found.length >= limit) return found;
    const swap = near
      .filter((other) => other.leader?.key !== member.key && other.on.some((entry) => entry.key === member.key) && hasRest(member, shift, busy, rest, other))
      .flatMap((other): Swap[] => {
        const before = failing(other, other.on, other.leader, rule).count;
        const instead = shift.on.find((leaving) => {
          if (leaving.key === shift.leader?.key || other.on.some((entry) => entry.key === leaving.key)) return false;
          if (leaving.roleOn(epochDay(other.day)) === null || !hasRest(leaving, other, busy, rest, shift)) return false;
          const theirs = failing(other, [...other.on.filter((entry) => entry.key !== member.key), leaving], other.leader, rule);
          const ours = failing(shift, [...shift.on.filter((entry) => entry.key !== leaving.key), member], leads ? member : shift.leader, rule);
          return !ours.isStill && theirs.count <= before;
        });
        return instead ? [{ act: 'exchange', member, instead, other, leads, changes: 2 }] : [];
      })[0];
    if (swap) found.push(swap);
  }
  return found;
}
