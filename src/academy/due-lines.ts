import type { Day } from '../shared/basics/day.ts';
import { isPlacementOpen, requirementsFor } from '../shared/training/requirement.ts';
import type { Due } from '../shared/training/requirement.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import type { Catalogue, CourseCard } from '../shared/training/catalogue.ts';
import type { Pathway } from '../shared/training/pathway.ts';
import { CHANGE_MINUTES } from '../shared/training/publishing.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { standingFor } from '../shared/training/person-record.ts';
import type { Standing } from '../shared/training/standing.ts';
import { coversShift } from '../shared/training/standing.ts';
import { moduleWord } from './course-progress.ts';

export type DueLine = { card: CourseCard; due: Due | null; standing: Standing; minutes: number };
export type DueLists = { firstShift: DueLine[]; next: DueLine[]; held: DueLine[]; minutes: number };

/** `rules` are those of the person's homes, once they are read; before that the catalogue's count. */
export function dueFor(record: PersonRecord, catalogue: Catalogue, courseId: string, today: Day, rules?: HomeRules): Due | null {
  return requirementsFor(record.placements, (rules ?? catalogue).requirements, today).find((due) => due.requirement.courseId === courseId) ?? null;
}

/** Minutes of the parts that are still to be passed. */
function minutesLeft(record: PersonRecord, card: CourseCard, standing: Standing): number {
  if (standing.word === 'awaitingSignOff') return 0;
  if (standing.change?.changeClass === 'material') return CHANGE_MINUTES;
  const isRenewal = standing.expiresOn !== null && !standing.isRenewing;
  return card.modules.reduce((sum, module) => (!isRenewal && moduleWord(record, card.id, module.id) === 'passed' ? sum : sum + module.minutes), 0);
}

function byUrgency(left: DueLine, right: DueLine): number {
  return (left.standing.daysLeft ?? Infinity) - (right.standing.daysLeft ?? Infinity) || left.card.title.localeCompare(right.card.title, 'en-GB');
}

function isHeld(line: DueLine): boolean {
  return line.standing.word === 'current' || line.standing.word === 'waived';
}

/** What this person owes, the most urgent first, and what they already hold. */
export function dueLists(record: PersonRecord, catalogue: Catalogue, today: Day, rules?: HomeRules): DueLists {
  const dues = new Map(requirementsFor(record.placements, (rules ?? catalogue).requirements, today).map((due) => [due.requirement.courseId, due]));
  const done = new Set(record.completions.map((entry) => entry.courseId));
  const lines = catalogue.courses.flatMap((card): DueLine[] => {
    const due = dues.get(card.id) ?? null;
    if (!due && !done.has(card.id)) return [];
    const standing = standingFor(record, card, due, today, rules);
    return [{ card, due, standing, minutes: minutesLeft(record, card, standing) }];
  });
  const open = lines.filter((line) => line.due !== null && !isHeld(line)).sort(byUrgency);
  // Zero days means before the first duty; a later renewal of the same course does not.
  const firstShift = open.filter((line) => line.due?.requirement.dueDays === 0 && line.standing.expiresOn === null);
  return {
    firstShift,
    next: open.filter((line) => !firstShift.includes(line)),
    held: lines.filter((line) => line.due === null || isHeld(line)),
    minutes: open.reduce((sum, line) => sum + line.minutes, 0),
  };
}

export type PathwayProgress = { pathway: Pathway; covered: number; of: number };

/** The pathways of the roles this person holds now, with how many of their courses are in force. */
export function pathwaysOf(record: PersonRecord, catalogue: Catalogue, today: Day, rules?: HomeRules): PathwayProgress[] {
  const roles = new Set(record.placements.filter((placement) => isPlacementOpen(placement, today)).map((placement) => placement.role));
  return catalogue.pathways
    .filter((pathway) => pathway.roles.some((role) => roles.has(role)))
    .map((pathway) => {
      const steps = pathway.steps.flatMap((step) => (step.kind === 'course' ? [step] : []));
      const covered = steps.filter((step) => [step.course, ...(step.or ?? [])].some((courseId) => holds(record, catalogue, courseId, today, rules)));
      return { pathway, covered: covered.length, of: steps.length };
    });
}

function holds(record: PersonRecord, catalogue: Catalogue, courseId: string, today: Day, rules?: HomeRules): boolean {
  const card = catalogue.courses.find((entry) => entry.id === courseId);
  return card !== undefined && coversShift(standingFor(record, card, dueFor(record, catalogue, courseId, today, rules), today, rules).word);
}
