/**
 * The number of each course in a passport. A number stands for its course for good: it is in codes that
 * people carry, signed. A new course takes the next number; one that is no longer taught keeps its own.
 */
export const COURSE_CODES: Readonly<Record<string, number>> = {
  C1: 1,
  C2: 2,
  C3: 3,
  C5: 5,
  C6: 6,
  C8: 8,
  C9: 9,
  C10: 10,
  'C9-core': 41,
  'C1-core': 42,
  'C2-core': 43,
  'C3-basics': 44,
  'FS-home': 45,
  'C2-refresh': 46,
  'C5-refresh': 47,
  'C6-refresh': 48,
};

/** As many as ten bits name. */
export const CODE_LIMIT = 1023;

const COURSES = new Map(Object.entries(COURSE_CODES).map(([courseId, code]) => [code, courseId]));

/** Null for a number that this release does not know yet. */
export function courseOfCode(code: number): string | null {
  return COURSES.get(code) ?? null;
}
