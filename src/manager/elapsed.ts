import type { Moment } from '../shared/basics/moment.ts';
import { addMs, msBetween } from '../shared/basics/moment.ts';
import type { Claim } from '../shared/training/claimed-time.ts';
import { w } from '../words/manager.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Span = { unit: 'minutes' | 'hours' | 'days'; count: number };

function spanOf(ms: number): Span {
  if (ms < HOUR) return { unit: 'minutes', count: Math.floor(ms / MINUTE) };
  if (ms < 2 * DAY) return { unit: 'hours', count: Math.floor(ms / HOUR) };
  return { unit: 'days', count: Math.floor(ms / DAY) };
}

/** How long ago, in words. */
export function ageSays(from: Moment, now: Moment): string {
  const { unit, count } = spanOf(Math.max(0, msBetween(from, now)));
  return count === 0 ? w('age.now') : w(`age.${unit}`, { count });
}

/** By how much a phone's clock was wrong: the offset it knew, or how far its claim lies after receipt. */
export function clockWrongBy(claim: Claim): number {
  const known = Math.abs(claim.off ?? 0);
  const after = claim.recordedAt === null ? 0 : msBetween(claim.recordedAt, addMs(claim.at, claim.off ?? 0));
  return Math.max(known, after);
}

export function skewSays(claim: Claim): string {
  const { unit, count } = spanOf(clockWrongBy(claim));
  return w('skew.says', { amount: w(`skew.${unit}`, { count }) });
}
