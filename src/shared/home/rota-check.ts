import type { Day } from '../basics/day.ts';
import { addDays, daysBetween, epochDay } from '../basics/day.ts';
import type { CoverWhat } from '../training/catalogue.ts';
import type { RotaRule, RotaWeight } from './rota-rules.ts';
import { LONE_REVIEW_DAYS, ROTA_RULES } from './rota-rules.ts';
import type { Member, Team } from './rota-team.ts';
import { COVERS, covers, isManaging, memberNamed } from './rota-team.ts';
import { dayFrom, londonClock, londonMinute } from './rota-time.ts';
import type { RotaWeek } from './rota.ts';

/** One shift of one week, on the line of time. `from` and `to` are minutes since 1970, UTC. */
export type CheckedShift = {
  id: string;
  weekOf: Day;
  /** Its place in the week's `shifts`. */
  index: number;
  name: string;
  day: Day;
  from: number;
  to: number;
  on: Member[];
  shadow: Member[];
  leader: Member | null;
  loneAssessedOn: Day | null;
};

/** Why a rule fails, where a rule can fail in more than one way. */
export type RotaWhy = 'noLeader' | 'leaderNotOn' | 'notInducted' | 'noAssessment' | null;

export type Finding = {
  id: string;
  rule: RotaRule;
  weight: RotaWeight;
  why: RotaWhy;
  /** Null for hours that belong to no shift. */
  shift: CheckedShift | null;
  weekOf: Day;
  from: number;
  to: number;
  /** Whom it is about: the leader, the person alone, the agency staff, the untrained. */
  members: Member[];
};

/** A certificate that ends inside these weeks, and the shifts that fail because of it. */
export type Ending = { member: Member; what: CoverWhat; lastDay: Day; shifts: CheckedShift[] };

export type RotaCheck = {
  shifts: CheckedShift[];
  /** In the order of time; those that fail before those to look at. */
  findings: Finding[];
  endings: Ending[];
  /** Shifts with a deputy or manager on duty, of those with anybody on duty (Guide 10.1: on duty or on call). */
  managed: { shifts: number; of: number };
};

/** A moment between two changes: who is on duty does not change in it, nor does the day. */
type Stretch = { from: number; to: number; day: number; active: CheckedShift[]; on: Member[] };
type Fault = { rule: RotaRule; why?: RotaWhy; shift: CheckedShift | null; members?: Member[] };

export function isTyped(week: RotaWeek): boolean {
  return week.shifts.some((shift) => shift.on.length > 0);
}

function shiftsOf(week: RotaWeek, team: Team): CheckedShift[] {
  const monday = epochDay(week.weekOf);
  const named = week.people.map((person) => memberNamed(team, person));
  const at = (index: number) => named[index] ?? [];
  return week.shifts.map((shift, index) => {
    const day = monday + shift.day;
    return {
      id: `${week.weekOf}.${index}`,
      weekOf: week.weekOf,
      index,
      name: shift.name,
      day: addDays(week.weekOf, shift.day),
      from: londonMinute(day, shift.start),
      to: londonMinute(day, shift.end > shift.start ? shift.end : shift.end + 1440),
      on: shift.on.flatMap(at),
      shadow: shift.shadow.flatMap(at),
      leader: shift.leader === null ? null : (named[shift.leader] ?? null),
      loneAssessedOn: week.loneAssessedOn,
    };
  });
}

/** Everybody on duty, once, however many of their shifts overlap. Nobody who only shadows. */
function onDuty(active: readonly CheckedShift[]): Member[] {
  const [only, ...others] = active;
  if (!only) return [];
  if (others.length === 0) return only.on;
  return [...new Map(active.flatMap((shift) => shift.on.map((member) => [member.key, member]))).values()];
}

function isAgencyOver(on: readonly Member[]): boolean {
  return on.filter((member) => member.isAgency).length * 2 > on.length;
}

function leaderFault(shift: CheckedShift, day: number): Fault | null {
  const { leader } = shift;
  if (leader === null) return { rule: 'leader', why: 'noLeader', shift };
  if (!shift.on.some((member) => member.key === leader.key)) return { rule: 'leader', why: 'leaderNotOn', shift, members: [leader] };
  if (!leader.isInducted(day) || leader.isSupervisedOnly(day)) return { rule: 'leader', why: 'notInducted', shift, members: [leader] };
  return null;
}

