import type { Day } from '../basics/day.ts';
import { addDays, addMonths, daysBetween } from '../basics/day.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { toldOf } from '../training/person-record.ts';
import { isPlacementOpen } from '../training/requirement.ts';
import type { Bodies } from '../wire/kinds.ts';
import type { Basis, ClockName, SupervisionRule, Warning } from './clock-lengths.ts';
import {
  AGENCY_SHIFTS,
  APPRAISAL_DAYS,
  BASIS,
  INDUCTION_DAYS,
  LEVEL_FIVE_MONTHS,
  PROBATION_DAYS,
  PROBATION_REVIEW_DAYS,
  REGULATIONS,
  SUPERVISION_DAYS,
  UNTOLD_DAYS,
  WARNINGS,
} from './clock-lengths.ts';
import { inOrder } from './clock-order.ts';
import type { Deferral, DiplomaStanding } from './diploma.ts';
import { deferralOf, diplomaOf } from './diploma.ts';
import { levelThreeOf } from './level-three.ts';
import type { Placement } from './person.ts';
import type { Diploma } from './qualification.ts';
import type { Role } from './role.ts';
import { CARE_ROLES } from './role.ts';

/**
 * `notStarted`: the first day is still to come. `deferred`: a later date holds, for a legal reason.
 * `notMet`: an induction or probation was looked at and not met. `notRecorded`: it should have happened
 * over a year ago and nobody ever said whether it did; like `overdue`, it does not count as on time.
 */
export type ClockState = 'met' | 'onTime' | 'warn' | 'overdue' | 'deferred' | 'notStarted' | 'notMet' | 'notRecorded';

/** Both dates from which a diploma may be counted. The earlier one counts. */
export type Starts = {
  firstEver: Day;
  /** False when no earlier role is known, and the first day in a home here is used. */
  isFirstKnown: boolean;
  /** The first day in each home where somebody holds such a role now. */
  here: { placeId: string; on: Day }[];
  /** They differ. Whether moving home restarts the date is not settled: a person must confirm (training reference, section 14). */
  mustConfirm: boolean;
};

export type Clock = {
  what: ClockName;
  /** The home it belongs to; null when it belongs to the person, wherever they work. */
  placeId: string | null;
  startedOn: Day;
  /** The last day on which it is in time; the new date while deferred. */
  byOn: Day;
  /** As `byOn`, without a deferral or an extension. */
  firstByOn: Day;
  /** Negative once it is over. */
  daysLeft: number;
  state: ClockState;
  /** The tightest warning reached, from those no longer than half the clock; null when met, over, or not begun. */
  warnAt: Warning | null;
  /** The regulation, by number. */
  basis: string;
  /** Whether the length itself is law, or a default of practice. */
  length: Basis;
  /** When it was last met: the diploma, the milestone, the last meeting. */
  lastOn: Day | null;
  /** Level 3 and Level 5 only. */
  starts: Starts | null;
  qualification: DiplomaStanding | null;
  deferral: Deferral | null;
  /** Supervision only: which interval was used. */
  rule: SupervisionRule | null;
  /** Supervision of agency staff, where a rota is known: shifts since the last one. */
  shifts: number | null;
};

type Milestone = Bodies['people.milestone.recorded'];

export type ClockHelp = {
  /** Days of the person's shifts, from the home's rotas; without them agency staff are counted in days. */
  shiftDays?: readonly Day[];
};

/** Roles of people whom the home itself employs: probation and appraisal are about employees (regulation 33). */
const EMPLOYED: readonly Role[] = ['carer', 'senior', 'deputy', 'manager'];
const INDUCTED: readonly Role[] = [...EMPLOYED, 'agency'];

function warningAt(daysLeft: number, length: number): Warning | null {
  return WARNINGS.filter((days) => days * 2 <= length && daysLeft <= days).at(-1) ?? null;
}

type Making = Pick<Clock, 'what' | 'startedOn' | 'byOn'> & Partial<Clock> & { isMet?: boolean };

