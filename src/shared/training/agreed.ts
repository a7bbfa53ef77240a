import { daysBetween } from '../basics/day.ts';
import type { KnownFact } from '../wire/fact.ts';

type AgreedFact = Extract<KnownFact, { kind: 'training.practice.agreed' }>;

/** A list of assessors counts for a week without signal (training reference, REQ-8). */
export const LIST_COUNTS_DAYS = 7;

/**
 * Not yet certain: a key that the server has not heard of from its owner's own phone, or, until the
 * server has judged it, a right that was checked against no list or an old one.
 */
export function isProvisional({ recordedAt, unconfirmed, body: { observation } }: Pick<AgreedFact, 'recordedAt' | 'unconfirmed' | 'body'>): boolean {
  if (recordedAt !== null) return (unconfirmed ?? []).length > 0;
  return observation.authorityOn === null || daysBetween(observation.authorityOn, observation.on) > LIST_COUNTS_DAYS;
}

/** An observation counts once both agree that it was met, and nothing about it is provisional. */
export function countsAsSeen(fact: Pick<AgreedFact, 'recordedAt' | 'unconfirmed' | 'body'>): boolean {
  return fact.body.observation.met && fact.body.carer.agrees && !isProvisional(fact);
}
