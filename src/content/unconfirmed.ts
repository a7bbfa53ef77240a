import type { Course } from '../shared/training/course.ts';
import type { Pathway } from '../shared/training/pathway.ts';
import { HELP_LINES } from './help-lines.ts';
import { needs } from './needs.ts';
import type { Source } from '../shared/training/source.ts';

export type Unconfirmed = { id: string; says: string };

/** Choices of the academy that belong to no single fact (curriculum, section 6). */
const GENERAL: Unconfirmed[] = [
  { id: 'star-list', says: 'A person must confirm which questions are safety-critical: the star list itself.' },
  { id: 'leap-day', says: 'A person must confirm that a certificate of 29 February ends on 28 February in other years, the safer reading.' },
];
/** What young people are shown (voice reference, 5.4 to 5.6). */
const FOR_YOUNG_PEOPLE: Unconfirmed[] = [
  { id: 'voice-limits', says: 'A person must confirm the wording of the limits, short and long, and its examples, with young people.' },
  { id: 'voice-hours', says: 'A person must confirm that a person looks weekdays, 9 to 5, in every team.' },
  { id: 'voice-teams', says: 'A person must confirm what each team can do, as its card says it to a young person.' },
  { id: 'voice-hint', says: 'A person must confirm the words after which it is suggested to tick that someone could get hurt.' },
  { id: 'help-wording', says: 'A person must look again at every help line, its number and what is said of it, and date it.' },
];

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
    ...needs.map((rule) => ({ id: 'needs', unconfirmed: rule.unconfirmed })),
    ...sources.map((source) => ({ id: `source-${source.id}`, unconfirmed: source.unconfirmed })),
  ];
  const named = new Map<string, string>(GENERAL.map((entry) => [entry.id, entry.says]));
  for (const { id, unconfirmed } of marked) if (unconfirmed && !named.has(id)) named.set(id, unconfirmed);
  for (const { id, says } of FOR_YOUNG_PEOPLE) named.set(id, says);
  for (const { id, ask } of HELP_LINES) if (ask) named.set(`help-${id}`, ask);
  return [...named].map(([id, says]) => ({ id, says }));
}
