import type { Day } from '../basics/day.ts';
import type { Placement } from '../people/person.ts';
import type { Attachment } from '../wire/attachment.ts';
import type { KnownFact } from '../wire/fact.ts';
import type { Bodies, FactKind } from '../wire/kinds.ts';
import type { Score } from './attempt.ts';
import type { Claim } from './claimed-time.ts';
import { countedDay, countedMoment } from './claimed-time.ts';
import type { CourseCard } from './catalogue.ts';
import type { Gone } from './changed.ts';
import { spanOf } from './span.ts';
import { countsInHome } from './local-course.ts';
import type { Due } from './requirement.ts';
import { isPlacementOpen } from './requirement.ts';
import type { Standing } from './standing.ts';
import { standingOf } from './standing.ts';
import { toldOfCourses, waiverOn } from './told-of-course.ts';

export type AttemptRecord = {
  attemptId: string;
  courseId: string;
  courseVersion: number;
  moduleId: string;
  started: Claim;
  finished: (Claim & { factId: string; score: Score; serverScore: Score | null }) | null;
};
export type CompletionRecord = Claim & { factId: string; completionId: string; courseId: string; courseVersion: number; attempts: string[] };
export type SignOffRecord = Claim & {
  factId: string;
  signOffId: string;
  courseId: string;
  practicalId: string;
  met: boolean;
  note: string;
  evidence: Attachment[];
  missing: string[];
  by: string;
};

/** All that screens need of one person, rebuilt from facts at any time. Disposable. */
export type PersonRecord = {
  personId: string;
  name: string;
  placements: Placement[];
  attempts: AttemptRecord[];
  completions: CompletionRecord[];
  signOffs: SignOffRecord[];
  /** The account is closed: nothing new is expected, and nothing more is asked of them. */
  isClosed?: boolean;
  /** All other facts about the person, as they were told: waivers, qualifications, meetings. Read with `toldOf`. */
  told?: KnownFact[];
};

type AttemptFact = Extract<KnownFact, { kind: 'training.attempt.started' | 'training.attempt.finished' }>;

function claimOf(fact: KnownFact): Claim {
  return { at: fact.at, off: fact.off, recordedAt: fact.recordedAt };
}

function put<Entry>(list: readonly Entry[], isSame: (entry: Entry) => boolean, next: Entry): Entry[] {
  const index = list.findIndex(isSame);
  return index < 0 ? [...list, next] : list.map((entry, at) => (at === index ? next : entry));
}

/** The attempt a fact begins or ends, laid on what is known of it. */
function attemptFrom(fact: AttemptFact, known: AttemptRecord | undefined): AttemptRecord {
  if (fact.kind === 'training.attempt.started') return { ...fact.body, started: claimOf(fact), finished: known?.finished ?? null };
  const { attemptId, courseId, courseVersion, moduleId, score } = fact.body;
  const finished = { ...claimOf(fact), factId: fact.factId, score, serverScore: fact.serverScore ?? null };
  return { attemptId, courseId, courseVersion, moduleId, started: known?.started ?? claimOf(fact), finished };
}

/** Laying a start again must not lose the end that came after it. */
function putPlacement(list: readonly Placement[], next: Placement): Placement[] {
  const isSame = (entry: Placement) => entry.placementId === next.placementId;
  const endsOn = list.find(isSame)?.endsOn;
  return put(list, isSame, endsOn ? { ...next, endsOn } : next);
}

/** What a fact tells, by its kind. */
type Told = { [Kind in FactKind]: { kind: Kind; body: Bodies[Kind] } }[FactKind];

/** Whose record a fact belongs to, or null when it is about a place. A body that names a person is about that person. */
export function subjectOf(fact: Told, owner: string): string | null {
  if ('personId' in fact.body) return fact.body.personId;
  if ('observation' in fact.body) return fact.body.observation.personId;
  return /^(home|academy)\./.test(fact.kind) || fact.kind === 'people.place.opened' ? null : owner;
}

export function emptyRecord(personId: string): PersonRecord {
  return { personId, name: '', placements: [], attempts: [], completions: [], signOffs: [] };
}

/**
 * Lays one fact on a person's record. Laying the same fact twice changes nothing but what the
 * server has since added (its time of receipt, its own score), so pulls may repeat.
 */
