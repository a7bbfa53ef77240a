import { subjectOf } from '../../shared/training/person-record.ts';
import { addMonths, isDay } from '../../shared/basics/day.ts';
import type { Actor } from '../../shared/people/access.ts';
import { mayRecord } from '../../shared/people/access.ts';
import type { Placement } from '../../shared/people/person.ts';
import { ATTACHMENTS_LIMIT } from '../../shared/wire/attachment.ts';
import { WAIVER_REVIEW_MONTHS } from '../../shared/training/waiver.ts';
import { attachmentDeps, factDeps } from '../../shared/wire/fact.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { RefusalKind } from '../../shared/wire/refusal.ts';
import type { Known } from './known.ts';
import { accountKey, attemptKey } from './known.ts';
import { brokenDate, meetingAnswer } from './plan-dates.ts';
import { judgeKey, judgePractice } from './practice-rules.ts';
import { judgePublishing } from './publishing-rules.ts';
import { brokenAcceptance } from './plan-passport.ts';
import type { ReadFact } from './read-facts.ts';
import type { RuleBook } from './rule-book.ts';
import { attemptIdOf } from './read-facts.ts';

export type HoldDecision = { is: 'hold'; for: 'prev' | 'dep' | 'accountClosed'; until: string };
/** `isRepeat`: kept, and nothing comes of it, since the same is known already. */
export type Decision = { is: 'record'; isRepeat?: true } | HoldDecision | { is: 'refuse'; kind: RefusalKind; where: string };

export type Circumstances = {
  known: Known;
  today: string;
  findCourse: RuleBook['course'];
  /** Undefined where the courses of the region are not known: then nothing is judged by them. */
  longestMonths: RuleBook['longestMonths'];
  publishing: RuleBook['publishing'];
  /** The server's own first records, made before anybody could be allowed to. */
  asSystem: boolean;
  /** Waited long enough: what is missing is given up on (sync reference, section 7). */
  forced: boolean;
};

/** `where` of a refusal about a record that was erased. */
export const ERASED = 'erased';

const RECORD: Decision = { is: 'record' };
const refuse = (kind: RefusalKind, where: string): Decision => ({ is: 'refuse', kind, where });
const hold = (reason: HoldDecision['for'], until: string): Decision => ({ is: 'hold', for: reason, until });

export function actorOf(known: Known, personId: string): Actor {
  return known.people.get(personId) ?? { personId, placements: [] };
}

/**
 * What becomes of one fact. What is erased and whose account is closed comes before all else. Then
 * what it waits for, because the person it names may be
 * in a fact that is still on its way; then today's rights; then the rules of its kind. A stranger's
 * id and a missing id take the same path to the same answer at every step.
 */
export function decide(read: ReadFact, at: Circumstances): Decision {
  const { fact, known: body } = read;
  const { log } = at.known;
  let leansOnRefused = false;
  const subjectId = subjectOf(body, fact.owner);

  // No deleted record comes back (I11), and nothing more is kept about it.
  const ids = [fact.owner, fact.about, subjectId, attemptIdOf(body)];
  if (ids.some((id) => id !== null && at.known.erased.has(id))) return refuse('notAllowed', ERASED);
  // However long it waits: a person decides, not the clock (sync reference, section 12).
  if (at.known.closed.has(fact.owner) && !at.asSystem) return hold('accountClosed', accountKey(fact.owner));

  if (fact.prev !== null) {
    const prev = log.get(fact.prev);
    if (prev?.owner === fact.owner && prev.state === 'refused') leansOnRefused = true;
    else if ((prev?.owner !== fact.owner || prev.state === 'held') && !at.forced) return hold('prev', `fact:${fact.prev}`);
  }
  const unseen: string[] = [];
  // The record that somebody answers to is another person's fact, and has a rule of its own.
  const answered = body.kind === 'people.meeting.confirmed' ? body.body.factId : null;
  for (const dep of factDeps(fact.deps)) {
    if (dep === answered) continue;
    const line = log.get(dep);
    if (line?.owner !== fact.owner) unseen.push(dep);
    else if (line.state === 'refused') return refuse('prevRefused', 'deps');
    else if (line.state === 'held' && !at.forced) return hold('dep', `fact:${dep}`);
  }

  const subject = subjectId === null ? null : (at.known.people.get(subjectId) ?? null);
  const isAllowed = at.asSystem || mayRecord(body.kind, body.body, { actor: actorOf(at.known, fact.owner), subject, today: at.today, tree: at.known.tree });
  // Another person's fact counts as a dep only for those who may act on that person's record.
  // For anybody else it must look missing, or its answer would tell that it exists.
  const missing = unseen.find((id) => !(isAllowed && log.get(id)?.owner === subjectId && log.get(id)?.state === 'recorded'));
  if (missing !== undefined && !at.forced) return hold('dep', `fact:${missing}`);
  if (!isAllowed) return refuse('notAllowed', 'fact');
  return judge(read, at, leansOnRefused);
}

