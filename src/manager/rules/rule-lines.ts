import type { Day } from '../../shared/basics/day.ts';
import type { Role } from '../../shared/people/role.ts';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import { countedMoment } from '../../shared/training/claimed-time.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Requirement } from '../../shared/training/requirement.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import type { HomeRules, OwnInterval } from '../../shared/training/rules-of.ts';
import type { Waiver } from '../../shared/training/told-of-course.ts';
import { waiverOn } from '../../shared/training/told-of-course.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';

/** Roles that a home asks courses of, in the order of the house. */
export const ASKED_ROLES: readonly Role[] = ['carer', 'agency', 'senior', 'deputy', 'manager'];

export type CourseRule = { card: CourseCard; asked: Requirement[]; own: OwnInterval | null };

/** Every course there is, with who asks it of whom here; what is asked comes first. */
export function courseRules(rules: HomeRules, catalogue: Catalogue, homeId: string): CourseRule[] {
  const all = catalogue.courses.map((card) => ({
    card,
    asked: rules.requirements.filter((entry) => entry.courseId === card.id && (entry.homeId ?? homeId) === homeId),
    own: rules.intervals.find((entry) => entry.courseId === card.id && entry.homeId === homeId) ?? null,
  }));
  return [...all.filter((rule) => rule.asked.length > 0), ...all.filter((rule) => rule.asked.length === 0)];
}

type RuleFact = Extract<KnownFact, { kind: 'home.needs.set' | 'home.interval.set' | 'home.requirement.added' | 'home.requirement.ended' }>;
const RULE_KINDS: readonly string[] = ['home.needs.set', 'home.interval.set', 'home.requirement.added', 'home.requirement.ended'];

/** Every change to what the home asks, the newest first. */
export function changesOf(told: readonly KnownFact[]): RuleFact[] {
  const order = (fact: KnownFact) => `${countedMoment(fact)} ${fact.factId}`;
  return told.filter((fact): fact is RuleFact => RULE_KINDS.includes(fact.kind)).sort((one, other) => (order(one) < order(other) ? 1 : -1));
}

type Added = Extract<KnownFact, { kind: 'home.requirement.added' }>['body'];
export type OwnAsk = Pick<Added, 'requirementId' | 'courseId' | 'roles' | 'need' | 'dueDays' | 'from'> & { endsOn: Day | null };

/** What the home itself asks today or later on, with the last day where one was set. */
export function ownAsks(told: readonly KnownFact[], today: Day): OwnAsk[] {
  const latest = new Map<string, Added>();
  for (const fact of changesOf(told).reverse()) if (fact.kind === 'home.requirement.added') latest.set(fact.body.requirementId, fact.body);
  return [...latest.values()]
    .map((body) => {
      const ends = told.flatMap((fact) => (fact.kind === 'home.requirement.ended' && fact.body.requirementId === body.requirementId ? fact.body.endsOn : []));
      return { ...body, endsOn: ends.sort()[0] ?? null };
    })
    .filter(({ endsOn }) => endsOn === null || endsOn >= today);
}

export type WaiverLine = { person: PersonRecord; courseId: string; waiver: Waiver; isLate: boolean };

/** The waivers in force in the home, those to be looked at soonest first. */
export function waiversIn(people: readonly PersonRecord[], catalogue: Catalogue, homeId: string, today: Day): WaiverLine[] {
  return people
    .filter((person) => person.placements.some((placement) => placement.placeId === homeId && isPlacementOpen(placement, today)))
    .flatMap((person) =>
      catalogue.courses.flatMap((card): WaiverLine[] => {
        const waiver = waiverOn(person, card.id, today);
        return waiver ? [{ person, courseId: card.id, waiver, isLate: waiver.fact.body.reviewOn < today }] : [];
      }),
    )
    .sort((one, other) => one.waiver.fact.body.reviewOn.localeCompare(other.waiver.fact.body.reviewOn) || one.person.name.localeCompare(other.person.name));
}
