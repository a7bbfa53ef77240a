import type { Day } from '../basics/day.ts';
import { addMonths } from '../basics/day.ts';
import { isPlacementOpen } from '../training/requirement.ts';
import type { Placement } from './person.ts';
import { CARE_ROLES } from './role.ts';

/** 2 years after starting in a care role in a home (SI 2015/541, regulation 32(5)). */
const LEVEL_THREE_MONTHS = 24;

/** `isFirstKnown` is false when no earlier care role is known and the first day in a home here is used. */
export type LevelThree = { startedOn: Day; byOn: Day; isFirstKnown: boolean };

/**
 * The Level 3 date of someone who holds a care role now, or null. It runs from the earliest start
 * known, ended placements included: moving employer does not obviously restart the clock.
 */
export function levelThreeOf(placements: readonly Placement[], today: Day): LevelThree | null {
  const care = placements.filter((placement) => CARE_ROLES.includes(placement.role));
  if (!care.some((placement) => isPlacementOpen(placement, today))) return null;
  const startedOn = care.map((placement) => placement.careRoleStartedOn ?? placement.startsOn).sort()[0];
  if (startedOn === undefined) return null;
  return { startedOn, byOn: addMonths(startedOn, LEVEL_THREE_MONTHS), isFirstKnown: care.some((placement) => placement.careRoleStartedOn === startedOn) };
}
