import type { Placement } from '../../shared/people/person.ts';
import type { Given, Score } from '../../shared/training/attempt.ts';
import { scoreAttempt } from '../../shared/training/attempt.ts';
import { INVITATION_LASTS_MS } from '../../shared/people/person.ts';
import { INSPECTOR_LASTS_MS } from '../../shared/home/inspector-wire.ts';
import { addMs } from '../../shared/basics/moment.ts';
import type { Circumstances } from './plan-rules.ts';
import { actorOf } from './plan-rules.ts';
import type { Known } from './known.ts';
import { attemptKey } from './known.ts';
import { bodyKey, noteKey, noteNaming } from './practice-known.ts';
import type { ReadFact } from './read-facts.ts';
import type { AttemptRow, Tables } from './schema.ts';

/** What recorded facts change in the tables that rules and sign-in read. */
export type Effects = {
  places: Tables['place'][];
  people: Tables['person'][];
  /** Accounts closed at a moment, or open again. */
  accounts: Map<string, string | null>;
  placements: Map<string, Tables['placement']>;
  ended: Map<string, string>;
  invitations: Tables['invitation'][];
  attempts: Map<string, AttemptRow>;
  /** Whose passports count no more, and up to which moment those were made. */
  withdrawn: Map<string, string>;
  /** Inspectors admitted, and admissions ended; in the order they were told. */
  inspectors: Inspecting[];
};

export type Inspecting = { is: 'admitted'; row: Tables['inspector_grant'] } | { is: 'ended'; grantId: string; homeId: string; madeBy: string; at: string };

export function noEffects(): Effects {
  return { places: [], people: [], accounts: new Map(), placements: new Map(), ended: new Map(), invitations: [], attempts: new Map(), withdrawn: new Map(), inspectors: [] };
}