function make({ isMet, ...given }: Making, today: Day): Clock {
  const { what, startedOn, byOn } = given;
  const daysLeft = daysBetween(today, byOn);
  const lastOn = given.lastOn ?? null;
  const isUntold = lastOn === null && daysBetween(startedOn, today) > UNTOLD_DAYS && BASIS[what] === 'practice';
  const state = (): ClockState => {
    if (given.state) return given.state;
    if (isMet) return 'met';
    if (startedOn > today) return 'notStarted';
    if (daysLeft < 0) return isUntold ? 'notRecorded' : 'overdue';
    return given.deferral ? 'deferred' : warningAt(daysLeft, daysBetween(startedOn, byOn)) !== null ? 'warn' : 'onTime';
  };
  const word = state();
  return {
    placeId: null,
    firstByOn: byOn,
    starts: null,
    qualification: null,
    deferral: null,
    rule: null,
    shifts: null,
    ...given,
    daysLeft,
    lastOn,
    state: word,
    warnAt: word === 'warn' || word === 'deferred' || word === 'onTime' ? warningAt(daysLeft, daysBetween(startedOn, byOn)) : null,
    basis: REGULATIONS[what],
    length: BASIS[what],
  };
}

function diplomaClock(what: Diploma, record: PersonRecord, starts: Starts, firstByOn: Day, today: Day): Clock {
  const startedOn = starts.firstEver;
  const deferral = deferralOf(record, what, today);
  const byOn = deferral && deferral.until > firstByOn ? deferral.until : firstByOn;
  const qualification = diplomaOf(record, what, startedOn, byOn, today);
  const isMet = qualification.state === 'held' || qualification.state === 'equivalent';
  return make({ what, startedOn, byOn, firstByOn, starts, qualification, deferral: isMet ? null : deferral, isMet, lastOn: isMet ? qualification.on : null }, today);
}

function startsOf(firstEver: Day, isFirstKnown: boolean, open: readonly Placement[]): Starts {
  const here = open.map((placement) => ({ placeId: placement.placeId, on: placement.startsOn }));
  return { firstEver, isFirstKnown, here, mustConfirm: here.some(({ on }) => on > firstEver) };
}

function levelThreeClock(record: PersonRecord, open: readonly Placement[], today: Day): Clock[] {
  const dates = levelThreeOf(record.placements, today);
  if (!dates) return [];
  const care = open.filter((placement) => CARE_ROLES.includes(placement.role));
  return [diplomaClock('level3', record, startsOf(dates.startedOn, dates.isFirstKnown, care), dates.byOn, today)];
}

/** 3 years after starting to manage a home, ended placements included (regulation 28(3)). */
function levelFiveClock(record: PersonRecord, open: readonly Placement[], today: Day): Clock[] {
  const managing = open.filter((placement) => placement.role === 'manager');
  const first = record.placements
    .filter((placement) => placement.role === 'manager')
    .map((placement) => placement.startsOn)
    .sort()[0];
  if (managing.length === 0 || first === undefined) return [];
  return [diplomaClock('level5', record, startsOf(first, false, managing), addMonths(first, LEVEL_FIVE_MONTHS), today)];
}

/** The last word about one step in one home, by the day it counts from. */
function milestoneOf(record: PersonRecord, what: Milestone['what'], homeId: string, today: Day): Milestone | null {
  const told = toldOf(record, 'people.milestone.recorded').filter(({ body }) => body.what === what && body.homeId === homeId && body.on <= today);
  return inOrder(told).at(-1)?.body ?? null;
}

function milestoneClock(what: 'induction' | 'probationReview' | 'probation', days: number, record: PersonRecord, placement: Placement, today: Day): Clock {
  const told = milestoneOf(record, what, placement.placeId, today);
  const firstByOn = addDays(placement.startsOn, days);
  const isMet = told?.outcome === 'met';
  const byOn = told?.outcome === 'extended' && told.until !== null ? told.until : firstByOn;
  const clock = { what, placeId: placement.placeId, startedOn: placement.startsOn, firstByOn, byOn, lastOn: told?.on ?? null, isMet };
  return make(told?.outcome === 'notMet' ? { ...clock, state: 'notMet' } : clock, today);
}

function milestoneClocks(record: PersonRecord, open: readonly Placement[], today: Day): Clock[] {
  return open.flatMap((placement) => {
    if (!INDUCTED.includes(placement.role)) return [];
    const induction = milestoneClock('induction', INDUCTION_DAYS, record, placement, today);
    if (!EMPLOYED.includes(placement.role)) return [induction];
    const probation = milestoneClock('probation', PROBATION_DAYS, record, placement, today);
    const review = milestoneClock('probationReview', PROBATION_REVIEW_DAYS, record, placement, today);
    // Once probation itself is settled, nobody needs the look at its middle.
    const isSettled = probation.state === 'met' || probation.state === 'notRecorded' || probation.state === 'notMet';
    return isSettled ? [induction, probation] : [induction, review, probation];
  });
}

