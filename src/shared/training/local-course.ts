import type { Day } from '../basics/day.ts';
import { addDays } from '../basics/day.ts';
import type { Placement } from '../people/person.ts';

/**
 * Courses about one building and its people: the fire plan, whom to ring when a child is missing, the
 * policies. They are done anew in each home, whatever a passport says (training reference, J7).
 */
const LOCAL: readonly string[] = ['C9-core', 'C3-basics', 'FS-home'];

/** How long before the first day somebody may learn what is local. Setting of the academy, not law. */
const EARLY_DAYS = 28;

export function isLocalCourse(courseId: string): boolean {
  return LOCAL.includes(courseId);
}

/** Was it done for this home? Anything but a local course goes along to the next. */
export function countsInHome(courseId: string, day: Day, placements: readonly Placement[], placeId: string | undefined): boolean {
  if (placeId === undefined || !isLocalCourse(courseId)) return true;
  const firstDay = placements.flatMap((placement) => (placement.placeId === placeId ? placement.startsOn : [])).sort()[0];
  return firstDay === undefined || day >= addDays(firstDay, -EARLY_DAYS);
}