function judge(read: ReadFact, at: Circumstances, leansOnRefused: boolean): Decision {
  const { fact, known } = read;
  const attached = attachmentDeps(fact.deps);
  if (attached.length > ATTACHMENTS_LIMIT) return refuse('notValid', 'deps');
  switch (known.kind) {
    case 'people.place.opened': {
      const { placeId, kind, parentId } = known.body;
      if (at.known.places.has(placeId)) return refuse('notValid', 'body.placeId');
      const isRooted = kind === 'region' ? parentId === null : parentId !== null && at.known.places.has(parentId);
      return isRooted ? RECORD : refuse('notValid', 'body.parentId');
    }
    case 'people.person.added':
      // The id names somebody already: other bytes under a known id, whichever fact carries them.
      if (at.known.people.has(known.body.personId)) return refuse('idReuse', 'body.personId');
      return judgePlacement(known.body.placement, at);
    case 'people.placement.started':
      return at.known.people.has(known.body.personId) ? judgePlacement(known.body.placement, at) : refuse('notAllowed', 'fact');
    case 'people.placement.ended': {
      const { personId, placementId, endsOn } = known.body;
      if (!isDay(endsOn)) return refuse('notValid', 'body.endsOn');
      return actorOf(at.known, personId).placements.some((placement) => placement.placementId === placementId) ? RECORD : refuse('notValid', 'body.placementId');
    }
    case 'people.invitation.made':
      if (!at.known.people.has(known.body.personId)) return refuse('notAllowed', 'fact');
      return at.known.invitationIds.has(known.body.invitationId) ? refuse('notValid', 'body.invitationId') : RECORD;
    case 'people.account.closed':
    case 'people.account.reopened':
      return at.known.people.has(known.body.personId) ? RECORD : refuse('notAllowed', 'fact');
    case 'home.interval.set':
    case 'home.requirement.added':
      return at.known.places.has(known.body.homeId) ? judgeAsking(known.body, at) : refuse('notAllowed', 'fact');
    case 'home.slot.filled':
    case 'home.needs.set':
    case 'home.requirement.ended':
    case 'home.rota.set':
    case 'home.document.dated':
    case 'home.note.written':
    case 'home.inspector.admitted':
    case 'home.inspector.ended':
    case 'home.inspector.viewed':
      return at.known.places.has(known.body.homeId) ? judgeDays(known.body) : refuse('notAllowed', 'fact');
    case 'training.attempt.started':
      return isVersion(known.body.courseVersion) ? RECORD : refuse('notValid', 'body.courseVersion');
    case 'training.attempt.answered':
      return judgeAttempt(attemptKey(fact.owner, known.body.attemptId), at, leansOnRefused);
    case 'training.attempt.finished': {
      if (!isVersion(known.body.courseVersion)) return refuse('notValid', 'body.courseVersion');
      const started = at.known.attempts.get(attemptKey(fact.owner, known.body.attemptId));
      if (!started) return judgeAttempt(attemptKey(fact.owner, known.body.attemptId), at, leansOnRefused);
      const isSame = started.course_id === known.body.courseId && started.course_version === known.body.courseVersion && started.module_id === known.body.moduleId;
      return isSame ? RECORD : refuse('notValid', 'body.moduleId');
    }
    case 'training.completion.recorded':
      return judgeCompletion(read, at, leansOnRefused);
    case 'training.practice.signed':
      // Nobody confirms their own practice, whoever they are.
      if (known.body.personId === fact.owner || !at.known.people.has(known.body.personId)) return refuse('notAllowed', 'fact');
      return known.body.evidence?.every(({ sha256 }) => attached.includes(sha256)) === false ? refuse('notValid', 'deps') : RECORD;
    case 'training.record.imported': {
      // What was done was done by now, whatever a file says; a certificate ends after it began.
      const { on, expiresOn } = known.body;
      if (on > at.today || on < '1970-01-01') return refuse('notValid', 'body.on');
      return expiresOn !== null && expiresOn <= on ? refuse('notValid', 'body.expiresOn') : judgeDays(known.body);
    }
    case 'training.practice.observed':
    case 'training.practice.agreed':
      return judgePractice(read, at);
    case 'people.device.keyed':
      return judgeKey(read, at);
    case 'training.waiver.given':
      return judgeWaiver(known.body, at);
    case 'people.meeting.confirmed': {
      const answers = meetingAnswer(known.body.factId, fact.owner, at.known.log);
      if (answers === 'theirs') return RECORD;
      if (answers === 'refused') return refuse('prevRefused', 'body.factId');
      return answers === 'own' || at.forced ? refuse('notAllowed', 'fact') : hold('dep', `fact:${known.body.factId}`);
    }
    case 'people.clock.deferred':
    case 'people.deferral.reviewed':
    case 'people.qualification.recorded':
    case 'people.milestone.recorded':
    case 'people.meeting.recorded': {
      const days = judgeDays(known.body);
      const broken = days.is === 'record' ? brokenDate(read, at.today) : null;
      return broken === null ? days : refuse('notValid', `body.${broken}`);
    }
    case 'training.passport.accepted': {
      const broken = brokenAcceptance(read, at.known.issuer);
      return broken === null ? RECORD : refuse('notValid', `body.${broken}`);
    }
    case 'academy.version.proposed':
    case 'academy.version.approved':
    case 'academy.version.sentBack':
    case 'academy.question.reviewed': {
      const verdict = judgePublishing(known, fact.owner, at.known.academy, at.publishing);
      if (verdict.is === 'fine') return RECORD;
      if (verdict.is === 'notAllowed') return refuse('notAllowed', 'fact');
      if (verdict.is === 'wait') return at.forced ? refuse('notValid', 'body.proposalId') : hold('dep', verdict.until);
      return refuse('notValid', `body.${verdict.where}`);
    }
    default:
      return judgeDays(known.body);
  }
}

