import type { Day } from '../basics/day.ts';
import { daysBetween } from '../basics/day.ts';
import type { Catalogue } from '../training/catalogue.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { standingFor } from '../training/person-record.ts';
import { requirementsFor } from '../training/requirement.ts';
import type { HomeRules } from '../training/rules-of.ts';

/** One thing that ends or falls due, with the days that are left. */
export type DueItem = { personId: string; courseId: string; title: string; on: Day; daysLeft: number };

/** As far ahead as the list looks (training reference, J4). Setting of the academy, not law. */
export const LIST_DAYS = 90;
/**
 * When somebody is told, in days before: the person themselves when the renewal window opens, the
 * manager at 30, both at 7 and on the day (training reference, J4). Settings of the academy, not law.
 */
export const OWN_DAYS: readonly number[] = [60, 7, 0];
export const TEAM_DAYS: readonly number[] = [30, 7, 0];

/** What a person must do within the list's days or should have done, by the same standing as every screen; the nearest first. */
export function dueItems(person: PersonRecord, catalogue: Catalogue, today: Day, rules: HomeRules): DueItem[] {
  if (person.isClosed) return [];
  const dues = requirementsFor(person.placements, rules.requirements, today);
  const items = dues.flatMap((due): DueItem[] => {
    const card = catalogue.courses.find((entry) => entry.id === due.requirement.courseId);
    if (!card) return [];
    const standing = standingFor(person, card, due, today, rules);
    if (standing.word === 'notRequired' || standing.word === 'waived') return [];
    const on = standing.expiresOn ?? (standing.word === 'current' ? null : standing.dueOn);
    if (on === null) return [];
    const daysLeft = daysBetween(today, on);
    return daysLeft > LIST_DAYS ? [] : [{ personId: person.personId, courseId: card.id, title: card.title, on, daysLeft }];
  });
  return items.sort((one, other) => one.daysLeft - other.daysLeft || one.title.localeCompare(other.title));
}

/** The names of the steps an item has reached. Each is told of once: the day is part of the name, so a renewal begins anew. */
export function reachedSteps(item: DueItem, days: readonly number[]): string[] {
  return days.filter((step) => item.daysLeft <= step).map((step) => `${item.personId} ${item.courseId} ${item.on} ${step}`);
}

/** The Monday a weekly digest belongs to, where today is one; null on any other day. */
export function digestStep(today: Day): string | null {
  return daysBetween('2024-01-01', today) % 7 === 0 ? `week ${today}` : null;
}
