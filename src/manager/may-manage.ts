import type { Day } from '../shared/basics/day.ts';
import type { Placement } from '../shared/people/person.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Home } from './home-choice.ts';

/** `own`: nobody decides about themselves. The server decides; this only says it in time. */
export type May = 'yes' | 'own' | 'no';

function openIn(person: PersonRecord, placeIds: ReadonlySet<string>, who: SignedIn, today: Day): Placement[] {
  const isRegion = who.roles.some((held) => held.role === 'regionAdmin');
  return person.placements.filter((placement) => isPlacementOpen(placement, today) && (isRegion || placeIds.has(placement.placeId)));
}

/** Where this person's dates are mine to record: the homes, in the order they began. */
export function homesToJudge(who: SignedIn, homes: readonly Home[], person: PersonRecord, today: Day): Placement[] {
  return openIn(person, new Set(homes.filter((home) => home.isManager).map((home) => home.placeId)), who, today);
}

export function mayRecordDates(who: SignedIn, homes: readonly Home[], person: PersonRecord, today: Day): May {
  if (who.personId === person.personId) return 'own';
  return homesToJudge(who, homes, person, today).length > 0 ? 'yes' : 'no';
}

/** Those who lead, and seniors in their own home. */
export function mayRecordMeetings(who: SignedIn, homes: readonly Home[], person: PersonRecord, today: Day): May {
  if (who.personId === person.personId) return 'own';
  const seniorIn = who.roles.filter((held) => held.role === 'senior').map((held) => held.placeId);
  return openIn(person, new Set([...homes.map((home) => home.placeId), ...seniorIn]), who, today).length > 0 ? 'yes' : 'no';
}
