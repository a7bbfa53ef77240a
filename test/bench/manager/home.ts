import { addDays } from '../../../src/shared/basics/day.ts';
import { mondayOf } from '../../../src/shared/home/rota-time.ts';
import type { RotaWeek } from '../../../src/shared/home/rota.ts';
import type { Catalogue } from '../../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../../src/shared/wire/fact.ts';
import { makeDice } from '../../../src/server/tasks/demonstration/dice.ts';
import { certificate, milestone, TIMES, toldBy } from '../../support/rota-home.ts';
import type { Desk } from './desk.ts';
import { manyPeople, wideCatalogue } from './people.ts';

const COURSES = 40;

/** Hearth's own courses, with others beside them until there are forty. */
function fortyCourses(catalogue: Catalogue): Catalogue {
  const wide = wideCatalogue(catalogue, COURSES - catalogue.courses.length);
  return { ...catalogue, courses: [...catalogue.courses, ...wide.courses], requirements: [...catalogue.requirements, ...wide.requirements] };
}

function staffOf(count: number, { homeId, catalogue, today }: Desk): PersonRecord[] {
  const dice = makeDice(5);
  return manyPeople(count, [homeId], fortyCourses(catalogue), today).map((person) => {
    const { personId } = person;
    const inducted = { ...milestone(personId, 'induction', 'met', addDays(today, -60)), body: { ...milestone(personId, 'induction', 'met').body, homeId } } as KnownFact;
    const aid = dice.chance(0.5) ? certificate(personId, addDays(today, -dice.whole(10, 1300))) : [];
    return { ...person, told: [...aid, ...(dice.chance(0.8) ? [inducted] : [])] };
  });
}

/** Five weeks, that of before too: three shifts a day of six people. Ten times the people have ten times the shifts. */
function weeksOf(people: readonly PersonRecord[], times: number, { homeId, today }: Desk): RotaWeek[] {
  const dice = makeDice(11);
  return [-1, 0, 1, 2, 3].map((week) => ({
    homeId,
    weekOf: addDays(mondayOf(today), week * 7),
    people: people.map(({ personId, name }) => ({ personId, name, isAgency: false })),
    shifts: Array.from({ length: times * 21 }, (_entry, index) => {
      const [name, start, end] = TIMES[index % 3] ?? ['Early', 420, 870];
      const on = [...new Set(Array.from({ length: 6 }, () => dice.whole(0, people.length - 1)))];
      return { day: Math.floor(index / 3) % 7, name: index < 21 ? name : `${name} ${Math.floor(index / 21) + 1}`, start, end, on, shadow: [], leader: on[0] ?? null };
    }),
    loneAssessedOn: null,
    roundTheClock: true,
  }));
}

/** Fills the home with sixty times so many people, forty courses, and a rota of as many times eighty-four shifts. */
export async function fillHome(desk: Desk, times: number): Promise<void> {
  const people = staffOf(60 * times, desk);
  const weeks = weeksOf(people, times, desk).map((week) => ({ ...toldBy('home.rota.set', week, addDays(desk.today, -10)), about: `${desk.homeId}.${week.weekOf}` }) as KnownFact);
  await desk.fill(people, weeks, fortyCourses(desk.catalogue));
}