/** Lays one recorded fact on what is known and on what will be written. */
export function layEffect(read: ReadFact, known: Known, effects: Effects, findCourse: Circumstances['findCourse'], receivedAt: string): { serverScore: Score | null } {
  const { fact, known: body } = read;
  const nothing = { serverScore: null };
  switch (body.kind) {
    case 'people.place.opened': {
      const { placeId, kind, parentId, name } = body.body;
      known.places.add(placeId);
      known.tree.set(placeId, parentId);
      effects.places.push({ place_id: placeId, kind, parent_id: parentId, name });
      return nothing;
    }
    case 'people.person.added':
      effects.people.push({ person_id: body.body.personId, name: body.body.name, closed_at: null });
      startPlacement(body.body.personId, body.body.placement, known, effects);
      return nothing;
    case 'people.placement.started':
      startPlacement(body.body.personId, body.body.placement, known, effects);
      return nothing;
    case 'people.placement.ended': {
      const { personId, placementId, endsOn } = body.body;
      const actor = actorOf(known, personId);
      known.people.set(personId, { personId, placements: actor.placements.map((placement) => (placement.placementId === placementId ? { ...placement, endsOn } : placement)) });
      const fresh = effects.placements.get(placementId);
      if (fresh) fresh.ends_on = endsOn;
      else effects.ended.set(placementId, endsOn);
      return nothing;
    }
    case 'people.account.closed':
      known.closed.add(body.body.personId);
      effects.accounts.set(body.body.personId, receivedAt);
      withdraw(body.body.personId, receivedAt, effects);
      return nothing;
    case 'training.completion.revoked':
      // Until now whatever was made said that it still counts.
      withdraw(body.body.personId, receivedAt, effects);
      return nothing;
    case 'training.passport.withdrawn': {
      // One made since, before this arrived, is a new one: it was not meant.
      const meant = addMs(fact.at, fact.off ?? 0);
      withdraw(body.body.personId, meant < receivedAt ? meant : receivedAt, effects);
      return nothing;
    }
    case 'people.account.reopened':
      known.closed.delete(body.body.personId);
      effects.accounts.set(body.body.personId, null);
      return nothing;
    case 'people.invitation.made': {
      const { invitationId, personId, secretHash } = body.body;
      known.invitationIds.add(invitationId);
      const expiresAt = addMs(receivedAt, INVITATION_LASTS_MS);
      effects.invitations.push({
        invitation_id: invitationId,
        person_id: personId,
        made_by: fact.owner,
        secret_hash: secretHash,
        made_at: receivedAt,
        expires_at: expiresAt,
        used_at: null,
      });
      return nothing;
    }
    case 'home.inspector.admitted': {
      const { grantId, homeId, secretHash, pinHash } = body.body;
      const row = { grant_id: grantId, home_id: homeId, made_by: fact.owner, secret_hash: secretHash, pin_hash: pinHash, made_at: receivedAt, tries: 0, ended_at: null };
      effects.inspectors.push({ is: 'admitted', row: { ...row, ends_at: addMs(receivedAt, INSPECTOR_LASTS_MS) } });
      return nothing;
    }
    case 'home.inspector.ended':
      effects.inspectors.push({ is: 'ended', grantId: body.body.grantId, homeId: body.body.homeId, madeBy: fact.owner, at: receivedAt });
      return nothing;
    case 'training.attempt.started': {
      const { attemptId, courseId, courseVersion, moduleId } = body.body;
      const key = attemptKey(fact.owner, attemptId);
      if (known.attempts.has(key)) return nothing;
      setAttempt(
        key,
        { person_id: fact.owner, attempt_id: attemptId, course_id: courseId, course_version: courseVersion, module_id: moduleId, is_started: 1, is_finished: 0, is_passed: 0 },
        known,
        effects,
      );
      return nothing;
    }
    case 'training.attempt.answered': {
      const key = attemptKey(fact.owner, body.body.attemptId);
      const answers = known.answers.get(key);
      if (answers) answers.push(body.body);
      else known.answers.set(key, [body.body]);
      return nothing;
    }
    case 'training.attempt.finished': {
      const { attemptId, courseId, courseVersion, moduleId, score } = body.body;
      const key = attemptKey(fact.owner, attemptId);
      const course = findCourse(courseId, courseVersion, moduleId);
      const serverScore = course ? scoreAttempt(course, moduleId, known.answers.get(key) ?? ([] satisfies Given[])) : null;
      const before = known.attempts.get(key);
      // A second ending of one attempt is kept as a fact; the first one counts.
      if (before?.is_finished === 1) return { serverScore };
      const isPassed = (serverScore ?? score).passed ? 1 : 0;
      setAttempt(
        key,
        {
          person_id: fact.owner,
          attempt_id: attemptId,
          course_id: courseId,
          course_version: courseVersion,
          module_id: moduleId,
          is_started: before?.is_started ?? 0,
          is_finished: 1,
          is_passed: isPassed,
        },
        known,
        effects,
      );
      return { serverScore };
    }
    case 'training.practice.observed':
    case 'training.practice.agreed':
      known.practice.bodies.set(bodyKey(body.kind, fact.about), read.bodyText);
      return nothing;
    case 'training.assessor.named':
    case 'training.assessor.ended':
      noteNaming(known.practice.namings, body, receivedAt);
      return nothing;
    case 'people.device.keyed':
      noteKey(known.practice.keys, fact.owner, body.body);
      return nothing;
    default:
      return nothing;
  }
}

function withdraw(personId: string, madeBy: string, effects: Effects): void {
  const known = effects.withdrawn.get(personId);
  effects.withdrawn.set(personId, known !== undefined && known > madeBy ? known : madeBy);
}

function setAttempt(key: string, row: AttemptRow, known: Known, effects: Effects): void {
  known.attempts.set(key, row);
  effects.attempts.set(key, row);
}

function startPlacement(personId: string, placement: Placement, known: Known, effects: Effects): void {
  const actor = actorOf(known, personId);
  known.people.set(personId, { personId, placements: [...actor.placements, { ...placement, endsOn: null }] });
  known.placementIds.add(placement.placementId);
  effects.placements.set(placement.placementId, {
    placement_id: placement.placementId,
    person_id: personId,
    place_id: placement.placeId,
    role: placement.role,
    starts_on: placement.startsOn,
    care_role_started_on: placement.careRoleStartedOn,
    ends_on: null,
  });
}
