import { safeParse } from 'zod/mini';
import type { Cut } from '../content/cut-course.ts';
import { cutCourse } from '../content/cut-course.ts';
import type { Day } from '../shared/basics/day.ts';
import type { Json } from '../shared/basics/canonical.ts';
import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Course } from '../shared/training/course.ts';
import { courseSchema } from '../shared/training/course.ts';
import { courseFaults } from '../shared/training/course-faults.ts';
import type { Source } from '../shared/training/source.ts';
import type { Version } from '../shared/training/versions.ts';
import { versionsOf } from '../shared/training/versions.ts';
import { groupedBy } from './records/rows.ts';
import type { KnownFact } from '../shared/wire/fact.ts';

export type ShortCut = { of: string; cut: Cut };
type Shelf = { courses: readonly Course[]; sources: readonly Source[]; cuts?: readonly ShortCut[] };

function teaches({ version: _version, changeClass: _class, ...rest }: Course): string {
  return canonicalJson(rest as unknown as Json);
}

/** The short course cut anew; null where the full one no longer has what it needs, and the old cut stays. */
function cutAgain(full: Course, cut: Cut, sources: readonly Source[]): Course | null {
  try {
    const course = cutCourse(full, cut);
    return courseFaults(course, sources).length === 0 ? course : null;
  } catch {
    return null;
  }
}

/**
 * Every version in force on a day, course by course in the order they were authored, each course's
 * in order. A short course follows the full one it is cut from, on the same day and with the same
 * class, wherever the change is in its part; a change elsewhere leaves it as it is. What no phone could
 * read, because a release changed the course under it, is left out.
 */
export function publishedVersions({ courses, sources, cuts = [] }: Shelf, told: readonly KnownFact[], today: Day): Version[][] {
  const readable = versionsOf(told, courses, today).filter(({ course, from }) => from === null || safeParse(courseSchema, course).success);
  const full = groupedBy(readable, ({ course }) => course.id);
  for (const { of, cut } of cuts) {
    const own = full.get(cut.id) ?? [];
    for (const version of full.get(of) ?? []) {
      const last = own.at(-1)?.course;
      if (version.from === null || (last && last.version >= version.course.version)) continue;
      const course = cutAgain(version.course, cut, sources);
      if (course && (!last || teaches(course) !== teaches(last))) own.push({ ...version, course });
    }
    full.set(cut.id, own);
  }
  return [...new Set(courses.map((course) => course.id))].map((id) => full.get(id) ?? []);
}
