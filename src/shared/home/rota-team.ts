import type { Day } from '../basics/day.ts';
import { epochDay } from '../basics/day.ts';
import type { Role } from '../people/role.ts';
import { LEADING_ROLES } from '../people/role.ts';
import type { Catalogue, CoverWhat } from '../training/catalogue.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { toldOf } from '../training/person-record.ts';
import type { HomeRules } from '../training/rules-of.ts';
import type { Span } from './rota-cover.ts';
import { coverOf, daysOfNews, heldAll, isWithin } from './rota-cover.ts';
import { dayFrom } from './rota-time.ts';
import type { RotaPerson } from './rota.ts';

export const COVERS: readonly CoverWhat[] = ['firstAid', 'medication', 'restraint'];

/** Somebody on a rota, as the rules see them. Days are days since 1970. */
export type Member = {
  /** The person's id, or the name of somebody from an agency who has none. */
  key: string;
  personId: string | null;
  name: string;
  cover: Record<CoverWhat, Span[]>;
  isAgency: boolean;
  /** The role held in this home on a day; null when none is. */
  roleOn(day: number): Role | null;
  /** Induction in this home is done (Guide 10.21). */
  isInducted(day: number): boolean;
  /** Has done what is learnt before a first shift here. */
  knowsHome(day: number): boolean;
  /** Started early and may only work supervised (regulation 32(7)). */
  isSupervisedOnly(day: number): boolean;
};

export type Team = { from: Day; to: Day; members: Member[]; byId: Map<string, Member>; byName: Map<string, Member> };

const NOTHING: Record<CoverWhat, Span[]> = { firstAid: [], medication: [], restraint: [] };
const NO = () => false;

/** Known by name alone, or no longer of this home: nothing is known of their training, so nothing of it counts. */
function byNameOnly({ personId, name, isAgency }: RotaPerson): Member {
  const roleOn = () => (isAgency && personId === null ? 'agency' : null);
  return { key: personId ?? `name:${name}`, personId, name, cover: NOTHING, isAgency, roleOn, isInducted: NO, knowsHome: NO, isSupervisedOnly: NO };
}

/** The last word of a kind that counts on a day since 1970. */
export function milestonesOf(person: PersonRecord, homeId: string, what: 'induction' | 'preEmploymentChecks') {
  const said = toldOf(person, 'people.milestone.recorded')
    .map(({ body }) => body)
    .filter((body) => body.homeId === homeId && body.what === what)
    .map(({ on, outcome }) => ({ day: on, on: epochDay(on), outcome }))
    .sort((one, other) => one.on - other.on);
  return (day: number) => said.filter((entry) => entry.on <= day).at(-1) ?? null;
}

/** Asked anew only after a day on which something was recorded: a leader is asked about for every shift. */
function remembered(news: readonly Day[], answer: (day: number) => boolean): (day: number) => boolean {
  let days: number[] | null = null;
  const known = new Map<number, boolean>();
  return (day) => {
    // What ends on a day is still there on it.
    days ??= [...new Set(news.flatMap((entry) => [epochDay(entry), epochDay(entry) + 1]))].sort((one, other) => one - other);
    const since = days.findLast((entry) => entry <= day) ?? Number.NEGATIVE_INFINITY;
    const before = known.get(since);
    if (before !== undefined) return before;
    const now = answer(day);
    known.set(since, now);
    return now;
  };
}

function memberOf(homeId: string, person: PersonRecord, catalogue: Catalogue, from: Day, to: Day, monthsOf: (courseId: string) => number | null): Member {
  const placements = person.placements
    .filter((placement) => placement.placeId === homeId)
    .map(({ role, startsOn, endsOn }) => ({ role, from: epochDay(startsOn), to: endsOn ? epochDay(endsOn) : Number.POSITIVE_INFINITY }));
  const roleOn = (day: number) => placements.find((placement) => placement.from <= day && day <= placement.to)?.role ?? null;
  const news = daysOfNews(person);
  const cover = { ...NOTHING };
  for (const what of catalogue.cover ?? []) cover[what.what] = coverOf(person, catalogue, what, from, to, monthsOf, news);
  const induction = milestonesOf(person, homeId, 'induction');
  const checks = milestonesOf(person, homeId, 'preEmploymentChecks');
  const held = (day: number, isAsked: (pathwayId: string) => boolean) => {
    const role = roleOn(day);
    const asked = role === null ? [] : catalogue.requirements.filter((entry) => entry.roles.includes(role) && isAsked(entry.pathwayId));
    return asked.length > 0 && heldAll(person, catalogue, asked, dayFrom(day));
  };
  const isInducted = remembered(news, (day) => {
    const said = induction(day);
    return said === null ? held(day, () => true) : said.outcome === 'met';
  });
  return {
    key: person.personId,
    personId: person.personId,
    name: person.name,
    cover,
    isAgency: placements.length > 0 && placements.every((placement) => placement.role === 'agency'),
    roleOn,
    isInducted,
    knowsHome: remembered(news, (day) => isInducted(day) || held(day, (pathwayId) => pathwayId === 'first-shift')),
    isSupervisedOnly: (day) => (checks(day)?.outcome ?? 'met') !== 'met',
  };
}

/** The home's people as the check needs them from `from` to `to`. Made once; typing a rota does not change it. */
export function teamOf(homeId: string, people: readonly PersonRecord[], catalogue: Catalogue, from: Day, to: Day, rules?: HomeRules): Team {
  const cards = new Map(catalogue.courses.map((card) => [card.id, card.renewalMonths]));
  const monthsOf = (courseId: string) => (rules ? rules.renewalMonths(courseId, [homeId]) : (cards.get(courseId) ?? null));
  const members = people.map((person) => memberOf(homeId, person, catalogue, from, to, monthsOf));
  return { from, to, members, byId: new Map(members.map((member) => [member.key, member])), byName: new Map() };
}

/** The member a line of the rota names. */
export function memberNamed(team: Team, named: RotaPerson): Member {
  const known = named.personId === null ? undefined : team.byId.get(named.personId);
  if (known) return known.isAgency === named.isAgency || !named.isAgency ? known : { ...known, isAgency: true };
  const key = `${named.personId} ${named.isAgency} ${named.name}`;
  const made = team.byName.get(key) ?? byNameOnly(named);
  team.byName.set(key, made);
  return made;
}

export function covers(member: Member, what: CoverWhat, day: number): boolean {
  return isWithin(member.cover[what], day);
}

/** Somebody in a management role (Guide 10.1). */
export function isManaging(member: Member, day: number): boolean {
  const role = member.roleOn(day);
  return role !== null && LEADING_ROLES.includes(role);
}
