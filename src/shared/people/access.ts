import type { Day } from '../basics/day.ts';
import { isPlacementOpen } from '../training/requirement.ts';
import type { Bodies, FactKind } from '../wire/kinds.ts';
import type { Placement } from './person.ts';
import type { PlaceTree } from './place-tree.ts';
import { isBelow, placesBelow } from './place-tree.ts';
import { LEADING_ROLES } from './role.ts';

/** A person as access sees them: who they are and where they stand today. */
export type Actor = { personId: string; placements: readonly Placement[] };

/** What the rule must know besides the fact. */
export type AccessFacts = {
  actor: Actor;
  /** The person the fact is about; null when there is none, or no such person is known. */
  subject: Actor | null;
  today: Day;
  /** The places above the ones concerned. Without it only the exact place counts, which gives less. */
  tree?: PlaceTree;
};

function openPlacements(actor: Actor, today: Day): Placement[] {
  return actor.placements.filter((placement) => isPlacementOpen(placement, today));
}

export function isRegionAdmin(actor: Actor, today: Day): boolean {
  return openPlacements(actor, today).some((placement) => placement.role === 'regionAdmin');
}

/** Leading is inherited down the tree, region > authority > provider > home: never upwards, and never to a place beside. */
function leads({ actor, today, tree }: AccessFacts, placeId: string, roles: readonly string[] = LEADING_ROLES): boolean {
  return openPlacements(actor, today).some(
    (placement) => roles.includes(placement.role) && (placement.placeId === placeId || (LEADING_ROLES.includes(placement.role) && isBelow(placeId, placement.placeId, tree))),
  );
}

function sharesHome(facts: AccessFacts, roles: readonly string[]): boolean {
  return facts.subject !== null && openPlacements(facts.subject, facts.today).some((placement) => leads(facts, placement.placeId, roles));
}

/** Somebody known, and not the actor. */
function isAnother(actor: Actor, subject: Actor | null): subject is Actor {
  return subject !== null && subject.personId !== actor.personId;
}

/** Roles that a registered manager may give where they lead. A manager's role needs the region. */
const GIVEN_BY_MANAGER: readonly string[] = ['carer', 'agency', 'senior', 'deputy'];

function mayPlace(facts: AccessFacts, placement: Placement): boolean {
  if (isRegionAdmin(facts.actor, facts.today)) return true;
  return leads(facts, placement.placeId, ['manager']) && GIVEN_BY_MANAGER.includes(placement.role);
}

/** Every place they hold, or last held, is this manager's to give: nobody closes an account that another home needs. */
function isOnlyTheirs(facts: AccessFacts, subject: Actor): boolean {
  const open = openPlacements(subject, facts.today);
  return (open.length > 0 ? open : subject.placements.slice(-1)).every((placement) => mayPlace(facts, placement)) && subject.placements.length > 0;
}

/**
 * May this person record this fact today? Today's rights decide; the claimed time is evidence,
 * not authority. The answer is only yes or no: a stranger must not learn why, or whether the
 * person or home they named exists (house 8.4).
 */
export function mayRecord<Kind extends FactKind>(kind: Kind, body: Bodies[Kind], facts: AccessFacts): boolean {
  const { actor, subject, today } = facts;
  const read = { kind, body } as { [Each in FactKind]: { kind: Each; body: Bodies[Each] } }[FactKind];
  switch (read.kind) {
    case 'training.attempt.started':
    case 'training.attempt.answered':
    case 'training.attempt.finished':
    case 'training.completion.recorded':
      return actor.placements.length > 0;
    case 'training.practice.signed':
      return subject !== null && subject.personId !== actor.personId && sharesHome(facts, ['manager', 'deputy', 'senior']);
    case 'people.place.opened':
      return isRegionAdmin(actor, today);
    case 'people.person.added':
      return mayPlace(facts, read.body.placement);
    case 'people.placement.started':
      return subject !== null && mayPlace(facts, read.body.placement) && (isRegionAdmin(actor, today) || sharesHome(facts, ['manager']));
    case 'people.placement.ended':
      return (
        subject !== null && (isRegionAdmin(actor, today) || subject.placements.some((placement) => placement.placementId === read.body.placementId && mayPlace(facts, placement)))
      );
    case 'people.invitation.made':
      return (
        subject !== null &&
        (subject.personId === actor.personId ||
          isRegionAdmin(actor, today) ||
          (openPlacements(subject, today).length > 0 && openPlacements(subject, today).every((placement) => mayPlace(facts, placement))))
      );
    case 'people.account.closed':
    case 'people.account.reopened':
      return subject !== null && subject.personId !== actor.personId && (isRegionAdmin(actor, today) || isOnlyTheirs(facts, subject));
    case 'training.practice.agreed': {
      const { personId, assessorId } = read.body.observation;
      return personId !== assessorId && [personId, assessorId].includes(actor.personId) && actor.placements.length > 0;
    }
    case 'training.practice.observed': {
      const { personId, assessorId } = read.body.observation;
      return personId !== assessorId && assessorId === actor.personId && actor.placements.length > 0;
    }
    case 'training.assessor.named':
    case 'training.assessor.ended':
      // For one home only, and it must be the namer's own.
      return isAnother(actor, subject) && (isRegionAdmin(actor, today) || (sharesHome(facts, ['manager']) && leads(facts, read.body.homeId, ['manager'])));
    case 'people.device.keyed':
    case 'people.meeting.confirmed':
      return actor.placements.length > 0;
    case 'people.meeting.planned':
    case 'people.meeting.recorded':
      return isAnother(actor, subject) && (isRegionAdmin(actor, today) || sharesHome(facts, ['manager', 'deputy', 'senior']));
    case 'training.record.imported':
      return subject !== null && sharesHome(facts, LEADING_ROLES);
    case 'training.record.verified':
      return isAnother(actor, subject) && (isRegionAdmin(actor, today) || sharesHome(facts, LEADING_ROLES));
    case 'training.passport.withdrawn':
      // One's own, when its picture got about.
      return subject !== null && (subject.personId === actor.personId || isRegionAdmin(actor, today) || sharesHome(facts, ['manager']));
    case 'training.waiver.given':
    case 'training.waiver.ended':
    case 'training.completion.revoked':
    case 'training.passport.accepted':
    case 'people.qualification.recorded':
    case 'people.clock.deferred':
    case 'people.deferral.reviewed':
      // The manager's own dates are the provider's to decide; nobody excuses themselves.
      return isAnother(actor, subject) && (isRegionAdmin(actor, today) || sharesHome(facts, ['manager']));
    case 'people.milestone.recorded': {
      // A step in one home is that home's to judge.
      const { homeId } = read.body;
      const isHere = isAnother(actor, subject) && openPlacements(subject, today).some((placement) => placement.placeId === homeId);
      return isHere && (isRegionAdmin(actor, today) || leads(facts, homeId, ['manager']));
    }
    case 'home.slot.filled':
    case 'home.rota.set':
    case 'home.document.dated':
    case 'home.note.written':
      return leads(facts, read.body.homeId);
    case 'home.needs.set':
    case 'home.interval.set':
    case 'home.requirement.added':
    case 'home.requirement.ended':
    case 'home.inspector.admitted':
    case 'home.inspector.ended':
      return leads(facts, read.body.homeId, ['manager']);
    case 'academy.version.proposed':
    case 'academy.version.approved':
    case 'academy.version.sentBack':
    case 'academy.question.reviewed':
      // That two people agree is a rule of the record: it needs the proposal.
      return openPlacements(actor, today).some((placement) => placement.role === 'academyLead' || placement.role === 'regionAdmin');
    case 'home.inspector.viewed':
      // The server's own record of who looked.
      return false;
  }
}

