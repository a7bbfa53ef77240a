import type { Day } from '../../shared/basics/day.ts';
import { addDays, addMonths, londonDay } from '../../shared/basics/day.ts';
import { addMs } from '../../shared/basics/moment.ts';
import { DEFERRAL_REVIEW_DAYS, DEFERRAL_YEARS } from '../../shared/people/clock-lengths.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { Known } from './known.ts';
import type { ReadFact } from './read-facts.ts';

/** The field that breaks a rule, or null. */
type Broken = string | null;

/** The day a fact was made: what its phone said, put right, and never later than today. */
function ownDay({ fact }: ReadFact, today: Day): Day {
  const claimed = londonDay(addMs(fact.at, fact.off ?? 0));
  return claimed > today ? today : claimed;
}

/** A review lies ahead of the day it is set, and no more than 90 days. */
function isReviewDay(day: Day, made: Day): boolean {
  return day > made && day <= addDays(made, DEFERRAL_REVIEW_DAYS);
}

function brokenDeferral(body: Bodies['people.clock.deferred'], made: Day): Broken {
  if (body.rationale.trim() === '') return 'rationale';
  if (body.until <= made || body.until > addMonths(made, DEFERRAL_YEARS * 12)) return 'until';
  return isReviewDay(body.reviewOn, made) ? null : 'reviewOn';
}

function brokenReview(body: Bodies['people.deferral.reviewed'], made: Day): Broken {
  if (!body.goesOn) return body.reviewOn === null ? null : 'reviewOn';
  return body.reviewOn !== null && isReviewDay(body.reviewOn, made) ? null : 'reviewOn';
}

function brokenQualification(body: Bodies['people.qualification.recorded']): Broken {
  // The judgement that something is equivalent is worth what was considered (Guide 10.13).
  if (body.state === 'equivalent' && body.rationale.trim() === '') return 'rationale';
  if (body.state === 'enrolled') return null;
  return body.percent !== undefined ? 'percent' : body.expectedOn !== undefined ? 'expectedOn' : null;
}

function brokenMilestone(body: Bodies['people.milestone.recorded']): Broken {
  if (body.outcome === 'extended') return body.until !== null && body.until > body.on ? null : 'until';
  return body.until === null ? null : 'until';
}

function brokenMeeting(body: Bodies['people.meeting.recorded'], made: Day): Broken {
  // One day of grace: a phone may have been ahead of midnight before it learnt the time.
  if (body.on > addDays(made, 1)) return 'on';
  const froms = body.contributions.map((entry) => entry.from);
  if (new Set(froms).size < froms.length || (body.kind === 'supervision' && froms.length > 0)) return 'contributions';
  return body.contributions.some((entry) => entry.count === 0 && entry.reasonIfNone.trim() === '') ? 'contributions' : null;
}

/** Which rule of the legal dates and the meetings does this break? */
export function brokenDate(read: ReadFact, today: Day): Broken {
  const { known } = read;
  switch (known.kind) {
    case 'people.clock.deferred':
      return brokenDeferral(known.body, ownDay(read, today));
    case 'people.deferral.reviewed':
      return brokenReview(known.body, ownDay(read, today));
    case 'people.qualification.recorded':
      return brokenQualification(known.body);
    case 'people.milestone.recorded':
      return brokenMilestone(known.body);
    case 'people.meeting.recorded':
      return brokenMeeting(known.body, ownDay(read, today));
    default:
      return null;
  }
}

/**
 * Only the other person of a meeting answers to its record. To anybody else the record looks missing, or
 * the answer would tell that it exists.
 */
export function meetingAnswer(factId: string, owner: string, log: Known['log']): 'theirs' | 'own' | 'refused' | 'missing' {
  const line = log.get(factId);
  if (line?.kind !== 'people.meeting.recorded') return line?.owner === owner ? 'own' : 'missing';
  if (line.owner === owner) return 'own';
  if (line.subject_id !== owner) return 'missing';
  return line.state === 'recorded' ? 'theirs' : line.state === 'refused' ? 'refused' : 'missing';
}
