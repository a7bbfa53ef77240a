import * as z from 'zod/mini';
import type { Day } from '../basics/day.ts';
import { daysBetween } from '../basics/day.ts';
import { daySchema, publicKeySchema } from '../basics/fields.ts';
import { isPlacementOpen } from '../training/requirement.ts';
import type { Placement } from '../people/person.ts';
import type { PlaceTree } from '../people/place-tree.ts';
import { isBelow } from '../people/place-tree.ts';
import { LEADING_ROLES } from '../people/role.ts';

/** Roles that may sign practice in their own home without being named for it; who leads a place also in every home below it. */
export const SIGNING_ROLES: readonly string[] = ['manager', 'deputy', 'senior'];
export { LIST_COUNTS_DAYS } from '../training/agreed.ts';

const keySchema = z.object({ keyId: z.string(), publicKey: publicKeySchema });

/** One right of one person in one home. `role` is null for somebody named; no courses means all of them. */
const assessorSchema = z.object({
  personId: z.string(),
  name: z.string(),
  homeId: z.string(),
  role: z.nullable(z.string()),
  courses: z.array(z.string()),
  until: z.nullable(daySchema),
  keys: z.array(keySchema),
});
export type Assessor = z.infer<typeof assessorSchema>;

/**
 * `POST /authority` `{nonce}`: who may sign practice in the homes where whoever asks works, wherever those
 * people work themselves, and in which other homes the asker may; on that day by the server. `people`:
 * whom the asker may watch, for choosing by hand where no camera works.
 */
export const authoritySchema = z.object({
  nonce: z.string(),
  on: daySchema,
  assessors: z.array(assessorSchema),
  people: z.array(z.object({ personId: z.string(), name: z.string(), homeId: z.string() })),
});
export type Authority = Omit<z.infer<typeof authoritySchema>, 'nonce'>;

/** Who was named for what, and until when: an end that was recorded later counts. */
export type Grant = { personId: string; homeId: string; courses: readonly string[]; from: Day; until: Day };
export type Naming =
  | { kind: 'training.assessor.named'; day: Day; body: { personId: string; homeId: string; courses: readonly string[]; until: Day } }
  | { kind: 'training.assessor.ended'; day: Day; body: { personId: string; homeId: string; endsOn: Day } };

/** @param namings in the order they were recorded; `day` is when each was. */
export function grantsOf(namings: readonly Naming[]): Grant[] {
  let grants: Grant[] = [];
  for (const { kind, day, body } of namings) {
    if (kind === 'training.assessor.named') {
      grants = [...grants, { personId: body.personId, homeId: body.homeId, courses: body.courses, from: day, until: body.until }];
      continue;
    }
    const isMeant = (grant: Grant) => grant.personId === body.personId && grant.homeId === body.homeId && grant.until > body.endsOn;
    grants = grants.map((grant) => (isMeant(grant) ? { ...grant, until: body.endsOn } : grant));
  }
  return grants;
}

type Placed = { personId: string; placements: readonly Placement[] };

/**
 * May this person sign that person's practice of a course on a day? Never for oneself.
 * @param tree the places above the carer's; without it only who works in the same home may.
 */
export function mayAssessOn(assessor: Placed, carer: Placed, grants: readonly Grant[], courseId: string, day: Day, tree?: PlaceTree): boolean {
  if (assessor.personId === carer.personId) return false;
  const homes = new Set(carer.placements.filter((placement) => isPlacementOpen(placement, day)).map((placement) => placement.placeId));
  const isOver = ({ placeId, role }: Placement) => LEADING_ROLES.includes(role) && [...homes].some((homeId) => isBelow(homeId, placeId, tree));
  const signs = (placement: Placement) => SIGNING_ROLES.includes(placement.role) && (homes.has(placement.placeId) || isOver(placement));
  const leads = assessor.placements.some((placement) => isPlacementOpen(placement, day) && signs(placement));
  const isNamed = (grant: Grant) =>
    grant.personId === assessor.personId && homes.has(grant.homeId) && grant.from <= day && day <= grant.until && (grant.courses.length === 0 || grant.courses.includes(courseId));
  // Whoever works nowhere any more signs nothing, named or not.
  return leads || (grants.some(isNamed) && assessor.placements.some((placement) => isPlacementOpen(placement, day)));
}

/** The right a list gives somebody for a course on a day, the longest first; null when it gives none. */
export function rightOn(list: Pick<Authority, 'assessors'>, assessorId: string, courseId: string, day: Day, homeIds?: readonly string[]): Assessor | null {
  const rights = list.assessors.filter(
    (right) =>
      right.personId === assessorId &&
      (right.until === null || day <= right.until) &&
      (right.courses.length === 0 || right.courses.includes(courseId)) &&
      (!homeIds || homeIds.includes(right.homeId)),
  );
  return rights.find((right) => right.role !== null) ?? rights.sort((one, other) => ((one.until ?? '') < (other.until ?? '') ? 1 : -1))[0] ?? null;
}

/** Days since the list was the server's word. */
export function ageOfList(on: Day, today: Day): number {
  return Math.max(0, daysBetween(on, today));
}
