import { emptyRecord } from '../../src/shared/training/person-record.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import type { Placement } from '../../src/shared/people/person.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';

/** A fact as a record holds it, made at ten on a day. */
export function told<Kind extends FactKind>(kind: Kind, day: string, body: Bodies[Kind], factId = `${kind} ${day} ${JSON.stringify(body).length}`, owner = 'boss'): KnownFact {
  const at = `${day}T10:00:00.000Z`;
  return { kind, factId, about: factId, body, owner, at, off: 0, recordedAt: at } as KnownFact;
}

export function placed(over: Partial<Placement> = {}): Placement {
  return { placementId: `p-${over.placeId ?? 'home-1'}-${over.role ?? 'carer'}`, placeId: 'home-1', role: 'carer', startsOn: '2026-01-05', careRoleStartedOn: null, ...over };
}

/** Sam, with these placements and these facts about them. */
export function sam(placements: Placement[], facts: KnownFact[] = []): PersonRecord {
  return { ...emptyRecord('sam'), name: 'Sam Example', placements, told: facts };
}
