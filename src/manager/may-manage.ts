import type { Day } from '../shared/basics/day.ts';
import type { Placement } from '../shared/people/person.ts';
import type { Role } from '../shared/people/role.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';
import type { SignedIn } from '../shared/wire/session.ts';

/** `own`: nobody decides about themselves. The server decides; this only says it in time. */
export type May = 'yes' | 'own' | 'no';

const LED_BY: readonly Role[] = ['manager'];
const SUPERVISED_BY: readonly Role[] = ['manager', 'deputy', 'senior'];

function shared(who: SignedIn, person: PersonRecord, roles: readonly Role[], today: Day): Placement[] {
  const open = person.placements.filter((placement) => isPlacementOpen(placement, today));
  if (who.roles.some((held) => held.role === 'regionAdmin')) return open;
  return open.filter((placement) => who.roles.some((held) => held.placeId === placement.placeId && roles.includes(held.role)));
}

/** Where this person's dates are mine to record: the homes, in the order they began. */
export function homesToJudge(who: SignedIn, person: PersonRecord, today: Day): Placement[] {
  return shared(who, person, LED_BY, today);
}

export function mayRecordDates(who: SignedIn, person: PersonRecord, today: Day): May {
  if (who.personId === person.personId) return 'own';
  return homesToJudge(who, person, today).length > 0 ? 'yes' : 'no';
}

export function mayRecordMeetings(who: SignedIn, person: PersonRecord, today: Day): May {
  if (who.personId === person.personId) return 'own';
  return shared(who, person, SUPERVISED_BY, today).length > 0 ? 'yes' : 'no';
}
