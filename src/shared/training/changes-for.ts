import type { Day } from '../basics/day.ts';
import type { CourseCard } from './catalogue.ts';
import type { Held } from './changed.ts';
import { changesMissed } from './changed.ts';
import { countedDay } from './claimed-time.ts';
import type { PersonRecord } from './person-record.ts';
import { goneThrough } from './person-record.ts';
import type { VersionNote } from './publishing.ts';
import type { Span } from './span.ts';
import { toldOfCourses } from './told-of-course.ts';

/**
 * What changed in a course that this person has learnt and has not met yet: one span for all of it,
 * and the words for each. Null where nothing is to be told. A day counts, not a standing: what waits
 * for sign-offs was learnt all the same.
 */
export function changesFor(record: PersonRecord, card: CourseCard, today: Day): { span: Span; notes: VersionNote[] } | null {
  if (!card.history?.length) return null;
  const { revoked, passed } = toldOfCourses(record, [card.id], today);
  const learnt: Held[] = [
    ...record.completions
      .filter((entry) => entry.courseId === card.id && !revoked.has(entry.completionId))
      .map((entry) => ({ on: countedDay(entry), version: entry.courseVersion })),
    ...passed,
  ].filter((entry) => entry.on <= today);
  if (learnt.length === 0) return null;
  const notes = changesMissed(card.history, learnt, goneThrough(record, card.id), today);
  const [first] = notes;
  return first ? { span: { since: first.version - 1, version: card.version }, notes } : null;
}