/**
 * The scopes whose changes a person may pull. Computed on every request, never read from a
 * cursor. `self` their own record, `staff` what everyone in a home sees, `home` the home's
 * training, `region` places and managers. Who leads a place sees every home below it; `tree` holds
 * at least the places below theirs.
 */
export function visibleScopes(actor: Actor, today: Day, tree?: PlaceTree): string[] {
  const scopes = new Set<string>([`self:${actor.personId}`]);
  for (const placement of openPlacements(actor, today)) {
    if (placement.role === 'regionAdmin' || placement.role === 'academyLead') {
      scopes.add('region');
      continue;
    }
    scopes.add(`staff:${placement.placeId}`);
    if (!LEADING_ROLES.includes(placement.role)) continue;
    for (const placeId of [placement.placeId, ...placesBelow(placement.placeId, tree)]) scopes.add(`staff:${placeId}`).add(`home:${placeId}`);
  }
  return [...scopes].sort();
}

/** The scopes a recorded fact is shown in. Answers stay with the person who gave them: a manager sees scores. */
export function scopesOfFact<Kind extends FactKind>(kind: Kind, body: Bodies[Kind], owner: string, subject: Actor | null, today: Day): string[] {
  const read = { kind, body } as { [Each in FactKind]: { kind: Each; body: Bodies[Each] } }[FactKind];
  const homes = subject ? openPlacements(subject, today).map((placement) => `home:${placement.placeId}`) : [];
  const self = subject ? [`self:${subject.personId}`] : [];
  const region = subject && openPlacements(subject, today).some((placement) => ['manager', 'regionAdmin', 'academyLead'].includes(placement.role)) ? ['region'] : [];
  switch (read.kind) {
    case 'people.place.opened':
      return ['region', `staff:${read.body.placeId}`];
    case 'home.slot.filled':
    case 'home.needs.set':
    case 'home.interval.set':
    case 'home.requirement.added':
    case 'home.requirement.ended':
    case 'home.rota.set':
      return [`staff:${read.body.homeId}`];
    case 'home.document.dated':
    case 'home.note.written':
    case 'home.inspector.admitted':
    case 'home.inspector.ended':
    case 'home.inspector.viewed':
      return [`home:${read.body.homeId}`];
    case 'academy.version.proposed':
    case 'academy.version.approved':
    case 'academy.version.sentBack':
    case 'academy.question.reviewed':
      return ['region'];
    case 'training.attempt.answered':
      return self;
    case 'people.person.added':
    case 'people.placement.started':
    case 'people.placement.ended':
      return [...new Set([...self, ...homes, ...region])];
    case 'people.account.closed':
    case 'people.account.reopened':
      return [...new Set([...self, ...(subject?.placements ?? []).map((placement) => `home:${placement.placeId}`), ...region])];
    case 'people.qualification.recorded':
    case 'people.clock.deferred':
    case 'people.deferral.reviewed':
    case 'people.milestone.recorded':
    case 'people.meeting.planned':
    case 'people.meeting.recorded':
    case 'people.meeting.confirmed':
      return [...new Set([`self:${owner}`, ...self, ...homes, ...region])];
    case 'people.invitation.made':
      return [...new Set([`self:${owner}`, ...homes, ...region])];
    case 'training.practice.observed':
    case 'training.practice.agreed':
      // Both people see it, and so whether the other has said their word.
      return [...new Set([...self, `self:${read.body.observation.assessorId}`, ...homes])];
    default:
      return [...new Set([...self, ...homes])];
  }
}
