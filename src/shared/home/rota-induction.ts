import type { Day } from '../basics/day.ts';
import { epochDay } from '../basics/day.ts';
import type { Catalogue } from '../training/catalogue.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { isPlacementOpen } from '../training/requirement.ts';
import { neverHeld } from './rota-cover.ts';
import { milestonesOf } from './rota-team.ts';

/**
 * Why somebody may not lead a shift of a home on a day (Guide 10.21, regulation 32(7)). `checks`: the checks before
 * employment are not complete. `said`: their induction was recorded as not finished. `courses`: nothing was recorded of
 * it, and these courses of their pathways were never held. `unasked`: nothing was recorded, and no course is asked of them.
 */
export type InductionGap =
  | { is: 'notHere' }
  | { is: 'checks' }
  | { is: 'said'; outcome: 'extended' | 'notMet'; on: Day }
  | { is: 'courses'; courseIds: string[] }
  | { is: 'unasked' };

/** The same answer as `Member.isInducted` and `isSupervisedOnly` of the rota check, with its reason; null where they may. */
export function inductionGap(homeId: string, person: PersonRecord, catalogue: Catalogue, day: Day): InductionGap | null {
  const role = person.placements.find((placement) => placement.placeId === homeId && isPlacementOpen(placement, day))?.role;
  if (role === undefined) return { is: 'notHere' };
  const said = milestonesOf(person, homeId, 'induction')(epochDay(day));
  if (said !== null && said.outcome !== 'met') return { is: 'said', outcome: said.outcome, on: said.day };
  if (said === null) {
    const asked = catalogue.requirements.filter((entry) => entry.roles.includes(role));
    const courseIds = neverHeld(person, catalogue, asked, day);
    if (courseIds.length > 0) return { is: 'courses', courseIds };
    if (asked.length === 0) return { is: 'unasked' };
  }
  const checks = milestonesOf(person, homeId, 'preEmploymentChecks')(epochDay(day));
  return checks === null || checks.outcome === 'met' ? null : { is: 'checks' };
}
