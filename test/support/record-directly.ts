import { pushFacts } from '../../src/server/records/push.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { factText } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import type { Office } from './server.ts';
import { newId, sha256 } from './server.ts';

/** Puts the home and the two people of a frozen release on a fresh server, under the ids they had. */
export async function recordDirectly(office: Office, { home, ann, ben }: { home: string; ann: string; ben: string }): Promise<void> {
  let seq = 0;
  const fact = <Kind extends FactKind>(kind: Kind, about: string, body: Bodies[Kind]): Fact => {
    seq += 1;
    const named = { factId: newId(), kind, v: 1, about, body };
    const at = office.now.toISOString();
    return { ...named, hash: sha256(factText(named)), owner: office.region.adminId, deviceId: 'frozen', seq, prev: null, base: null, deps: [], replaces: null, at, off: 0 };
  };
  const placed = (role: 'senior' | 'carer') => ({ placementId: newId(), placeId: home, role, startsOn: '2026-11-01', careRoleStartedOn: null });
  const parentId = office.region.authorityIds.get('Kent') ?? '';
  const facts = [
    fact('people.place.opened', home, { placeId: home, kind: 'home', parentId, name: 'Rowan House' }),
    fact('people.person.added', ann, { personId: ann, name: 'Ann Example', placement: placed('senior') }),
    fact('people.person.added', ben, { personId: ben, name: 'Ben Example', placement: placed('carer') }),
  ];
  const pushed = await pushFacts(office.records, { owner: office.region.adminId, deviceId: 'frozen', facts, now: office.now, library: office.library });
  if (!pushed.ok || pushed.answers.some((answer) => answer.receipt?.state !== 'recorded')) throw new Error('the frozen release could not be put back');
}
