import type { Day } from '../basics/day.ts';
import { addMonths } from '../basics/day.ts';
import type { Placement } from './person.ts';
import { CARE_ROLES } from './role.ts';

/** 2 years after starting in a care role in a home (SI 2015/541, regulation 32(5)). */
export const LEVEL_THREE_MONTHS = 24;

/** `isFromFirstRole` is false when no earlier care role is known and the first day here is used. */
export type LevelThree = { startedOn: Day; dueOn: Day; isFromFirstRole: boolean };

/**
 * When the Level 3 diploma must be held, or null for someone who has had no care role. It runs
 * from the earliest day known, ended placements included: moving does not obviously restart it.
 */
export function levelThreeFor(placements: readonly Placement[]): LevelThree | null {
  const caring = placements.filter((placement) => CARE_ROLES.includes(placement.role));
  const days = caring.map((placement) => placement.careRoleStartedOn ?? placement.startsOn).sort();
  const startedOn = days[0];
  if (startedOn === undefined) return null;
  const isFromFirstRole = caring.some((placement) => placement.careRoleStartedOn === startedOn);
  return { startedOn, dueOn: addMonths(startedOn, LEVEL_THREE_MONTHS), isFromFirstRole };
}
