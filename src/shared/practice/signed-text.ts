import type { Json } from '../basics/canonical.ts';
import { canonicalJson } from '../basics/canonical.ts';
import type { Observation } from '../training/practice.ts';

/**
 * What is signed begins with its purpose and version, so that a signature for one never stands under
 * another. Then one line feed, then canonical JSON (`basics/canonical.ts`); the UTF-8 of all of it is
 * what Ed25519 signs (RFC 8032). Changing a letter here makes every earlier signature void.
 */
const OBSERVED = 'hearth practice observed 1';
const AGREED = 'hearth practice agreed 1';

export type Signed = { keyId: string; publicKey: string; signature: string };

/** What the assessor signs: the observation, whole. */
export function observedText(observation: Observation): string {
  return `${OBSERVED}\n${canonicalJson(observation as unknown as Json)}`;
}

/** What the carer signs: the observation, the assessor's signature of it, and their own word on both. */
export function agreedText(observation: Observation, assessor: Signed, agrees: boolean, comment: string): string {
  const { keyId, publicKey, signature } = assessor;
  return `${AGREED}\n${canonicalJson({ observation: observation as unknown as Json, assessor: { keyId, publicKey, signature }, agrees, comment })}`;
}

/** Two observations under one id are the same only when every letter is. */
export function isSameObservation(one: Observation, other: Observation): boolean {
  return observedText(one) === observedText(other);
}
