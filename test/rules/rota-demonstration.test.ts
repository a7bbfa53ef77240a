import { describe, expect, it } from 'vitest';
import { courses } from '../../src/content/library.ts';
import { requirements } from '../../src/content/requirements.ts';
import { cover, outsideCourses } from '../../src/content/rota-courses.ts';
import { makeDice } from '../../src/server/tasks/demonstration/dice.ts';
import { historyOf } from '../../src/server/tasks/demonstration/history.ts';
import { planRegion } from '../../src/server/tasks/demonstration/region.ts';
import { rotaOf } from '../../src/server/tasks/demonstration/rota.ts';
import { addDays } from '../../src/shared/basics/day.ts';
import { checkRota } from '../../src/shared/home/rota-check.ts';
import { teamOf } from '../../src/shared/home/rota-team.ts';
import { mondayOf } from '../../src/shared/home/rota-time.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import { applyFacts, emptyRecord, subjectOf } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { cardOf } from '../support/small-course.ts';

const SEED = 20_261_122;
const byId = new Map(courses.map((course) => [course.id, course]));

/** The first home of the whole demonstration, as it would be filled on that day. */
function demonstrationOn(today: string) {
  const dice = makeDice(SEED);
  const from = new Date(`${addDays(today, -730)}T08:00:00Z`);
  const end = new Date(`${today}T12:00:00Z`);
  const region = planRegion(dice, today, addDays(today, -730), [{ placeId: 'medway', name: 'Medway' }], { homes: 1, staff: 14 }, from);
  const home = region.homes[0];
  if (!home) throw new Error('no home');
  const earlier = historyOf(home, byId, requirements, today, addDays(today, -730), end, dice);
  const made = rotaOf(home, byId, requirements, earlier, today, end);
  const placed = [home.manager, ...home.staff].map((person) => {
    const placement = { placementId: person.personId, placeId: home.homeId, role: person.role, startsOn: person.startsOn, careRoleStartedOn: null };
    return { ...emptyRecord(person.personId), name: person.name, placements: [placement] };
  });
  const facts = [...earlier, ...made].flatMap((delivery) => delivery.facts).map((fact) => ({ ...fact, recordedAt: fact.at }) as unknown as KnownFact);
  const people = placed.map((person) =>
    applyFacts(
      person,
      facts.filter((fact) => subjectOf(fact, fact.owner) === person.personId),
    ),
  );
  const catalogue: Catalogue = { version: '', sources: [], pathways: [], requirements, courses: courses.map(cardOf), outside: outsideCourses, cover };
  const weeks = facts.flatMap((fact) => (fact.kind === 'home.rota.set' ? [fact.body] : []));
  const monday = mondayOf(today);
  return checkRota(weeks, teamOf(home.homeId, people, catalogue, monday, addDays(monday, 28)), monday);
}

describe('the rota of the demonstration', () => {
  it.each(['2026-11-22', '2026-11-23', '2027-03-24', '2026-10-21'])(
    'on %s: one certificate ends, and its seven nights have no first aider; one evening is more than half agency',
    (today) => {
      const check = demonstrationOn(today);
      expect(check.endings.filter((ending) => ending.what === 'firstAid').map(({ shifts }) => [...new Set(shifts.map((shift) => shift.name)), shifts.length])).toEqual([
        ['Night', 7],
      ]);
      expect(check.findings.filter((finding) => finding.rule === 'agencyHalf').map(({ shift }) => shift?.name)).toEqual(['Late']);
      expect(check.managed.of).toBe(84);
    },
  );
});