/** Alone, or only with others who may not be alone either. */
function aloneFaults(shift: CheckedShift, on: readonly Member[], day: number): Fault[] {
  const found: Fault[] = [];
  if (on.every((member) => member.isSupervisedOnly(day))) found.push({ rule: 'supervised', shift, members: [...on] });
  if (on.every((member) => member.isAgency && !member.knowsHome(day))) found.push({ rule: 'soleCharge', shift, members: [...on] });
  if (on.length > 1) return found;
  const assessed = shift.loneAssessedOn;
  const date = dayFrom(day);
  if (assessed === null || assessed > date) found.push({ rule: 'lone', why: 'noAssessment', shift, members: [...on] });
  else if (daysBetween(assessed, date) > LONE_REVIEW_DAYS) found.push({ rule: 'loneOld', shift, members: [...on] });
  return found;
}

/** What fails at one moment. Overlapping shifts stand together: what one lacks the other may bring. */
export function faultsAt({ day, active, on }: Pick<Stretch, 'day' | 'active' | 'on'>): Fault[] {
  const first = active[0];
  if (!first || on.length === 0) return [{ rule: 'nobody', shift: first ?? null }];
  const found: Fault[] = [];
  for (const what of COVERS) if (!on.some((member) => covers(member, what, day))) found.push({ rule: what, shift: first });
  if (isAgencyOver(on)) {
    const shift = active.find((entry) => isAgencyOver(entry.on)) ?? first;
    found.push({ rule: 'agencyHalf', shift, members: on.filter((member) => member.isAgency) });
  }
  const led = active.map((shift) => leaderFault(shift, day));
  if (!led.includes(null)) found.push(led.find((fault) => fault?.why !== 'noLeader') ?? (led[0] as Fault));
  found.push(...aloneFaults(first, on, day));
  const untrained = on.filter((member) => !covers(member, 'restraint', day));
  // Said of each person on their own shift, not of the one they hand over to.
  for (const shift of untrained.length < on.length ? active : []) {
    const theirs = shift.on.filter((member) => untrained.includes(member));
    if (theirs.length > 0) found.push({ rule: 'restraintAll', shift, members: theirs });
  }
  return found;
}

function* stretchesOf(shifts: readonly CheckedShift[], until: number): Generator<Stretch> {
  const edges = new Set<number>();
  for (const { from, to } of shifts) edges.add(from).add(to);
  const start = Math.min(...edges);
  const end = Math.max(until, ...edges);
  edges.add(end);
  for (let day = londonClock(start).day + 1; londonMinute(day, 0) < end; day += 1) edges.add(londonMinute(day, 0));
  const times = [...edges].sort((one, other) => one - other);
  const waiting = [...shifts].sort((one, other) => one.from - other.from);
  let next = 0;
  let active: CheckedShift[] = [];
  for (const [index, from] of times.entries()) {
    const to = times[index + 1];
    if (to === undefined) return;
    active = active.filter((shift) => shift.to > from);
    for (let shift = waiting[next]; shift && shift.from <= from; shift = waiting[next]) {
      active.push(shift);
      next += 1;
    }
    yield { from, to, day: londonClock(from).day, active, on: onDuty(active) };
  }
}

/** Typed weeks that follow each other: of a week nobody typed nothing is said, also not that nobody was there. */
function blocksOf(weeks: readonly RotaWeek[]): RotaWeek[][] {
  const blocks: RotaWeek[][] = [];
  for (const week of weeks.filter(isTyped).sort((one, other) => one.weekOf.localeCompare(other.weekOf))) {
    const block = blocks.at(-1);
    if (block?.at(-1)?.weekOf === addDays(week.weekOf, -7)) block.push(week);
    else blocks.push([week]);
  }
  return blocks;
}

/** On the list of one shift although they do not work here, or although they are on another at the same time. */
function peopleFaults(shifts: readonly CheckedShift[]): Fault[] {
  const found: Fault[] = [];
  const busy = new Map<string, CheckedShift>();
  for (const shift of [...shifts].sort((one, other) => one.from - other.from)) {
    const everyone = [...shift.on, ...shift.shadow];
    const gone = everyone.filter((member) => member.personId !== null && member.roleOn(epochDay(shift.day)) === null);
    if (gone.length > 0) found.push({ rule: 'notHere', shift, members: gone });
    const twice = everyone.filter((member) => (busy.get(member.key)?.to ?? 0) > shift.from);
    if (twice.length > 0) found.push({ rule: 'twice', shift, members: twice });
    for (const member of everyone) if ((busy.get(member.key)?.to ?? 0) < shift.to) busy.set(member.key, shift);
  }
  return found;
}

const ENDED = new WeakMap<Member, Map<CoverWhat, number[]>>();

