import { addMonths } from '../basics/day.ts';
import type { Diploma } from './inspection-people.ts';
import { diplomasOf, placeOf } from './inspection-people.ts';
import type { Look } from './inspection-numbers.ts';
import type { Forecast } from './inspection-sheet.ts';

/**
 * Ofsted's framework says "none or very few" and gives no share. This one only decides when the
 * page says that a judgement is near; it is never called a grade.
 */
export const VERY_FEW = {
  percent: 25,
  unconfirmed: 'The framework says “none or very few” are qualified and counts nothing out. A person must confirm the share at which this page warns: 25 %.',
} as const;

const PROSPECT_MONTHS = 6;

function percentOf(part: number, of: number): number {
  return of === 0 ? 0 : Math.round((100 * part) / of);
}

/** Enrolled, not behind, and expected to have it by then. Somebody whose end nobody expects is no prospect. */
function isExpectedBy({ clock }: Diploma, until: string): boolean {
  const { qualification } = clock;
  return placeOf(clock) !== 'held' && qualification?.state === 'enrolled' && qualification.expectedOn !== null && qualification.expectedOn <= until;
}

/** Few or no Level 3 holders and no prospect (SCCIF, text of 29 June 2026; regulation 32). */
function levelThreeShare(all: readonly Diploma[], at: Look): Forecast {
  const inSixMonths = addMonths(at.asAt, PROSPECT_MONTHS);
  const held = all.filter(({ clock }) => placeOf(clock) === 'held').length;
  const soon = all.filter((entry) => isExpectedBy(entry, inSixMonths)).length;
  const byDate = all.filter((entry) => isExpectedBy(entry, entry.clock.byOn)).length;
  const counts = {
    of: all.length,
    held,
    now: percentOf(held, all.length),
    soon: percentOf(held + soon, all.length),
    byDate: percentOf(held + byDate, all.length),
    threshold: VERY_FEW.percent,
  };
  const isFew = held === 0 || counts.now < VERY_FEW.percent;
  const hasProspect = soon > 0 || byDate > 0;
  const verdict = all.length === 0 ? 'notKnown' : !isFew ? 'clear' : hasProspect ? 'prospect' : held === 0 ? 'applies' : 'judgement';
  return { rule: 'levelThreeShare', verdict, counts, on: inSixMonths };
}

/** Past the date with no deferral: the requirement of regulation 32 is not met for that person. */
function levelThreeLate(all: readonly Diploma[]): Forecast {
  const late = all.filter(({ clock }) => placeOf(clock) === 'overdue').length;
  const next = all
    .filter(({ clock }) => placeOf(clock) === 'onCourse' || placeOf(clock) === 'notEnrolled')
    .map(({ clock }) => clock.byOn)
    .sort()[0];
  return { rule: 'levelThreeLate', verdict: late > 0 ? 'applies' : 'clear', counts: { late }, on: next ?? null };
}

/** Inspectors ask the reason of each deferral and when it was looked at again. */
function levelThreeDeferrals(all: readonly Diploma[]): Forecast {
  const deferred = all.filter(({ clock }) => placeOf(clock) === 'deferred');
  const unreviewed = deferred.filter(({ clock }) => clock.deferral?.isReviewDue).length;
  return { rule: 'levelThreeDeferrals', verdict: unreviewed > 0 ? 'applies' : 'clear', counts: { deferred: deferred.length, unreviewed }, on: null };
}

/** The manager late without a valid deferral, or not to finish in time: leadership cannot be outstanding. */
function levelFive(at: Look): Forecast[] {
  const all = diplomasOf(at, 'level5');
  const [first] = [...all].sort((one, other) => one.clock.byOn.localeCompare(other.clock.byOn));
  if (!first) return [{ rule: 'levelFive', verdict: 'notKnown', counts: { managers: 0 }, on: null }];
  const places = all.map(({ clock }) => placeOf(clock));
  const late = places.filter((place) => place === 'overdue').length;
  const willBeLate = all.filter(({ clock }) => {
    const { qualification } = clock;
    return placeOf(clock) === 'onCourse' && qualification?.expectedOn != null && qualification.expectedOn > clock.byOn;
  }).length;
  const notEnrolled = places.filter((place) => place === 'notEnrolled').length;
  const verdict = late > 0 || willBeLate > 0 ? 'applies' : notEnrolled > 0 ? 'judgement' : 'clear';
  const lines: Forecast[] = [
    { rule: 'levelFive', verdict, counts: { managers: all.length, late, willBeLate, notEnrolled }, on: places.every((place) => place === 'held') ? null : first.clock.byOn },
  ];
  const unexplained = all.filter(({ clock }) => clock.qualification?.state === 'equivalent' && clock.qualification.rationale.trim() === '').length;
  if (all.some(({ clock }) => clock.qualification?.state === 'equivalent'))
    lines.push({ rule: 'levelFiveEquivalent', verdict: unexplained > 0 ? 'applies' : 'clear', counts: { unexplained }, on: null });
  return lines;
}

/** What the framework's words say of these numbers. Never a grade: inspectors weigh far more than this. */
export function forecastsOf(at: Look): Forecast[] {
  const all = diplomasOf(at, 'level3');
  return [levelThreeShare(all, at), levelThreeLate(all), levelThreeDeferrals(all), ...levelFive(at)];
}
