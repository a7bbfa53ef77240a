import type { Placement } from '../../../src/shared/people/person.ts';
import type { Role } from '../../../src/shared/people/role.ts';

/** Who is there at the beginning of every history. */
export const HOMES = ['rowan', 'elm'] as const;
export type Person = { personId: string; role: Role; placeId: string };

export const PEOPLE: readonly Person[] = [
  { personId: 'rae', role: 'regionAdmin', placeId: 'south-east' },
  { personId: 'mia', role: 'manager', placeId: 'rowan' },
  { personId: 'ann', role: 'carer', placeId: 'rowan' },
  { personId: 'ben', role: 'carer', placeId: 'rowan' },
];

export function firstPlacement({ personId, placeId, role }: Person): Placement {
  return { placementId: `${personId}-1`, placeId, role, startsOn: '2026-11-01', careRoleStartedOn: null };
}

/** Who uses which phone. The first is shared and lies in the office; the others are somebody's own. */
export const PHONES: readonly (readonly string[])[] = [['ann', 'ben'], ['ann'], ['mia', 'ben']];
/** How many pages each phone has open. */
export const PAGES = [2, 1, 1];
