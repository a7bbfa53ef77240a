import * as z from 'zod/mini';
import type { Course, Module } from './course.ts';
import { findModule, questionsOf } from './course-parts.ts';
import type { Answer } from './answer.ts';
import { answerSchema } from './answer.ts';
import { markAnswer } from './mark.ts';

const idSchema = z.string().check(z.minLength(1), z.maxLength(64));

/** One go at a module by one person at one time. Never refused for being late or second. */
export const attemptStartedSchema = z.object({
  attemptId: idSchema,
  courseId: idSchema,
  courseVersion: z.number(),
  moduleId: idSchema,
});

export const attemptAnsweredSchema = z.object({
  attemptId: idSchema,
  questionId: idSchema,
  /** 1 is the first try. A wrong safety-critical answer is taught at once and tried again; all tries are kept. */
  tryNumber: z.number().check(z.minimum(1), z.maximum(99)),
  answer: answerSchema,
});

export const scoreSchema = z.object({ right: z.number(), of: z.number(), passed: z.boolean() });
/** `right` and `of` count questions right at the first try; short answers are not counted. */
export type Score = z.infer<typeof scoreSchema>;

export const attemptFinishedSchema = z.object({
  attemptId: idSchema,
  courseId: idSchema,
  courseVersion: z.number(),
  moduleId: idSchema,
  /** The phone's own score. The server scores again with the same function; both are kept. */
  score: scoreSchema,
});

export type Given = { questionId: string; tryNumber: number; answer: Answer };

/** Percent, rounded down, so that 79.9 never reads as a pass mark of 80. An empty quiz is 100. */
export function percentOf(score: { right: number; of: number }): number {
  return score.of === 0 ? 100 : Math.floor((score.right * 100) / score.of);
}

/**
 * The questions of a module that still need an answer, in order: never tried, or
 * safety-critical and not yet right. The attempt is done when the list is empty.
 */
export function questionsLeft(course: Course, module: Module, given: readonly Given[]): string[] {
  return questionsOf(module).filter((questionId) => {
    const tries = given.filter((entry) => entry.questionId === questionId);
    if (tries.length === 0) return true;
    const question = course.questions.find((entry) => entry.id === questionId);
    if (!question?.star) return false;
    return !tries.some((entry) => markAnswer(question, entry.answer) !== 'wrong');
  });
}

/**
 * Scores an attempt with the pinned course version: the share of questions right at the
 * first try, and every safety-critical one right in the end (curriculum, section 1). A lesson
 * passes when its checks are answered. Phone and server call the same function.
 */
export function scoreAttempt(course: Course, moduleId: string, given: readonly Given[]): Score {
  const module = findModule(course, moduleId);
  if (!module) return { right: 0, of: 0, passed: false };
  let right = 0;
  let of = 0;
  for (const questionId of questionsOf(module)) {
    const question = course.questions.find((entry) => entry.id === questionId);
    if (!question || question.type === 'short') continue;
    of += 1;
    const first = given
      .filter((entry) => entry.questionId === questionId)
      .reduce<Given | undefined>((best, entry) => (!best || entry.tryNumber < best.tryNumber ? entry : best), undefined);
    if (first && markAnswer(question, first.answer) === 'right') right += 1;
  }
  const done = questionsLeft(course, module, given).length === 0;
  const reached = module.kind === 'lesson' || percentOf({ right, of }) >= course.passMark;
  return { right, of, passed: done && reached };
}
