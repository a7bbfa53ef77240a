import type { Day } from '../basics/day.ts';
import type { Need } from '../home/rules.ts';
import type { KnownFact } from '../wire/fact.ts';
import type { FactKind } from '../wire/kinds.ts';
import type { Catalogue } from './catalogue.ts';
import { countedMoment } from './claimed-time.ts';
import type { Requirement } from './requirement.ts';

type Told<Kind extends FactKind> = Extract<KnownFact, { kind: Kind }>;

/** A need of the home, and since when it has been there without a break. */
export type NeedThere = { homeId: string; need: Need; since: Day };

/** A home's own renewal interval. `months` counts; `asked` is what was said, which may be longer than the region allows. */
export type OwnInterval = { homeId: string; courseId: string; months: number; asked: number; from: Day; isClamped: boolean };

/**
 * What homes ask of their people on one day, catalogue and own words together. Told of several
 * homes, each requirement and interval stays with its home.
 */
export type HomeRules = {
  /** The catalogue's for every home, then each home's own. */
  requirements: Requirement[];
  /** The shortest interval of these homes (of all told of, when none is named); null is for ever. */
  renewalMonths(courseId: string, homeIds?: readonly string[]): number | null;
  needs: NeedThere[];
  intervals: OwnInterval[];
};

/** The later word of two: by the day it counts from, then by when it was made, then by its id. */
function isLater(one: KnownFact & { body: { from: Day } }, other: KnownFact & { body: { from: Day } }): boolean {
  const key = (fact: typeof one) => `${fact.body.from} ${countedMoment(fact)} ${fact.factId}`;
  return key(one) > key(other);
}

function inOrder<Fact extends KnownFact & { body: { from: Day } }>(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((one, other) => (isLater(one, other) ? 1 : -1));
}

/** The word that stands for each key: the last of those that count by now. */
function standingWords<Fact extends KnownFact & { body: { from: Day } }>(facts: readonly Fact[], keyOf: (fact: Fact) => string): Fact[] {
  return [...new Map(inOrder(facts).map((fact) => [keyOf(fact), fact])).values()];
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function needsOf(facts: readonly Told<'home.needs.set'>[]): NeedThere[] {
  const homes = new Map<string, Map<Need, Day>>();
  for (const { body } of standingWords(facts, (fact) => `${fact.body.homeId} ${fact.body.from}`)) {
    const before = homes.get(body.homeId);
    homes.set(body.homeId, new Map(body.needs.map((need) => [need, before?.get(need) ?? body.from])));
  }
  return [...homes].sort(byKey).flatMap(([homeId, there]) => [...there].sort(byKey).map(([need, since]) => ({ homeId, need, since })));
}

/**
 * The rules of the homes told of, on a day. A word counts from its `from`, also where that lies in
 * the past; what counts later is left out. The region's intervals are the catalogue's, and no home
 * goes beyond them.
 */
export function homeRules(told: readonly KnownFact[], catalogue: Pick<Catalogue, 'requirements' | 'courses' | 'needs'>, today: Day): HomeRules {
  const by = <Kind extends FactKind>(kind: Kind) => told.filter((fact): fact is Told<Kind> => fact.kind === kind);
  const needs = needsOf(by('home.needs.set').filter((fact) => fact.body.from <= today));
  const longest = new Map(catalogue.courses.map((card) => [card.id, card.renewalMonths]));

  const intervals = standingWords(
    by('home.interval.set').filter((fact) => fact.body.from <= today),
    ({ body }) => `${body.homeId} ${body.courseId}`,
  ).flatMap(({ body: { homeId, courseId, months: asked, from } }): OwnInterval[] => {
    if (asked === null || !longest.has(courseId)) return [];
    const limit = longest.get(courseId) ?? null;
    const months = limit === null ? asked : Math.min(asked, limit);
    return [{ homeId, courseId, months, asked, from, isClamped: months < asked }];
  });

  /** What the academy accepts instead of a course, a home accepts too. */
  const insteadOf = (courseId: string) => [...new Set(catalogue.requirements.filter((entry) => entry.courseId === courseId).flatMap((entry) => entry.or))];
  /** The pathway it is learnt in, where there is one: the home's asking does not move it. */
  const pathwayOf = (courseId: string) => catalogue.requirements.find((entry) => entry.courseId === courseId)?.pathwayId ?? '';
  const ended = new Map<string, Day>();
  for (const { body } of by('home.requirement.ended')) {
    const key = `${body.homeId} ${body.requirementId}`;
    if (body.endsOn < (ended.get(key) ?? '9999-12-31')) ended.set(key, body.endsOn);
  }
  const sinceOf = (homeId: string, need: Need) => needs.find((entry) => entry.homeId === homeId && entry.need === need)?.since ?? null;
  const added = standingWords(
    by('home.requirement.added').filter((fact) => fact.body.from <= today),
    ({ body }) => `${body.homeId} ${body.requirementId}`,
  ).flatMap(({ body }): Requirement[] => {
    const { requirementId, homeId, courseId, roles, need, dueDays } = body;
    if (!longest.has(courseId) || today > (ended.get(`${homeId} ${requirementId}`) ?? today)) return [];
    const since = need === null ? body.from : sinceOf(homeId, need);
    if (since === null) return [];
    const from = since > body.from ? since : body.from;
    return [{ id: requirementId, courseId, or: insteadOf(courseId), roles: [...roles], dueDays, pathwayId: pathwayOf(courseId), homeId, from, need }];
  });
  const ledByNeeds = needs.flatMap(({ homeId, need, since }) =>
    (catalogue.needs ?? [])
      .filter((entry) => entry.need === need)
      .flatMap(({ courses, roles, dueDays }) =>
        courses.map(
          (courseId): Requirement => ({
            id: `need-${need}-${courseId}`,
            courseId,
            or: insteadOf(courseId),
            roles,
            dueDays,
            pathwayId: pathwayOf(courseId),
            homeId,
            from: since,
            need,
          }),
        ),
      ),
  );
  const ownMonths = new Map(intervals.map((entry) => [`${entry.homeId} ${entry.courseId}`, entry.months]));
  const homes = [...new Set(intervals.map((entry) => entry.homeId))];
  return {
    requirements: [...catalogue.requirements, ...[...ledByNeeds, ...added].sort((one, other) => (`${one.homeId} ${one.id}` < `${other.homeId} ${other.id}` ? -1 : 1))],
    renewalMonths(courseId, homeIds = homes) {
      if (ownMonths.size === 0) return longest.get(courseId) ?? null;
      const asked = homeIds.flatMap((homeId) => ownMonths.get(`${homeId} ${courseId}`) ?? []);
      return asked.length > 0 ? Math.min(...asked) : (longest.get(courseId) ?? null);
    },
    needs,
    intervals,
  };
}
