import { completionFrom } from '../shared/training/completion.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, Draft } from '../store/cabinet.ts';
import { finishedFactIds, finishedThisTime } from './course-progress.ts';

const underWay = new Map<string, Promise<number>>();

async function settle(cabinet: Cabinet, personId: string): Promise<number> {
  const record = await cabinet.person(personId);
  if (!record) return 0;
  const drafts: Draft[] = [];
  for (const courseId of new Set(record.attempts.map((attempt) => attempt.courseId))) {
    const finished = finishedThisTime(record, courseId);
    for (const version of new Set(finished.map((attempt) => attempt.courseVersion))) {
      const course = await cabinet.course(courseId, version);
      const attempts = course && completionFrom(course, finished, null);
      if (!attempts) continue;
      const completionId = cabinet.newId();
      drafts.push({
        kind: 'training.completion.recorded',
        about: completionId,
        body: { completionId, courseId, courseVersion: version, attempts },
        deps: finishedFactIds(record, attempts),
      });
      break;
    }
  }
  if (drafts.length === 0) return 0;
  const recorded = await cabinet.record(drafts);
  return recorded.ok ? drafts.length : 0;
}

/**
 * Records completions whose rule is met by what several phones sent, but which no phone saw
 * whole. Two calls at once share one run, so that nothing is recorded twice.
 * @returns how many were recorded.
 */
export function settleCompletions(cabinet: Cabinet, who: SignedIn): Promise<number> {
  const running = underWay.get(who.personId);
  if (running) return running;
  const run = settle(cabinet, who.personId).finally(() => underWay.delete(who.personId));
  underWay.set(who.personId, run);
  return run;
}
