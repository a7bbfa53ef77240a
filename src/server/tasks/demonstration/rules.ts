import type { Day } from '../../../shared/basics/day.ts';
import { addDays } from '../../../shared/basics/day.ts';
import type { Bodies } from '../../../shared/wire/kinds.ts';
import type { Delivery } from './history.ts';
import type { DemoHome } from './region.ts';
import { CARER_NAME } from './region.ts';

type Given = Pick<Bodies['training.waiver.given'], 'courseId' | 'reason' | 'rationale'>;

/** One is looked at in time, one is late. Both made up. */
const WAIVERS: (Given & { after: number; lasts: number; reviewAfter: number })[] = [
  { courseId: 'C2', reason: 'longAbsence', rationale: 'Away since the summer. The course is planned for the week of return.', after: 70, lasts: 190, reviewAfter: 100 },
  { courseId: 'C3', reason: 'adjustment', rationale: 'Takes it as a talk with the deputy first. The talk was put off twice.', after: 80, lasts: 180, reviewAfter: 66 },
];

/** What the first home asks besides the academy: two needs, one shorter interval, one course of its own, two waivers. */
export function rulesStory(home: DemoHome, today: Day): Delivery[] {
  const { manager, homeId } = home;
  const deliveries: Delivery[] = [];
  const on = (day: Day) => new Date(`${day}T11:20:00Z`);
  const say = (day: Day, write: (at: Date) => Delivery['facts'][number]) => deliveries.push({ at: on(day), person: manager, facts: [write(on(day))] });
  const [early, late] = [addDays(today, -210), addDays(today, -60)];
  say(early, (at) => manager.phone.write('home.needs.set', `${homeId}.needs`, { homeId, needs: ['epilepsy'], from: early }, at));
  say(late, (at) => manager.phone.write('home.needs.set', `${homeId}.needs`, { homeId, needs: ['epilepsy', 'selfHarm'], from: late }, at));
  const interval = { homeId, courseId: 'C10', months: 24, from: addDays(early, 10) };
  say(interval.from, (at) => manager.phone.write('home.interval.set', `${homeId}.C10.interval`, interval, at));
  say(late, (at) => {
    const requirementId = manager.phone.newId(at);
    const body = { requirementId, homeId, courseId: 'C8', roles: ['agency' as const], need: null, dueDays: 14, from: late };
    return manager.phone.write('home.requirement.added', requirementId, body, at);
  });
  const settled = home.staff
    .filter((person) => person.name !== CARER_NAME && person.startsOn < addDays(today, -100))
    .sort((one, other) => one.startsOn.localeCompare(other.startsOn));
  for (const [index, { after, lasts, reviewAfter, ...given }] of WAIVERS.entries()) {
    const person = settled[index];
    if (!person) continue;
    const from = addDays(today, -after);
    say(from, (at) => {
      const waiverId = manager.phone.newId(at);
      const days = { from, endsOn: addDays(from, lasts), reviewOn: addDays(from, reviewAfter) };
      return manager.phone.write('training.waiver.given', waiverId, { waiverId, personId: person.personId, ...given, ...days }, at);
    });
  }
  return deliveries;
}
