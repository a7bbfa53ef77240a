import { createHash } from 'node:crypto';
import { safeParse } from 'zod/mini';
import type { Json } from '../../shared/basics/canonical.ts';
import { canonicalJson } from '../../shared/basics/canonical.ts';
import { isDay } from '../../shared/basics/day.ts';
import type { Course } from '../../shared/training/course.ts';
import { courseSchema } from '../../shared/training/course.ts';
import { courseFaults } from '../../shared/training/course-faults.ts';
import { courseChangesSchema } from '../../shared/training/course-changes.ts';
import type { VersionProposed } from '../../shared/training/publishing.ts';
import type { Proposal, ProposalFault, Version } from '../../shared/training/versions.ts';
import { allVersions, newestVersion, proposalFaults, proposalsOf, proposalText, proposedCourse } from '../../shared/training/versions.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { Publishing } from './rule-book.ts';

/** The field that breaks a rule. `wait`: what it speaks of is not here yet. `notAllowed`: nobody approves their own. */
export type Verdict = { is: 'fine' } | { is: 'broken'; where: string } | { is: 'wait'; until: string } | { is: 'notAllowed' };

type AcademyFact = Extract<KnownFact, { kind: `academy.${string}` }>;
/** As much of a fact as is judged. */
export type Judged = { [Each in AcademyFact as Each['kind']]: Pick<Each, 'kind' | 'body'> }[AcademyFact['kind']];

const FINE: Verdict = { is: 'fine' };
const broken = (where: string): Verdict => ({ is: 'broken', where });

const FIELDS: Record<ProposalFault, string> = {
  notNewest: 'baseVersion',
  notNext: 'version',
  whatChangedMissing: 'whatChanged',
  nothingChanged: 'changes',
  tooLarge: 'changes',
};

/** What words about a proposal wait for. */
export function proposalKey(proposalId: string): string {
  return `proposal:${proposalId}`;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one as Json) === canonicalJson(other as Json);
}

/** The course as it would be, when it is one; nothing unread may hide in it. */
function courseOf(base: Course, body: VersionProposed): Course | null {
  const changes = safeParse(courseChangesSchema, body.changes);
  if (!changes.success || !isSame(changes.data, body.changes)) return null;
  const course = proposedCourse(base, body);
  const parsed = safeParse(courseSchema, course);
  return parsed.success && isSame(parsed.data, course) ? course : null;
}

function picturesOf(course: Course): string[] {
  return course.modules.flatMap((module) => module.screens).flatMap((screen) => (screen.kind === 'read' && screen.picture ? [screen.picture.file] : []));
}

function judgeProposal(body: VersionProposed, told: readonly KnownFact[], versions: readonly Version[], publishing: Publishing): Verdict {
  if (told.some((fact) => fact.kind === 'academy.version.proposed' && fact.body.proposalId === body.proposalId)) return broken('proposalId');
  if (!isDay(body.from)) return broken('from');
  const newest = newestVersion(versions, body.courseId);
  // A short course is changed where it is cut from.
  if (!newest || publishing.isCut(body.courseId)) return broken('courseId');
  const [fault] = proposalFaults(body, newest.course);
  if (fault !== undefined) return broken(FIELDS[fault]);
  return courseOf(newest.course, body) ? FINE : broken('changes');
}

function judgeApproval(body: Extract<Judged, { kind: 'academy.version.approved' }>['body'], proposal: Proposal, versions: readonly Version[], publishing: Publishing): Verdict {
  const asked = proposal.fact.body;
  if (proposal.state === 'overtaken' || body.version !== asked.version) return broken('version');
  if (body.hash !== createHash('sha256').update(proposalText(asked)).digest('base64url')) return broken('hash');
  const newest = newestVersion(versions, asked.courseId);
  if (newest?.course.version !== asked.baseVersion) return broken('version');
  const course = courseOf(newest.course, asked);
  // No source, no publish: judged again by what the server itself knows.
  const isSound = course !== null && courseFaults(course, publishing.sources).length === 0 && picturesOf(course).every((picture) => publishing.hasPicture(picture));
  return isSound ? FINE : broken('changes');
}

/**
 * May this be recorded, after all that was recorded before it? A new version is made from the
 * newest; another person approves exactly what was proposed, once, and never a course with a fault.
 */
export function judgePublishing(fact: Judged, owner: string, told: readonly KnownFact[], publishing: Publishing | undefined): Verdict {
  if (!publishing) return broken('courseId');
  const versions = allVersions(told, publishing.authored);
  if (fact.kind === 'academy.version.proposed') return judgeProposal(fact.body, told, versions, publishing);
  if (fact.kind === 'academy.question.reviewed') {
    const { courseId, version, questionId } = fact.body;
    const known = versions.find(({ course }) => course.id === courseId && course.version === version);
    // What was learnt with a version that is not known here was learnt all the same.
    return known === undefined || known.course.questions.some((question) => question.id === questionId) ? FINE : broken('questionId');
  }
  const proposal = proposalsOf(told).find((entry) => entry.fact.body.proposalId === fact.body.proposalId);
  if (!proposal) return { is: 'wait', until: proposalKey(fact.body.proposalId) };
  if (proposal.fact.owner === owner) return { is: 'notAllowed' };
  if (proposal.fact.body.courseId !== fact.body.courseId) return broken('courseId');
  if (proposal.state === 'approved' || proposal.state === 'sentBack') return broken('proposalId');
  return fact.kind === 'academy.version.approved' ? judgeApproval(fact.body, proposal, versions, publishing) : FINE;
}
