import type { Day } from '../../shared/basics/day.ts';
import { changedPartId, spanOf } from '../../shared/training/span.ts';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { changesFor } from '../../shared/training/changes-for.ts';
import { standingFor } from '../../shared/training/person-record.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import type { Standing } from '../../shared/training/standing.ts';
import { momentOf } from '../course-progress.ts';
import { dueFor } from '../due-lines.ts';

export type ChangeLine = {
  card: CourseCard;
  /** The words for carers, the oldest first. */
  says: string[];
  minutes: number;
  /** The last day the certificate counts without it; null where nothing depends on it. */
  by: Day | null;
  isLate: boolean;
  isBegun: boolean;
  moduleId: string;
};

/** Somebody who must do the whole course anyway meets what changed in it there. */
function isAsked(standing: Standing, isRequired: boolean): boolean {
  if (standing.change) return true;
  if (standing.word === 'awaitingSignOff') return isRequired;
  return (isRequired && standing.word === 'dueSoon') || standing.word === 'current';
}

/** What was published since this person learnt the course, as one sitting; null where there is nothing to tell. */
export function changeLine(record: PersonRecord, catalogue: Catalogue, card: CourseCard, today: Day, rules?: HomeRules): ChangeLine | null {
  const missed = changesFor(record, card, today);
  if (!missed) return null;
  const due = dueFor(record, catalogue, card.id, today, rules);
  const standing = standingFor(record, card, due, today, rules);
  if (standing.word === 'waived' || !isAsked(standing, due !== null)) return null;
  // One that was begun before a still newer version came is finished first, and the rest is told after it.
  const open = record.attempts
    .filter((attempt) => attempt.finished === null && attempt.courseId === card.id && spanOf(attempt.moduleId) !== null)
    .sort((one, other) => (momentOf(one) < momentOf(other) ? -1 : 1))
    .at(-1);
  const by = standing.change?.changeClass === 'material' ? standing.expiresOn : null;
  return {
    card,
    says: missed.notes.map((note) => note.whatChanged),
    minutes: Math.max(...missed.notes.map((note) => note.minutes ?? 0)),
    by,
    isLate: by !== null && by < today,
    isBegun: open !== undefined,
    moduleId: open?.moduleId ?? changedPartId(missed.span),
  };
}

/** What stops a certificate first. */
export function changeLines(record: PersonRecord, catalogue: Catalogue, today: Day, rules?: HomeRules): ChangeLine[] {
  const lines = catalogue.courses.flatMap((card) => changeLine(record, catalogue, card, today, rules) ?? []);
  return lines.sort((one, other) => (one.by ?? '9999').localeCompare(other.by ?? '9999') || one.card.title.localeCompare(other.card.title, 'en-GB'));
}
