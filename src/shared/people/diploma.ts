import type { Day } from '../basics/day.ts';
import { daysBetween } from '../basics/day.ts';
import { countedDay } from '../training/claimed-time.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { toldOf } from '../training/person-record.ts';
import type { Bodies } from '../wire/kinds.ts';
import { DEFERRAL_REGULATIONS } from './clock-lengths.ts';
import { inOrder } from './clock-order.ts';
import type { Diploma } from './qualification.ts';

/** Behind: less is done than time has gone, or the end is expected after the date, or was expected by now. */
export type Pace = 'onPace' | 'behind' | 'unknown';

export type DiplomaStanding = {
  state: 'notEnrolled' | 'enrolled' | 'held' | 'equivalent';
  /** The day this holds from; null when nothing was ever said. */
  on: Day | null;
  title: string;
  rationale: string;
  percent: number | null;
  expectedOn: Day | null;
  /** Null unless enrolled. */
  pace: Pace | null;
  /** Share of the time that has gone, 0 to 100. */
  percentGone: number;
  /** Who said it. */
  author: string | null;
};

export type Deferral = {
  deferralId: string;
  factId: string;
  reason: Bodies['people.clock.deferred']['reason'];
  rationale: string;
  decidedOn: Day;
  until: Day;
  /** The next review. */
  reviewOn: Day;
  isReviewDue: boolean;
  author: string;
  /** The regulation that allows it, by number. */
  basis: string;
  reviews: { on: Day; goesOn: boolean; rationale: string; by: string }[];
};

/** The latest word about a diploma whose day has come. */
export function diplomaOf(record: PersonRecord, diploma: Diploma, startedOn: Day, byOn: Day, today: Day): DiplomaStanding {
  const latest = inOrder(toldOf(record, 'people.qualification.recorded').filter((fact) => fact.body.diploma === diploma && fact.body.on <= today)).at(-1);
  const span = Math.max(1, daysBetween(startedOn, byOn));
  const percentGone = Math.round(Math.min(100, Math.max(0, (100 * daysBetween(startedOn, today)) / span)));
  if (!latest) return { state: 'notEnrolled', on: null, title: '', rationale: '', percent: null, expectedOn: null, pace: null, percentGone, author: null };
  const { state, on, title, rationale } = latest.body;
  const isEnrolled = state === 'enrolled';
  const percent = isEnrolled ? (latest.body.percent ?? null) : null;
  const expectedOn = isEnrolled ? (latest.body.expectedOn ?? null) : null;
  const isLate = expectedOn !== null && (expectedOn > byOn || expectedOn < today);
  const pace = !isEnrolled ? null : isLate || (percent !== null && percent < percentGone) ? 'behind' : percent === null ? 'unknown' : 'onPace';
  return { state, on, title, rationale, percent, expectedOn, pace, percentGone, author: latest.owner };
}

/** The deferral in force on a day: the latest one decided, unless a review ended it. */
export function deferralOf(record: PersonRecord, diploma: Diploma, today: Day): Deferral | null {
  const latest = inOrder(toldOf(record, 'people.clock.deferred').filter((fact) => fact.body.diploma === diploma && countedDay(fact) <= today)).at(-1);
  if (!latest) return null;
  const { deferralId, reason, rationale, until } = latest.body;
  const told = inOrder(toldOf(record, 'people.deferral.reviewed').filter((fact) => fact.body.deferralId === deferralId && countedDay(fact) <= today));
  if (told.at(-1)?.body.goesOn === false) return null;
  const reviewOn = told.at(-1)?.body.reviewOn ?? latest.body.reviewOn;
  const reviews = told.map((fact) => ({ on: countedDay(fact), goesOn: fact.body.goesOn, rationale: fact.body.rationale, by: fact.owner }));
  return {
    deferralId,
    factId: latest.factId,
    reason,
    rationale,
    decidedOn: countedDay(latest),
    until,
    reviewOn,
    isReviewDue: reviewOn <= today,
    author: latest.owner,
    basis: DEFERRAL_REGULATIONS[diploma],
    reviews,
  };
}
