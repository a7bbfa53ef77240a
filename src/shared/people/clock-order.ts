import { countedMoment } from '../training/claimed-time.ts';
import type { KnownFact } from '../wire/fact.ts';

/**
 * Facts in the order they were made, as the server counts it. Two of the same moment stand by their
 * ids, so that every device reads the same last word whatever arrived first.
 */
export function inOrder<Fact extends KnownFact>(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((one, other) => countedMoment(one).localeCompare(countedMoment(other)) || one.factId.localeCompare(other.factId));
}