/** The last days of cover of a member that lie before the end of what was looked at. */
function lastDays(member: Member, what: CoverWhat, to: number): number[] {
  const known = ENDED.get(member) ?? new Map<CoverWhat, number[]>();
  ENDED.set(member, known);
  const before = known.get(what);
  if (before) return before;
  const days = member.cover[what].map((span) => span.to).filter((day) => day < to);
  known.set(what, days);
  return days;
}

function endingsOf(shifts: readonly CheckedShift[], failed: Iterable<{ stretch: Stretch; rule: CoverWhat; shift: CheckedShift }>, team: Team, since: Day): Ending[] {
  const to = epochDay(team.to);
  const endings = new Map<string, Ending>();
  const note = (member: Member, what: CoverWhat, day: number) => {
    const key = `${member.key} ${what} ${day}`;
    const known = endings.get(key) ?? { member, what, lastDay: dayFrom(day), shifts: [] };
    endings.set(key, known);
    return known;
  };
  for (const member of new Set(shifts.flatMap((shift) => shift.on))) {
    for (const what of COVERS) for (const day of lastDays(member, what, to)) if (day >= epochDay(since)) note(member, what, day);
  }
  for (const { stretch, rule, shift } of failed) {
    for (const member of stretch.on) {
      const day = lastDays(member, rule, to).findLast((entry) => entry < stretch.day && entry >= epochDay(since));
      if (day === undefined) continue;
      const ending = note(member, rule, day);
      if (!ending.shifts.includes(shift)) ending.shifts.push(shift);
    }
  }
  return [...endings.values()].sort(
    (one, other) => one.lastDay.localeCompare(other.lastDay) || other.shifts.length - one.shifts.length || one.member.name.localeCompare(other.member.name),
  );
}

/**
 * Checks weeks of a rota over every minute of them. `since`: what ends before it is only there so
 * that its last night is known. Certificates are judged on the day, so a night may pass until midnight.
 */
export function checkRota(weeks: readonly RotaWeek[], team: Team, since: Day): RotaCheck {
  const findings = new Map<string, Finding>();
  const failed: { stretch: Stretch; rule: CoverWhat; shift: CheckedShift }[] = [];
  const all: CheckedShift[] = [];
  const begins = londonMinute(epochDay(since), 0);

  const lay = (fault: Fault, from: number, to: number) => {
    if (to <= begins || (fault.shift && fault.shift.weekOf < since)) return;
    const weekOf = fault.shift?.weekOf ?? dayFrom(londonClock(from).day - ((londonClock(from).day + 3) % 7));
    const members = fault.members ?? [];
    const about = `${fault.rule} ${fault.why ?? ''} ${fault.shift?.id ?? ''} ${members.map((member) => member.key).join()}`;
    const id = fault.shift ? about : `${about} ${from}`;
    const known = findings.get(id) ?? (fault.shift ? undefined : [...findings.values()].find((entry) => entry.shift === null && entry.to === from));
    if (known) known.to = Math.max(known.to, to);
    else findings.set(id, { id, rule: fault.rule, weight: ROTA_RULES[fault.rule].weight, why: fault.why ?? null, shift: fault.shift, weekOf, from, to, members });
  };

  for (const block of blocksOf(weeks)) {
    const shifts = block.flatMap((week) => shiftsOf(week, team));
    all.push(...shifts);
    const closed = new Set(block.filter((week) => !week.roundTheClock).map((week) => epochDay(week.weekOf)));
    const until = londonMinute(epochDay(block.at(-1)?.weekOf ?? since) + 7, 0);
    for (const stretch of stretchesOf(shifts, until)) {
      const isClosed = stretch.active.length === 0 && closed.has(stretch.day - ((stretch.day + 3) % 7));
      for (const fault of isClosed ? [] : faultsAt(stretch)) {
        lay(fault, stretch.from, stretch.to);
        const { rule, shift } = fault;
        if (shift && shift.weekOf >= since && (rule === 'firstAid' || rule === 'medication' || rule === 'restraint')) failed.push({ stretch: { ...stretch }, rule, shift });
      }
    }
    for (const fault of peopleFaults(shifts)) if (fault.shift) lay(fault, fault.shift.from, fault.shift.to);
  }

  const inView = all.filter((shift) => shift.weekOf >= since);
  const staffed = inView.filter((shift) => shift.on.length > 0);
  return {
    shifts: inView,
    findings: [...findings.values()].sort((one, other) => one.from - other.from || one.rule.localeCompare(other.rule)),
    endings: endingsOf(inView, failed, team, since),
    managed: { shifts: staffed.filter((shift) => shift.on.some((member) => isManaging(member, epochDay(shift.day)))).length, of: staffed.length },
  };
}
