import * as z from 'zod/mini';
import type { Course } from './course.ts';
import { courseSchema } from './course.ts';

/** What keeps a half-written course from being a course at all: something empty, too long, too few, or not as it must be. */
export type FormFault = { kind: 'empty' | 'tooLong' | 'tooFew' | 'notValid'; at: string; field: string };

const LISTS = ['facts', 'questions', 'modules'] as const;

/** The id of the nearest thing that has one, and the fields from there on, joined by dots. */
function placeOf(course: Course, path: readonly PropertyKey[]): { at: string; field: string } {
  let at = course.id;
  let from = 0;
  let here: unknown = course;
  for (const [index, key] of path.entries()) {
    here = (here as Record<PropertyKey, unknown> | undefined)?.[key];
    const id = (here as { id?: unknown } | undefined)?.id;
    // Options and steps have ids of their own that mean nothing outside their question.
    const isOutermost = (index === 1 && LISTS.some((list) => list === path[0])) || (path[0] === 'modules' && index === 3) || (path[0] === 'practical' && index === 0);
    if (typeof id === 'string' && isOutermost) [at, from] = [id, index + 1];
  }
  return { at, field: path.slice(from).map(String).join('.') };
}

function kindOf(issue: z.core.$ZodIssue): FormFault['kind'] {
  if (issue.code === 'too_big') return 'tooLong';
  if (issue.code !== 'too_small') return 'notValid';
  return issue.origin === 'string' ? 'empty' : 'tooFew';
}

/**
 * Where a course that is being written is not whole yet. What `courseFaults` finds counts only once
 * this finds nothing. A fact without a source and a question without a fact are left to it.
 */
export function formFaults(course: Course): FormFault[] {
  const parsed = z.safeParse(courseSchema, course);
  if (parsed.success) return [];
  return parsed.error.issues
    .map((issue) => ({ kind: kindOf(issue), ...placeOf(course, issue.path) }))
    .filter(({ kind, field }) => kind !== 'tooFew' || (field !== 'cites' && field !== 'facts'));
}
