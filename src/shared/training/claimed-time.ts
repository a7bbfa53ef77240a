import type { Day } from '../basics/day.ts';
import { londonDay } from '../basics/day.ts';
import type { Moment } from '../basics/moment.ts';
import { addMs, msBetween } from '../basics/moment.ts';

/** A device's time is a claim: what it said, the clock offset it knew, and when the server had it. */
export type Claim = { at: Moment; off: number | null; recordedAt: Moment | null };

/** Over ten minutes the clock is called wrong and the record is flagged (REQ-4). */
export const SKEW_FLAGGED_MS = 10 * 60 * 1000;

/**
 * The moment that counts: the claim, put right by the offset the phone last learnt from the
 * server, and never later than the server's receipt (REQ-4: no certificate dated after receipt).
 */
export function countedMoment(claim: Claim): Moment {
  // A matrix asks this hundreds of thousands of times: what is in the usual form already is not read and written again.
  const corrected = !claim.off && claim.at.length === 24 && claim.at.endsWith('Z') ? claim.at : addMs(claim.at, claim.off ?? 0);
  return claim.recordedAt !== null && corrected > claim.recordedAt ? claim.recordedAt : corrected;
}

export function countedDay(claim: Claim): Day {
  return londonDay(countedMoment(claim));
}

/** Was the phone's clock wrong by more than ten minutes? */
export function isSkewed(claim: Claim): boolean {
  if (Math.abs(claim.off ?? 0) > SKEW_FLAGGED_MS) return true;
  return claim.recordedAt !== null && msBetween(claim.recordedAt, addMs(claim.at, claim.off ?? 0)) > SKEW_FLAGGED_MS;
}
