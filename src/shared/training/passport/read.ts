import type { Day } from '../../basics/day.ts';
import { isLocalCourse } from '../local-course.ts';
import { courseOfCode } from './course-codes.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Certificate, Passport } from './passport.ts';

/** `courseId` is null for a course that this release does not know yet. */
export type HeldCourse = Certificate & { courseId: string | null; isLocal: boolean };

/** What a passport says of courses, on a day: what counts, and what has run out since it was made. */
export function coursesIn(passport: Passport, today: Day): { counts: HeldCourse[]; over: HeldCourse[] } {
  const held = passport.certificates.map((certificate): HeldCourse => {
    const courseId = courseOfCode(certificate.code);
    return { ...certificate, courseId, isLocal: courseId !== null && isLocalCourse(courseId) };
  });
  const isOver = ({ expiresOn }: HeldCourse) => expiresOn !== null && expiresOn < today;
  return { counts: held.filter((entry) => !isOver(entry)), over: held.filter(isOver) };
}

/** What another home takes over: whatever counts, is known here, and is about people and not about one building. */
export function coursesToAccept(passport: Passport, today: Day): { courseId: string; on: Day; expiresOn: Day | null }[] {
  return coursesIn(passport, today).counts.flatMap(({ courseId, on, expiresOn, isLocal }) => (courseId === null || isLocal ? [] : [{ courseId, on, expiresOn }]));
}

/** What whoever draws the contents of a passport is given: two rooms show them, and the app draws them for both. */
export type Said = { passport: Passport; catalogue: Catalogue | null; today: Day; homes: readonly { placeId: string; placeName: string }[] };
