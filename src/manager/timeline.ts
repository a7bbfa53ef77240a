import type { Seen } from '../shared/practice/observations.ts';
import { observationsOf } from '../shared/practice/observations.ts';
import type { Claim } from '../shared/training/claimed-time.ts';
import { countedMoment } from '../shared/training/claimed-time.ts';
import type { AttemptRecord, CompletionRecord, PersonRecord, SignOffRecord } from '../shared/training/person-record.ts';

export type Happening =
  | { kind: 'attempt'; id: string; claim: Claim; attempt: AttemptRecord }
  | { kind: 'completion'; id: string; claim: Claim; completion: CompletionRecord }
  | { kind: 'signOff'; id: string; claim: Claim; signOff: SignOffRecord }
  | { kind: 'observation'; id: string; claim: Claim; seen: Seen };

/** Everything recorded of one person for these courses, newest first, none left out. */
export function timelineOf(person: PersonRecord, courseIds: ReadonlySet<string>): Happening[] {
  const isMeant = ({ courseId }: { courseId: string }) => courseIds.has(courseId);
  const all: Happening[] = [
    ...person.completions.filter(isMeant).map((completion) => ({ kind: 'completion' as const, id: completion.factId, claim: completion, completion })),
    ...person.signOffs.filter(isMeant).map((signOff) => ({ kind: 'signOff' as const, id: signOff.factId, claim: signOff, signOff })),
    ...observationsOf(person).flatMap((seen) => {
      const claim = seen.half ?? seen.whole;
      return claim && isMeant(seen.observation) ? [{ kind: 'observation' as const, id: seen.observationId, claim, seen }] : [];
    }),
    ...person.attempts.filter(isMeant).map((attempt) => ({ kind: 'attempt' as const, id: attempt.attemptId, claim: attempt.finished ?? attempt.started, attempt })),
  ];
  // A completion follows in the same second as the attempt that made it, and stands above it.
  return all.sort((one, other) => countedMoment(other.claim).localeCompare(countedMoment(one.claim)));
}
