import type { Day } from '../../../shared/basics/day.ts';
import { addDays, addMonths } from '../../../shared/basics/day.ts';
import type { Course } from '../../../shared/training/course.ts';
import type { Requirement } from '../../../shared/training/requirement.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import type { Dice } from './dice.ts';
import type { DemoHome, DemoPerson } from './region.ts';
import { CARER_NAME } from './region.ts';
import type { Reach } from './sitting.ts';
import { sitCourse } from './sitting.ts';

/** Facts that one phone delivers together, at one moment. */
export type Delivery = { at: Date; person: DemoPerson; facts: Fact[] };

/** A course sat on a day, as far as it got. */
type Planned = { course: Course; on: Day; reach: Reach };

/** How the carer of the journeys stands: some done, one begun, some overdue, some to come. */
const CARER_STORY: Record<string, { after: number; reach: Reach }> = {
  'C9-core': { after: 0, reach: 'whole' },
  'C1-core': { after: 0, reach: 'whole' },
  'C2-core': { after: 0, reach: 'whole' },
  'C3-basics': { after: 0, reach: 'whole' },
  'FS-home': { after: 0, reach: 'whole' },
  C9: { after: 4, reach: 'whole' },
  C2: { after: 6, reach: 'whole' },
  C1: { after: 20, reach: 'part' },
};

function planCarer(person: DemoPerson, courses: ReadonlyMap<string, Course>): Planned[] {
  return Object.entries(CARER_STORY).flatMap(([courseId, { after, reach }]) => {
    const course = courses.get(courseId);
    return course ? [{ course, on: addDays(person.startsOn, after), reach }] : [];
  });
}

function planCourse(person: DemoPerson, course: Course, dueDays: number, today: Day, historyFrom: Day, dice: Dice): Planned[] {
  const wasHereBefore = person.startsOn < historyFrom;
  const dueOn = addDays(wasHereBefore ? addDays(historyFrom, 20) : person.startsOn, Math.max(dueDays, wasHereBefore ? dice.whole(0, 90) : 0));
  if (dice.chance((1 - person.diligence) * 0.22)) return [];
  const slack = Math.max(1, Math.floor(dueDays * 0.6));
  let on = dice.chance(person.diligence) ? addDays(dueOn, -dice.whole(0, slack)) : addDays(dueOn, dice.whole(2, 45));
  if (on < historyFrom) on = historyFrom;
  const planned: Planned[] = [];
  while (on < today) {
    const isRecent = on > addDays(today, -25);
    const reach: Reach = isRecent && dice.chance(0.25) ? (dice.chance(0.5) ? 'part' : 'opened') : 'whole';
    planned.push({ course, on, reach });
    if (reach !== 'whole' || course.renewal.months === null) break;
    const expiresOn = addMonths(on, course.renewal.months);
    if (dice.chance((1 - person.diligence) * 0.4)) break;
    on = dice.chance(person.diligence) ? addDays(expiresOn, -dice.whole(0, 50)) : addDays(expiresOn, dice.whole(1, 40));
  }
  return planned;
}

function planPerson(person: DemoPerson, courses: ReadonlyMap<string, Course>, requirements: readonly Requirement[], today: Day, historyFrom: Day, dice: Dice): Planned[] {
  if (person.name === CARER_NAME) return planCarer(person, courses);
  const planned = requirements
    .filter((requirement) => requirement.roles.includes(person.role))
    .flatMap((requirement) => {
      const course = courses.get(requirement.courseId);
      return course ? planCourse(person, course, requirement.dueDays, today, historyFrom, dice) : [];
    });
  return planned.sort((left, right) => (left.on < right.on ? -1 : 1));
}

/** A moment on a day, at an hour when someone has ten minutes. */
function momentOn(day: Day, dice: Dice): Date {
  const hour = dice.pick([6, 7, 10, 13, 14, 15, 20, 21, 22, 23]);
  return new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000 + dice.whole(0, 3599) * 1000);
}

/** How long until the phone found signal: mostly minutes, now and then a night in a basement. */
function untilSignal(dice: Dice): number {
  return (dice.chance(0.85) ? dice.whole(1, 20) : dice.whole(60, 700)) * 60_000;
}

/** Sign-offs by someone senior, each on its own day, after a course with a practical part. */
function signOffs(home: DemoHome, person: DemoPerson, course: Course, done: Date, end: Date, dice: Dice): Delivery[] {
  const practical = course.practical;
  if (!practical || dice.chance((1 - person.diligence) * 0.12)) return [];
  const seniors = [home.manager, ...home.staff.filter((entry) => entry.role === 'deputy' || entry.role === 'senior')].filter((entry) => entry.personId !== person.personId);
  const signed: Delivery[] = [];
  let at = done.getTime();
  for (let round = 0; round < practical.times; round += 1) {
    at += dice.whole(20, 90) * 3_600_000;
    const when = new Date(at);
    if (when >= end) break;
    const here = seniors.filter((entry) => entry.startsOn <= when.toISOString().slice(0, 10));
    if (here.length === 0) break;
    const assessor = dice.pick(here);
    const signOffId = assessor.phone.newId(when);
    const body = { signOffId, personId: person.personId, courseId: course.id, practicalId: practical.id, met: true, note: '' };
    signed.push({ at: new Date(at + untilSignal(dice)), person: assessor, facts: [assessor.phone.write('training.practice.signed', signOffId, body, when)] });
  }
  return signed;
}

/** Two years of one home's training, as deliveries from the phones of its people. */
export function historyOf(
  home: DemoHome,
  courses: ReadonlyMap<string, Course>,
  requirements: readonly Requirement[],
  today: Day,
  historyFrom: Day,
  end: Date,
  dice: Dice,
): Delivery[] {
  const deliveries: Delivery[] = [];
  for (const person of [home.manager, ...home.staff]) {
    const skill = 0.78 + person.diligence * 0.2;
    // One sitting after another: a person does not do two courses at the same time.
    let free = 0;
    for (const { course, on, reach } of planPerson(person, courses, requirements, today, historyFrom, dice)) {
      const startsAt = new Date(Math.max(momentOn(on, dice).getTime(), free));
      if (startsAt.getTime() > end.getTime() - 2 * 3_600_000) continue;
      const sitting = sitCourse(person.phone, course, startsAt, skill, reach, dice);
      free = sitting.endsAt.getTime() + 60_000;
      deliveries.push({ at: new Date(sitting.endsAt.getTime() + untilSignal(dice)), person, facts: sitting.facts });
      if (sitting.isComplete) deliveries.push(...signOffs(home, person, course, sitting.endsAt, end, dice));
    }
  }
  return deliveries;
}
