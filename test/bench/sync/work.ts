import { courses } from '../../../src/content/library.ts';
import { questionsOf } from '../../../src/shared/training/course-parts.ts';
import { rightAnswer } from '../../../src/shared/training/right-answer.ts';
import type { Draft } from '../../../src/store/cabinet.ts';

/** Answers in one attempt: with its start and its end, nine facts. */
const ANSWERS = 7;
/** Drafts written in one transaction, so that queuing does not take longer than the drain. */
const AT_ONCE = 900;

/** Nine small facts of one go at a quiz that the library holds, as the player makes them. */
function attemptDrafts(attemptId: string): Draft[] {
  const course = courses.find((entry) => entry.id === 'C1');
  const module = course?.modules.find((entry) => entry.kind !== 'lesson' && questionsOf(entry).length >= ANSWERS);
  if (!course || !module) throw new Error('the library has no quiz long enough for the bench');
  const named = { attemptId, courseId: course.id, courseVersion: course.version, moduleId: module.id };
  const answered = questionsOf(module)
    .slice(0, ANSWERS)
    .map((questionId): Draft => {
      const question = course.questions.find((entry) => entry.id === questionId);
      if (!question) throw new Error(`there is no question ${questionId}`);
      return { kind: 'training.attempt.answered', about: attemptId, body: { attemptId, questionId, tryNumber: 1, answer: rightAnswer(question) } };
    });
  return [
    { kind: 'training.attempt.started', about: attemptId, body: named },
    ...answered,
    { kind: 'training.attempt.finished', about: attemptId, body: { ...named, score: { right: ANSWERS, of: 9, passed: false } } },
  ];
}

/**
 * So many facts, attempt after attempt. Every `badEvery`-th is an answer whose body breaks its
 * schema, as a fault of ours would make it; never the first of an attempt, so that the rest stand.
 */
export function draftsOf(count: number, newId: () => string, badEvery: number | null = null): { drafts: Draft[]; bad: number } {
  const drafts: Draft[] = [];
  while (drafts.length < count) drafts.push(...attemptDrafts(newId()));
  drafts.length = count;
  let bad = 0;
  if (badEvery === null) return { drafts, bad };
  for (let at = badEvery - 1; at < count; at += badEvery) {
    const index = drafts[at]?.kind === 'training.attempt.answered' ? at : at - 2;
    const draft = drafts[index];
    if (draft?.kind !== 'training.attempt.answered') continue;
    drafts[index] = { ...draft, body: { ...draft.body, tryNumber: 'first' as unknown as number } };
    bad += 1;
  }
  return { drafts, bad };
}

export function inPieces<Entry>(entries: readonly Entry[], size = AT_ONCE): Entry[][] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, index) => entries.slice(index * size, (index + 1) * size));
}
