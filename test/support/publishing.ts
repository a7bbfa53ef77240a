import type { Authored } from '../../src/server/library.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { courseChanges } from '../../src/shared/training/course-changes.ts';
import type { VersionProposed } from '../../src/shared/training/publishing.ts';
import { proposalText } from '../../src/shared/training/versions.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { Office } from './server.ts';
import { newId, sha256 } from './server.ts';
import { smallCourse } from './small-course.ts';

const SOURCE = { id: 'T', title: 'A guide made for tests', short: 'Test guide, paragraph', edition: '2026', url: null, licence: 'None' };

/** A course without faults, and its source. */
export function publishable(change: Partial<Authored> = {}): Authored {
  return { courses: [smallCourse({ kind: 'short' })], pathways: [], requirements: [], sources: [SOURCE], ...change };
}

/** The next version of a course as the server has it now, with what is changed in it. */
export async function proposalOf(
  office: Office,
  change: (course: Course) => Course = (course) => ({ ...course, summary: `${course.summary} Again.` }),
  over: Partial<VersionProposed> = {},
) {
  const card = office.library.catalogue.courses.find((entry) => entry.id === (over.courseId ?? 'T1'));
  const base = card && office.library.course(card.id, card.version);
  if (!base) throw new Error('there is no such course');
  const next = { ...change(structuredClone(base)), version: base.version + 1, changeClass: over.changeClass ?? ('minor' as const) };
  const body: VersionProposed = {
    proposalId: newId(),
    courseId: base.id,
    baseVersion: base.version,
    version: next.version,
    changeClass: next.changeClass,
    from: '2026-11-20',
    why: 'The number to ring has changed.',
    whatChanged: 'Ring the new number.',
    changes: courseChanges(base, next),
    ...over,
  };
  return body;
}

export function approvalOf(body: VersionProposed): Bodies['academy.version.approved'] {
  return { proposalId: body.proposalId, courseId: body.courseId, version: body.version, hash: sha256(proposalText(body)) };
}
