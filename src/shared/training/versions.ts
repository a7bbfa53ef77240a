import type { Day } from '../basics/day.ts';
import { londonDay } from '../basics/day.ts';
import type { Json } from '../basics/canonical.ts';
import { canonicalJson } from '../basics/canonical.ts';
import type { KnownFact } from '../wire/fact.ts';
import { BODY_BYTES_LIMIT } from '../wire/fact.ts';
import type { FactKind } from '../wire/kinds.ts';
import { countedMoment } from './claimed-time.ts';
import type { Course } from './course.ts';
import { courseFaults } from './course-faults.ts';
import type { CourseFault } from './course-fault.ts';
import { applyChanges, touchedBy } from './course-changes.ts';
import type { VersionNote, VersionProposed } from './publishing.ts';
import { CHANGE_MINUTES } from './publishing.ts';
import type { Source } from './source.ts';

type Told<Kind extends FactKind> = Extract<KnownFact, { kind: Kind }>;
type Proposed = Told<'academy.version.proposed'>;
type Approved = Told<'academy.version.approved'>;
type SentBack = Told<'academy.version.sentBack'>;

/** `overtaken`: another version was approved first, so this one no longer fits. */
export type ProposalState = 'waiting' | 'approved' | 'sentBack' | 'overtaken';
export type Proposal = { fact: Proposed; state: ProposalState; approved: Approved | null; sentBack: SentBack | null };

/** A version of a course: `from` and `approved` are null for what came with the app. */
export type Version = { course: Course; from: Day | null; proposed: Proposed | null; approved: Approved | null };

