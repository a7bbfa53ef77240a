import type { Given } from '../shared/training/attempt.ts';
import { questionsLeft } from '../shared/training/attempt.ts';
import type { Course, Module } from '../shared/training/course.ts';

/**
 * The screen an attempt opens on: never before the last answer, never before the screen the
 * person was on, and past every question that needs no more. One past the end means all is
 * answered and only finishing is left.
 */
export function resumeAt(course: Course, module: Module, given: readonly Given[], placeId: string | null): number {
  const left = new Set(questionsLeft(course, module, given));
  const tried = new Set(given.map((entry) => entry.questionId));
  const firstLeft = module.screens.findIndex((screen) => screen.kind === 'question' && left.has(screen.question));
  let at = Math.max(
    module.screens.findIndex((screen) => screen.id === placeId),
    module.screens.findLastIndex((screen) => screen.kind === 'question' && tried.has(screen.question)),
    0,
  );
  if (firstLeft >= 0 && at > firstLeft) at = firstLeft;
  for (let screen = module.screens[at]; screen?.kind === 'question' && !left.has(screen.question); screen = module.screens[at]) at += 1;
  return at;
}