export function applyFact(record: PersonRecord, fact: KnownFact): PersonRecord {
  switch (fact.kind) {
    case 'people.person.added':
      return { ...record, name: fact.body.name, placements: putPlacement(record.placements, fact.body.placement) };
    case 'people.placement.started':
      return { ...record, placements: putPlacement(record.placements, fact.body.placement) };
    case 'people.placement.ended':
      return { ...record, placements: record.placements.map((entry) => (entry.placementId === fact.body.placementId ? { ...entry, endsOn: fact.body.endsOn } : entry)) };
    case 'people.account.closed':
      return { ...record, isClosed: true };
    case 'people.account.reopened':
      return { ...record, isClosed: false };
    case 'training.attempt.started':
    case 'training.attempt.finished':
      return applyFacts(record, [fact]);
    case 'training.completion.recorded':
      return { ...record, completions: put(record.completions, (entry) => entry.factId === fact.factId, { ...claimOf(fact), ...fact.body, factId: fact.factId }) };
    case 'training.practice.signed': {
      const { signOffId, courseId, practicalId, met, note, evidence } = fact.body;
      return {
        ...record,
        signOffs: put(record.signOffs, (entry) => entry.factId === fact.factId, {
          ...claimOf(fact),
          factId: fact.factId,
          signOffId,
          courseId,
          practicalId,
          met,
          note,
          evidence: evidence ?? [],
          missing: fact.missing ?? [],
          by: fact.owner,
        }),
      };
    }
    default:
      return { ...record, told: put(record.told ?? [], (entry) => entry.factId === fact.factId, fact) };
  }
}

/** What was told of one kind, in the order it was made. */
export function toldOf<Kind extends FactKind>(record: { told?: readonly KnownFact[] }, kind: Kind): Extract<KnownFact, { kind: Kind }>[] {
  return (record.told ?? []).filter((fact): fact is Extract<KnownFact, { kind: Kind }> => fact.kind === kind);
}

/** As `applyFact`, fact after fact. Attempts are found by their id, so that years of them cost no more each than the first. */
export function applyFacts(record: PersonRecord, facts: readonly KnownFact[]): PersonRecord {
  let laid = record;
  const attempts = new Map(record.attempts.map((entry) => [entry.attemptId, entry]));
  for (const fact of facts) {
    if (fact.kind !== 'training.attempt.started' && fact.kind !== 'training.attempt.finished') laid = applyFact(laid, fact);
    else attempts.set(fact.body.attemptId, attemptFrom(fact, attempts.get(fact.body.attemptId)));
  }
  return { ...laid, attempts: [...attempts.values()] };
}

/** A course that counts as well has versions of its own: it is never behind in this one. */
function versionIn({ courseId, courseVersion }: CompletionRecord, card: CourseCard): number {
  return courseId === card.id ? courseVersion : Number.POSITIVE_INFINITY;
}

/** When this person went through what changed in a course. The server's score is the record; the phone's stands until there is one. */
export function goneThrough(record: PersonRecord, courseId: string): Gone[] {
  return record.attempts.flatMap((attempt) => {
    const span = attempt.courseId === courseId ? spanOf(attempt.moduleId) : null;
    const { finished } = attempt;
    // Nobody goes through what was not there yet.
    return span && finished && (finished.serverScore ?? finished.score).passed
      ? [{ ...span, version: Math.min(span.version, attempt.courseVersion), on: countedDay(finished) }]
      : [];
  });
}

/** The rules of the person’s homes, as far as they shorten an interval (see `rules-of`). */
type Intervals = { renewalMonths(courseId: string, homeIds?: readonly string[]): number | null };

/**
 * The standing of one person for one course, today or on any day asked about. Without the rules of
 * their homes the catalogue's interval counts.
 */
export function standingFor(record: PersonRecord, card: CourseCard, due: Due | null, today: Day, rules?: Intervals): Standing {
  const courseIds = [card.id, ...(due?.requirement.or ?? [])];
  const { revoked, passed, signedOn, hasUnverified, hasDisagreement } = toldOfCourses(record, courseIds, today);
  const isOfHere = (day: Day) => countsInHome(card.id, day, record.placements, due?.placeId);
  const completions = record.completions.filter((entry) => courseIds.includes(entry.courseId) && countedDay(entry) <= today && isOfHere(countedDay(entry)));
  const waiver = waiverOn(record, card.id, today);
  // What was taken back still ends the attempts it rested on: they are not a new beginning.
  const lastCompleted = completions.map(countedMoment).sort().at(-1) ?? '';
  const homes = record.placements.filter((placement) => isPlacementOpen(placement, today)).map((placement) => placement.placeId);
  const counted = completions.filter((entry) => !revoked.has(entry.completionId));
  const standing = standingOf({
    today,
    dueOn: due?.dueOn ?? null,
    renewalMonths: rules ? rules.renewalMonths(card.id, homes) : card.renewalMonths,
    completedOn: counted.map(countedDay),
    passed: passed.filter(({ on }) => isOfHere(on)),
    hasOpenAttempt: record.attempts.some(
      ({ courseId, moduleId, started }) => courseId === card.id && countedMoment(started) > lastCompleted && countedDay(started) <= today && spanOf(moduleId) === null,
    ),
    signOffsNeeded: card.practical?.times ?? 0,
    signedOn: [...signedOn, ...record.signOffs.filter((entry) => entry.met && courseIds.includes(entry.courseId)).map(countedDay)],
    waivedUntil: waiver?.endsOn ?? null,
    ...(card.history?.length && { published: { history: card.history, completedIn: counted.map((entry) => versionIn(entry, card)), gone: goneThrough(record, card.id) } }),
  });
  return { ...standing, ...(waiver && { waiver }), ...(hasUnverified && { hasUnverified }), ...(hasDisagreement && { hasDisagreement }) };
}
