import type { Day } from '../shared/basics/day.ts';
import { addMonths } from '../shared/basics/day.ts';
import type { Placement } from '../shared/people/person.ts';
import { CARE_ROLES } from '../shared/people/role.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';

/** Two years after starting in a care role in a home (SI 2015/541, regulation 32(5)). */
const LEVEL_THREE_MONTHS = 24;

export type LevelThree = { startedOn: Day; byOn: Day; isFirstKnown: boolean };

/**
 * The Level 3 date of someone who holds a care role now, from the earliest start known. The
 * earlier reading is the safer one: moving employer does not obviously restart the clock.
 * @returns `null` for someone who holds no care role.
 */
export function levelThreeOf(placements: readonly Placement[], today: Day): LevelThree | null {
  const care = placements.filter((placement) => CARE_ROLES.includes(placement.role));
  if (!care.some((placement) => isPlacementOpen(placement, today))) return null;
  const starts = care.map((placement) => placement.careRoleStartedOn ?? placement.startsOn).sort();
  const startedOn = starts[0];
  if (startedOn === undefined) return null;
  return { startedOn, byOn: addMonths(startedOn, LEVEL_THREE_MONTHS), isFirstKnown: care.some((placement) => placement.careRoleStartedOn !== null) };
}
