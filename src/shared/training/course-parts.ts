import type { Course, Module } from './course.ts';

export function findModule(course: Course, moduleId: string): Module | undefined {
  return course.modules.find((module) => module.id === moduleId);
}

/** The ids of a module's questions, in the order the screens show them. */
export function questionsOf(module: Module): string[] {
  return module.screens.flatMap((screen) => (screen.kind === 'question' ? [screen.question] : []));
}
