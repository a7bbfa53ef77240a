import type { Given, Score } from '../shared/training/attempt.ts';
import { scoreAttempt } from '../shared/training/attempt.ts';
import { spanOf } from '../shared/training/span.ts';
import { completionFrom } from '../shared/training/completion.ts';
import type { Course } from '../shared/training/course.ts';
import type { Answer } from '../shared/training/answer.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, Draft, Recorded } from '../store/cabinet.ts';
import { attemptsThisTime, finishedFactIds, finishedThisTime } from './course-progress.ts';

export type SaveFault = Extract<Recorded, { ok: false }>['kind'];
export type Started = { ok: true; attemptId: string } | { ok: false; kind: SaveFault };

/**
 * The version to begin a part with. A course half done is finished in the version it was begun
 * with, while this phone holds it and the newer one does not ask for the whole course again.
 */
export async function courseToStart(cabinet: Cabinet, personId: string, courseId: string): Promise<Course | null> {
  const latest = await cabinet.course(courseId);
  const record = await cabinet.person(personId);
  const begun = record ? attemptsThisTime(record, courseId).at(-1) : undefined;
  if (!begun || begun.courseVersion === latest?.version || latest?.changeClass === 'new') return latest;
  // A corrected word that came after a new course does not bring the old one back.
  const card = (await cabinet.catalogue())?.courses.find((entry) => entry.id === courseId);
  if (card?.history?.some((note) => note.changeClass === 'new' && note.version > begun.courseVersion)) return latest;
  return (await cabinet.course(courseId, begun.courseVersion)) ?? latest;
}

export async function startAttempt(cabinet: Cabinet, course: Course, moduleId: string): Promise<Started> {
  const attemptId = cabinet.newId();
  const recorded = await cabinet.record([
    { kind: 'training.attempt.started', about: attemptId, body: { attemptId, courseId: course.id, courseVersion: course.version, moduleId } },
  ]);
  return recorded.ok ? { ok: true, attemptId } : recorded;
}

export function answerDraft(attemptId: string, questionId: string, tryNumber: number, answer: Answer): Draft {
  return { kind: 'training.attempt.answered', about: attemptId, body: { attemptId, questionId, tryNumber, answer } };
}

export async function givenIn(cabinet: Cabinet, attemptId: string): Promise<Given[]> {
  const facts = await cabinet.factsAbout(attemptId);
  return facts.flatMap((fact) =>
    fact.kind === 'training.attempt.answered' ? [{ questionId: fact.body.questionId, tryNumber: fact.body.tryNumber, answer: fact.body.answer }] : [],
  );
}

/**
 * Finishes an attempt and, when that meets the course's rule, records the completion in the same
 * transaction. The fact that finishes this attempt has no id yet: it comes first in the same
 * call, so it also reaches the server first; the earlier ones are named as what must be there.
 */
export async function finishAttempt(cabinet: Cabinet, who: SignedIn, course: Course, attempt: { attemptId: string; moduleId: string }, given: readonly Given[]): Promise<Recorded> {
  const { attemptId, moduleId } = attempt;
  const score: Score = scoreAttempt(course, moduleId, given);
  const finished = { attemptId, courseId: course.id, courseVersion: course.version, moduleId };
  const drafts: Draft[] = [{ kind: 'training.attempt.finished', about: attemptId, body: { ...finished, score } }];
  const record = await cabinet.person(who.personId);
  const earlier = record ? finishedThisTime(record, course.id) : [];
  // What changed is gone through by those who hold the course: it completes nothing.
  const attempts = score.passed && spanOf(moduleId) === null ? completionFrom(course, [...earlier, { ...finished, passed: true, finishedAt: cabinet.now() }], null) : null;
  if (attempts) {
    const completionId = cabinet.newId();
    const body = { completionId, courseId: course.id, courseVersion: course.version, attempts };
    drafts.push({ kind: 'training.completion.recorded', about: completionId, body, deps: record ? finishedFactIds(record, attempts) : [] });
  }
  return cabinet.record(drafts);
}