function told<Kind extends FactKind>(facts: readonly KnownFact[], kind: Kind): Told<Kind>[] {
  const order = (fact: KnownFact) => `${countedMoment(fact)} ${fact.factId}`;
  return facts.filter((fact): fact is Told<Kind> => fact.kind === kind).sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** The text whose SHA-256 an approval names: the whole proposal, letter by letter. */
export function proposalText(body: VersionProposed): string {
  return `hearth course version 1\n${canonicalJson(body as unknown as Json)}`;
}

/** What would be in force: the base with the changes, its number and its class. */
export function proposedCourse(base: Course, { version, changeClass, changes }: Pick<VersionProposed, 'version' | 'changeClass' | 'changes'>): Course {
  return { ...applyChanges(base, changes), id: base.id, version, changeClass };
}

/** Canonical UTF-8 bytes, as the server counts them. */
function bytesOf(body: VersionProposed): number {
  let bytes = 0;
  for (const letter of canonicalJson(body as unknown as Json)) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What is missing before it may be proposed at all. The text for carers is needed wherever they are shown it. */
export type ProposalFault = 'notNewest' | 'notNext' | 'whatChangedMissing' | 'nothingChanged' | 'tooLarge';

/** @param newest the newest version there is, one that still waits for its day included. */
export function proposalFaults(body: VersionProposed, newest: Course): ProposalFault[] {
  const faults: ProposalFault[] = [];
  if (body.baseVersion !== newest.version) faults.push('notNewest');
  if (body.version !== newest.version + 1) faults.push('notNext');
  if (body.changeClass !== 'editorial' && body.whatChanged.trim() === '') faults.push('whatChangedMissing');
  const { top, ...rest } = body.changes;
  const names = Object.keys(top ?? {}).filter((name) => name !== 'version' && name !== 'changeClass');
  if (names.length === 0 && Object.keys(rest).length === 0) faults.push('nothingChanged');
  if (bytesOf(body) > BODY_BYTES_LIMIT) faults.push('tooLarge');
  return faults;
}

/** No source, no publish: what stops a proposal from being approved. */
export function faultsOfProposal(base: Course, body: VersionProposed, sources: readonly Source[]): CourseFault[] {
  return courseFaults(proposedCourse(base, body), sources);
}

/** Every proposal, the oldest first, with what became of it. The first word of another person stands. */
export function proposalsOf(facts: readonly KnownFact[]): Proposal[] {
  const approvals = told(facts, 'academy.version.approved');
  const returns = told(facts, 'academy.version.sentBack');
  const proposals = told(facts, 'academy.version.proposed').map((fact): Proposal => {
    const isAbout = (word: Approved | SentBack) => word.body.proposalId === fact.body.proposalId && word.body.courseId === fact.body.courseId && word.owner !== fact.owner;
    const approved = approvals.find((word) => isAbout(word) && word.body.version === fact.body.version) ?? null;
    const sentBack = approved ? null : (returns.find(isAbout) ?? null);
    return { fact, approved, sentBack, state: approved ? 'approved' : sentBack ? 'sentBack' : 'waiting' };
  });
  const taken = new Set(proposals.flatMap(({ fact, approved }) => (approved ? `${fact.body.courseId} ${fact.body.version}` : [])));
  return proposals.map((proposal) => {
    const { courseId, version } = proposal.fact.body;
    return proposal.state === 'waiting' && taken.has(`${courseId} ${version}`) ? { ...proposal, state: 'overtaken' } : proposal;
  });
}

/** The day on which the server had the approval: before that no phone could know. On the approver's own phone its claim, until then. */
function approvalDay(fact: Approved): Day {
  return londonDay(fact.recordedAt ?? countedMoment(fact));
}

/**
 * Every version of every course that is known here, approved ones that wait for their day among
 * them: by course, then by number. A version that somebody approved stands before one of the same
 * number that came with the app, since people have learnt with it. What rests on a version that is
 * not here is left out, unless it is here whole (a phone keeps the newest only).
 */
export function allVersions(facts: readonly KnownFact[], authored: readonly Course[]): Version[] {
  const found = new Map<string, Version[]>();
  for (const course of authored) found.set(course.id, [...(found.get(course.id) ?? []), { course, from: null, proposed: null, approved: null }]);
  const approved = proposalsOf(facts)
    .filter((proposal) => proposal.approved !== null)
    .sort((one, other) => one.fact.body.version - other.fact.body.version);
  for (const { fact, approved: word } of approved) {
    const { courseId, baseVersion, version, from } = fact.body;
    const known = found.get(courseId) ?? [];
    const base = known.find((entry) => entry.course.version === baseVersion);
    const whole = known.find((entry) => entry.course.version === version);
    if (!word || whole?.approved || (!base && !whole)) continue;
    const course = base ? proposedCourse(base.course, fact.body) : whole?.course;
    if (!course) continue;
    // Never before the version it was made from, nor before it was approved.
    const days = [from, approvalDay(word), base?.from ?? ''].sort();
    found.set(courseId, [...known.filter((entry) => entry !== whole), { course, from: days.at(-1) ?? from, proposed: fact, approved: word }]);
  }
  return [...found.keys()].sort().flatMap((courseId) => (found.get(courseId) ?? []).sort((one, other) => one.course.version - other.course.version));
}

/** The versions in force on a day, in order; the last of a course is the one to learn. */
export function versionsOf(facts: readonly KnownFact[], authored: readonly Course[], today: Day): Version[] {
  return allVersions(facts, authored).filter(({ from }) => from === null || from <= today);
}

/** The newest version of a course, one that waits for its day included: what a proposal is made from. */
export function newestVersion(versions: readonly Version[], courseId: string): Version | null {
  return versions.filter(({ course }) => course.id === courseId).at(-1) ?? null;
}

/** What phones are told of a version: the words for carers, and what to show them again. Null for what came with the app. */
export function noteOf({ course, from, proposed }: Version, base: Course): VersionNote | null {
  if (from === null || !proposed) return null;
  const { version, changeClass } = course;
  const { whatChanged } = proposed.body;
  const note: VersionNote = { version, changeClass, from, whatChanged };
  return changeClass === 'minor' || changeClass === 'material' ? { ...note, minutes: CHANGE_MINUTES, ...touchedBy(base, course) } : note;
}
