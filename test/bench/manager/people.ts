import type { Catalogue } from '../../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import { addDays } from '../../../src/shared/basics/day.ts';
import { makeDice } from '../../../src/server/tasks/demonstration/dice.ts';
import { FIRST_NAMES, LAST_NAMES } from '../../../src/server/tasks/demonstration/names.ts';

/** The catalogue with so many courses, each required of everybody who cares. */
export function wideCatalogue(catalogue: Catalogue, courses: number): Catalogue {
  const cards = Array.from({ length: courses }, (_, at) => {
    const card = catalogue.courses[at % catalogue.courses.length] as Catalogue['courses'][number];
    const { practical: _practical, ...rest } = card;
    return { ...(at % 5 === 0 ? card : rest), id: `course-${at}`, title: `${card.title} ${at + 1}`, renewalMonths: at % 4 === 3 ? null : 12 + (at % 3) * 12 };
  });
  const requirements = cards.map((card, at) => ({
    id: `r-${card.id}`,
    courseId: card.id,
    or: [],
    roles: ['carer' as const, 'senior' as const, 'deputy' as const, 'agency' as const, 'manager' as const],
    dueDays: 30 * (1 + (at % 6)),
    pathwayId: catalogue.pathways[at % Math.max(1, catalogue.pathways.length)]?.id ?? '',
  }));
  return { ...catalogue, courses: cards, requirements };
}

/** People with two years of training: most courses done, some renewed, some late, some begun. */
export function manyPeople(count: number, homeIds: readonly string[], catalogue: Catalogue, today: string): PersonRecord[] {
  const dice = makeDice(7);
  return Array.from({ length: count }, (_, index): PersonRecord => {
    const personId = `bench-${String(index).padStart(6, '0')}`;
    const done = catalogue.courses.flatMap((card) => (dice.chance(0.85) ? [card.id, ...(dice.chance(0.3) ? [card.id] : [])] : []));
    const claimAt = (day: string) => ({ at: `${day}T1${dice.whole(0, 9)}:2${dice.whole(0, 9)}:00.000Z`, off: 0, recordedAt: `${day}T23:01:00.000Z` });
    const completions = done.map((courseId, at) => ({
      ...claimAt(addDays(today, -dice.whole(1, 700))),
      factId: `${personId}-c${at}`,
      completionId: `${personId}-c${at}`,
      courseId,
      courseVersion: 1,
      attempts: [`${personId}-a${at}`],
    }));
    return {
      personId,
      name: `${dice.pick(FIRST_NAMES)} ${dice.pick(LAST_NAMES)}`,
      placements: [
        {
          placementId: `${personId}-p`,
          placeId: homeIds[index % homeIds.length] ?? '',
          role: dice.pick(['carer', 'carer', 'carer', 'senior', 'deputy', 'agency']),
          startsOn: addDays(today, -dice.whole(5, 900)),
          careRoleStartedOn: null,
        },
      ],
      attempts: completions.map(({ courseId, attempts, at, off, recordedAt }, index) => ({
        ...{ attemptId: attempts[0] ?? '', courseId, courseVersion: 1, moduleId: 'M1', started: { at, off, recordedAt } },
        finished: { at, off, recordedAt, factId: `${personId}-f${index}`, score: { right: 9, of: 10, passed: true }, serverScore: null },
      })),
      completions,
      signOffs: catalogue.courses
        .filter((card) => card.practical && dice.chance(0.7))
        .map((card, at) => ({
          ...claimAt(addDays(today, -dice.whole(1, 300))),
          ...{ factId: `${personId}-s${at}`, signOffId: `${personId}-s${at}`, courseId: card.id, practicalId: 'p', met: true, note: '', evidence: [], missing: [], by: 'boss' },
        })),
    };
  });
}
