import * as z from 'zod/mini';
import type { Course } from './course.ts';

const idSchema = z.string().check(z.minLength(1), z.maxLength(64));

/** The course's own completion rule was met: every module has a passed attempt of this version. */
export const completionRecordedSchema = z.object({
  completionId: idSchema,
  courseId: idSchema,
  courseVersion: z.number(),
  /** The passed attempts that it rests on, one per module. */
  attempts: z.array(idSchema).check(z.minLength(1), z.maxLength(20)),
});

export type FinishedAttempt = { attemptId: string; courseId: string; courseVersion: number; moduleId: string; passed: boolean; finishedAt: string };

/**
 * The attempts a completion would rest on, or `null` while a module is missing. Only attempts
 * finished after `since` count, so that one pass cannot renew a certificate twice.
 */
export function completionFrom(course: Course, attempts: readonly FinishedAttempt[], since: string | null): string[] | null {
  const chosen: string[] = [];
  for (const module of course.modules) {
    const passed = attempts.filter(
      (attempt) =>
        attempt.passed &&
        attempt.courseId === course.id &&
        attempt.courseVersion === course.version &&
        attempt.moduleId === module.id &&
        (since === null || attempt.finishedAt > since),
    );
    const latest = passed.reduce<FinishedAttempt | undefined>((best, attempt) => (!best || attempt.finishedAt > best.finishedAt ? attempt : best), undefined);
    if (!latest) return null;
    chosen.push(latest.attemptId);
  }
  return chosen;
}
