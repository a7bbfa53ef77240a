import type { Day } from '../basics/day.ts';
import { addDays, epochDay } from '../basics/day.ts';
import type { Need } from '../home/rules.ts';
import type { Placement } from '../people/person.ts';
import type { Role } from '../people/role.ts';
import { isLocalCourse } from './local-course.ts';

/** This role must hold this course, by when. Intervals are data: there is no statutory list (Guide 10.8). */
export type Requirement = {
  id: string;
  courseId: string;
  /** Courses that satisfy it too. */
  or: string[];
  roles: Role[];
  /** Days after the first day in the home; 0 is before the first duty. */
  dueDays: number;
  /** Empty when a home asks for a course of no pathway. */
  pathwayId: string;
  /** Only this home asks it; every home where it is missing. */
  homeId?: string;
  /** Asked since this day, so nobody is late before it; missing for what was always asked. */
  from?: Day;
  /** Asked while this need is in the home; null or missing when it is asked always. */
  need?: Need | null;
};

export type Due = { requirement: Requirement; dueOn: Day; placeId: string };

/** Is this placement in force, or still to come? Training before a first shift counts from the invitation on. */
export function isPlacementOpen(placement: Placement, today: Day): boolean {
  return !placement.endsOn || placement.endsOn >= today;
}

/**
 * What a person must hold, with the earliest day it is due, one entry per course.
 * A person in two homes owes each course once, by the earlier day; each home asks by its own rules.
 * What is about one building is owed to the home they came to last.
 */
export function requirementsFor(placements: readonly Placement[], requirements: readonly Requirement[], today: Day): Due[] {
  const earliest = new Map<string, Due & { startsOn: Day }>();
  // Equal days are told apart by their ids, so that the order facts came in says nothing.
  const order = ({ requirement, dueOn, placeId, startsOn }: Due & { startsOn: Day }) =>
    `${isLocalCourse(requirement.courseId) ? String(1e6 - epochDay(startsOn)) : dueOn} ${dueOn} ${requirement.id} ${placeId}`;
  for (const placement of placements) {
    if (!isPlacementOpen(placement, today)) continue;
    const { placeId, startsOn } = placement;
    for (const requirement of requirements) {
      if (!requirement.roles.includes(placement.role)) continue;
      if (requirement.homeId && requirement.homeId !== placeId) continue;
      const { from = '' } = requirement;
      const due = { requirement, dueOn: addDays(from > startsOn ? from : startsOn, requirement.dueDays), placeId, startsOn };
      const known = earliest.get(requirement.courseId);
      if (!known || order(due) < order(known)) earliest.set(requirement.courseId, due);
    }
  }
  return Array.from(earliest.values(), ({ startsOn: _startsOn, ...due }) => due);
}
