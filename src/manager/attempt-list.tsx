import type { Score } from '../shared/training/attempt.ts';
import { percentOf } from '../shared/training/attempt.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import { countedMoment } from '../shared/training/claimed-time.ts';
import type { AttemptRecord } from '../shared/training/person-record.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/manager.ts';
import { ClaimTimes } from './claim-times.tsx';

function passedSays(score: Score): string {
  return w(score.passed ? 'activity.passed' : 'activity.failed');
}

function scoreSays(score: Score): string {
  if (score.of === 0) return w('attempts.readOnly', { passed: passedSays(score) });
  return w('attempts.score', { right: score.right, of: score.of, percent: percentOf(score), passed: passedSays(score) });
}

function differs(one: Score, other: Score): boolean {
  return one.right !== other.right || one.of !== other.of || one.passed !== other.passed;
}

/** Every attempt, none left out, newest first. Two scores are shown when phone and server disagree. */
export function AttemptList({ attempts, catalogue }: { attempts: readonly AttemptRecord[]; catalogue: Catalogue }) {
  if (attempts.length === 0) return <p>{w('attempts.none')}</p>;
  const moduleTitle = ({ courseId, moduleId }: AttemptRecord) =>
    catalogue.courses.find((card) => card.id === courseId)?.modules.find((module) => module.id === moduleId)?.title ?? moduleId;
  const whenOf = (attempt: AttemptRecord) => countedMoment(attempt.finished ?? attempt.started);
  return (
    <Stack gap="s">
      {[...attempts]
        .sort((one, other) => whenOf(other).localeCompare(whenOf(one)))
        .map((attempt) => {
          const server = attempt.finished?.serverScore ?? null;
          return (
            <Card key={attempt.attemptId}>
              <h3>{moduleTitle(attempt)}</h3>
              <p>{attempt.finished ? scoreSays(attempt.finished.score) : w('attempts.open')}</p>
              {attempt.finished && server && differs(attempt.finished.score, server) && (
                <p>
                  <strong>{w('attempts.serverScore', { right: server.right, of: server.of, percent: percentOf(server), passed: passedSays(server) })}</strong>
                </p>
              )}
              <p>{w('attempts.version', { version: attempt.courseVersion })}</p>
              <ClaimTimes claim={attempt.finished ?? attempt.started} />
            </Card>
          );
        })}
    </Stack>
  );
}
