import { createHash, randomBytes } from 'node:crypto';
import { uuidV7 } from '../../src/shared/basics/id.ts';
import type { Role } from '../../src/shared/people/role.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { factText } from '../../src/shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';
import type { Draft } from '../../src/store/cabinet.ts';

let count = 0;

/** A whole envelope, as another phone or the server's own beginning would have made it. */
export function factOf<Kind extends FactKind>(kind: Kind, about: string, body: Bodies[Kind], owner: string, at = '2026-11-19T09:00:00.000Z'): Fact {
  count += 1;
  const named = { factId: uuidV7(Date.parse(at) + count, randomBytes(10)), kind, v: 1, about, body };
  const hash = createHash('sha256').update(factText(named)).digest('base64url');
  return { ...named, hash, owner, deviceId: 'another-device', seq: count, prev: null, base: null, deps: [], replaces: null, at, off: null };
}

function placement(personId: string, role: Role, placeId = 'home-1') {
  return { placementId: `${personId}-${placeId}`, placeId, role, startsOn: '2026-11-01', careRoleStartedOn: null };
}

export function added(personId: string, role: Role, placeId = 'home-1'): Fact {
  return factOf('people.person.added', personId, { personId, name: `Person ${personId}`, placement: placement(personId, role, placeId) }, 'founder');
}

export function ended(personId: string, placeId = 'home-1', endsOn = '2026-11-10'): Fact {
  return factOf('people.placement.ended', personId, { personId, placementId: `${personId}-${placeId}`, endsOn }, 'founder');
}

export function homeOpened(placeId = 'home-1'): Fact {
  return factOf('people.place.opened', placeId, { placeId, kind: 'home', parentId: null, name: 'Rowan House' }, 'founder');
}

const attempt = (attemptId: string) => ({ attemptId, courseId: 'fire-safety', courseVersion: 1, moduleId: 'quiz' });

export function startedDraft(attemptId: string): Draft {
  return { kind: 'training.attempt.started', about: attemptId, body: attempt(attemptId) };
}

export function answeredDraft(attemptId: string, tryNumber: number): Draft {
  return { kind: 'training.attempt.answered', about: attemptId, body: { attemptId, questionId: 'q1', tryNumber, answer: { type: 'single', option: 'a' } } };
}

export function finishedDraft(attemptId: string): Draft {
  return { kind: 'training.attempt.finished', about: attemptId, body: { ...attempt(attemptId), score: { right: 8, of: 10, passed: true } } };
}

export function signedDraft(personId: string, signOffId: string, note = ''): Draft {
  return { kind: 'training.practice.signed', about: signOffId, body: { signOffId, personId, courseId: 'fire-safety', practicalId: 'drill', met: true, note } };
}