function lastMeeting(record: PersonRecord, kind: 'supervision' | 'appraisal', today: Day): Day | null {
  const days = toldOf(record, 'people.meeting.recorded').flatMap(({ body }) => (body.kind === kind && body.on <= today ? [body.on] : []));
  return days.sort().at(-1) ?? null;
}

/** The strictest interval of the roles somebody holds. */
function supervisionRule(open: readonly Placement[], isInProbation: boolean): SupervisionRule {
  if (isInProbation) return 'probation';
  if (open.some((placement) => placement.role !== 'agency' && placement.role !== 'manager')) return 'established';
  return open.some((placement) => placement.role === 'agency') ? 'agency' : 'manager';
}

function supervisionClock(record: PersonRecord, working: readonly Placement[], clocks: readonly Clock[], help: ClockHelp, today: Day): Clock[] {
  const first = working.map((placement) => placement.startsOn).sort()[0];
  if (first === undefined) return [];
  const isInProbation = clocks.some((clock) => clock.what === 'probation' && ['onTime', 'warn', 'overdue'].includes(clock.state));
  const rule = supervisionRule(working, isInProbation);
  const lastOn = lastMeeting(record, 'supervision', today);
  const startedOn = lastOn !== null && lastOn > first ? lastOn : first;
  const after = rule === 'agency' && help.shiftDays ? [...help.shiftDays].filter((day) => day > startedOn).sort() : null;
  const byOn = after?.[AGENCY_SHIFTS - 1] ?? addDays(startedOn, SUPERVISION_DAYS[rule]);
  return [make({ what: 'supervision', startedOn, byOn, lastOn, rule, shifts: after ? after.filter((day) => day <= today).length : null }, today)];
}

function appraisalClock(record: PersonRecord, working: readonly Placement[], today: Day): Clock[] {
  const first = working
    .filter((placement) => EMPLOYED.includes(placement.role))
    .map((placement) => placement.startsOn)
    .sort()[0];
  if (first === undefined) return [];
  const lastOn = lastMeeting(record, 'appraisal', today);
  const startedOn = lastOn !== null && lastOn > first ? lastOn : first;
  return [make({ what: 'appraisal', startedOn, byOn: addDays(startedOn, APPRAISAL_DAYS), lastOn }, today)];
}

/**
 * Every legal date of one person on a day, each with the regulation it rests on. Agency staff stand under the
 * same Level 3 date (Guide 10.12). Nobody who has left, and no reader or officer, has a clock.
 */
export function clocksOf(record: PersonRecord, today: Day, help: ClockHelp = {}): Clock[] {
  if (record.isClosed) return [];
  const open = record.placements.filter((placement) => isPlacementOpen(placement, today));
  const working = open.filter((placement) => INDUCTED.includes(placement.role));
  const milestones = milestoneClocks(record, open, today);
  return [
    ...levelThreeClock(record, open, today),
    ...levelFiveClock(record, open, today),
    ...milestones,
    ...supervisionClock(record, working, milestones, help, today),
    ...appraisalClock(record, working, today),
  ];
}

/** An early start: identity and DBS are satisfactory, other checks are still out, so never alone (regulation 32(7)). */
export type SupervisedOnly = { homeId: string; since: Day; note: string; until: Day | null };

export function supervisedOnlyOf(record: PersonRecord, today: Day): SupervisedOnly[] {
  const homes = new Set(record.placements.filter((placement) => isPlacementOpen(placement, today)).map((placement) => placement.placeId));
  return [...homes].flatMap((homeId) => {
    const told = milestoneOf(record, 'preEmploymentChecks', homeId, today);
    return told && told.outcome !== 'met' ? [{ homeId, since: told.on, note: told.note, until: told.until }] : [];
  });
}

const URGENCY: Record<ClockState, number> = { overdue: 0, notMet: 1, warn: 2, notRecorded: 3, deferred: 4, onTime: 5, notStarted: 6, met: 7 };

/** Most urgent first: what is over, then what warns, by the days left. A deferral to be looked at again comes with the warnings. */
export function byUrgency(one: Clock, other: Clock): number {
  const rank = (clock: Clock) => (clock.deferral?.isReviewDue ? 1 : URGENCY[clock.state]);
  return rank(one) - rank(other) || one.daysLeft - other.daysLeft || one.what.localeCompare(other.what);
}
