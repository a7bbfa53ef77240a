import type { Course } from '../shared/training/course.ts';
import type { Pathway } from '../shared/training/pathway.ts';
import type { Source } from '../shared/training/source.ts';

export type Unconfirmed = { id: string; says: string };

/** Choices of the academy that belong to no single fact (curriculum, section 6). */
const GENERAL: Unconfirmed[] = [{ id: 'star-list', says: 'A person must confirm which questions are safety-critical: the star list itself.' }];

/**
 * Everything a person must still confirm before launch. A short course repeats the facts and
 * questions of its full course, so each id is named once.
 */
export function listUnconfirmed(courses: readonly Course[], pathways: readonly Pathway[], sources: readonly Source[]): Unconfirmed[] {
  const marked: { id: string; unconfirmed?: string }[] = [
    ...courses.flatMap((course) => [
      ...course.facts,
      ...course.questions,
      { id: `${course.id}-practical`, unconfirmed: course.practical?.unconfirmed },
      { id: `${course.id}-renewal`, unconfirmed: course.renewal.unconfirmed },
    ]),
    ...pathways.map((pathway) => ({ id: `pathway-${pathway.id}`, unconfirmed: pathway.unconfirmed })),
    ...sources.map((source) => ({ id: `source-${source.id}`, unconfirmed: source.unconfirmed })),
  ];
  const named = new Map<string, string>(GENERAL.map((entry) => [entry.id, entry.says]));
  for (const { id, unconfirmed } of marked) if (unconfirmed && !named.has(id)) named.set(id, unconfirmed);
  return [...named].map(([id, says]) => ({ id, says }));
}
