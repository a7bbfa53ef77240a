import { addDays } from '../../../shared/basics/day.ts';
import type { Delivery } from './history.ts';
import type { DemoRegion } from './region.ts';

/** Where each home keeps its plans, and how many days ago they were last looked at. Made up, like the homes. */
const PLANS = [
  { what: 'workforcePlan', where: 'In the office, shared folder “Workforce”, version 7.', daysAgo: 40 },
  { what: 'contingencyPlan', where: 'On the wall of the office, beside the rota.', daysAgo: 95 },
  { what: 'statementOfPurpose', where: 'Shared folder “Registration”; the copy sent to Ofsted lies with it.', daysAgo: 130 },
] as const;

const NOTE = 'Two people finish the diploma in spring. Their units are signed off each month, and the plan was brought up to date after the last one.';

/** Plans dated in every home, and one manager's note beside a number. */
export function inspectionOf(region: DemoRegion, today: string): Delivery[] {
  return region.homes.map((home, index): Delivery => {
    const { phone } = home.manager;
    const at = new Date(`${addDays(today, -30)}T11:00:00Z`);
    const { homeId } = home;
    const facts = PLANS.map(({ what, where, daysAgo }) =>
      phone.write('home.document.dated', `${homeId}.doc.${what}`, { homeId, what, where, reviewedOn: addDays(today, -(daysAgo + 3 * (index % 10))) }, at),
    );
    const note = index === 0 ? [phone.write('home.note.written', `${homeId}.note.level3OnCourse`, { homeId, about: 'level3OnCourse', text: NOTE }, at)] : [];
    return { at, person: home.manager, facts: [...facts, ...note] };
  });
}