/** A home asks only for courses there are, and never for less than the region does. */
function judgeAsking(body: Bodies['home.interval.set'] | Bodies['home.requirement.added'], at: Circumstances): Decision {
  const longest = at.longestMonths?.(body.courseId);
  if (at.longestMonths && longest === undefined) return refuse('notValid', 'body.courseId');
  const months = 'months' in body ? body.months : null;
  return months !== null && months > (longest ?? months) ? refuse('notValid', 'body.months') : judgeDays(body);
}

/** Nobody is excused backwards, nor for longer than a year without another look. */
function judgeWaiver(body: Bodies['training.waiver.given'], at: Circumstances): Decision {
  const days = judgeDays(body);
  if (days.is !== 'record') return days;
  if (at.longestMonths && at.longestMonths(body.courseId) === undefined) return refuse('notValid', 'body.courseId');
  if (body.endsOn < body.from) return refuse('notValid', 'body.endsOn');
  return body.reviewOn < body.from || body.reviewOn > addMonths(body.from, WAIVER_REVIEW_MONTHS) ? refuse('notValid', 'body.reviewOn') : RECORD;
}

/** A day that does not exist would stop every clock that counts from it. */
function judgeDays(body: object): Decision {
  const broken = Object.entries(body).find(([name, value]) => /^(on|from|until|.*On|next)$/.test(name) && typeof value === 'string' && !isDay(value));
  return broken ? refuse('notValid', `body.${broken[0]}`) : RECORD;
}

function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version <= 1_000_000;
}

function judgePlacement(placement: Placement, at: Circumstances): Decision {
  if (!isDay(placement.startsOn)) return refuse('notValid', 'body.placement.startsOn');
  if (placement.careRoleStartedOn !== null && !isDay(placement.careRoleStartedOn)) return refuse('notValid', 'body.placement.careRoleStartedOn');
  if (!at.known.places.has(placement.placeId)) return refuse('notValid', 'body.placement.placeId');
  return at.known.placementIds.has(placement.placementId) ? refuse('notValid', 'body.placement.placementId') : RECORD;
}

function judgeAttempt(key: string, at: Circumstances, leansOnRefused: boolean): Decision {
  if (at.known.attempts.has(key) || at.forced) return RECORD;
  return leansOnRefused ? refuse('prevRefused', 'prev') : hold('dep', key);
}

/** Computed again by the same rule as on the phone: every module passed, in this version, by this person. */
function judgeCompletion({ fact, known }: ReadFact, at: Circumstances, leansOnRefused: boolean): Decision {
  if (known.kind !== 'training.completion.recorded') return RECORD;
  const { courseId, courseVersion, attempts } = known.body;
  if (!isVersion(courseVersion)) return refuse('notValid', 'body.courseVersion');
  const passed = new Set<string>();
  for (const attemptId of attempts) {
    const key = attemptKey(fact.owner, attemptId);
    const attempt = at.known.attempts.get(key);
    if (attempt?.is_finished !== 1) {
      if (leansOnRefused) return refuse('prevRefused', 'prev');
      return at.forced || fact.deps.length > 0 ? refuse('notValid', 'body.attempts') : hold('dep', key);
    }
    if (attempt.is_passed !== 1 || attempt.course_id !== courseId || attempt.course_version !== courseVersion) return refuse('notValid', 'body.attempts');
    passed.add(attempt.module_id);
  }
  const course = at.findCourse(courseId, courseVersion);
  return course?.modules.some((module) => !passed.has(module.id)) ? refuse('notValid', 'body.attempts') : RECORD;
}
