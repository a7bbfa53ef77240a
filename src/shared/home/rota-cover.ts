import type { Day } from '../basics/day.ts';
import { addDays, addMonths, epochDay } from '../basics/day.ts';
import type { Catalogue, Cover, CourseCard } from '../training/catalogue.ts';
import { countedDay } from '../training/claimed-time.ts';
import type { PersonRecord } from '../training/person-record.ts';
import { standingFor } from '../training/person-record.ts';
import type { Requirement } from '../training/requirement.ts';
import type { StandingWord } from '../training/standing.ts';
import { spanOf } from '../training/span.ts';
import { coversShift } from '../training/standing.ts';
import { toldOfCourses } from '../training/told-of-course.ts';

/** Days since 1970, both included. */
export type Span = { from: number; to: number };

export function isWithin(spans: readonly Span[], day: number): boolean {
  return spans.some((span) => span.from <= day && day <= span.to);
}

/** Joins what touches, so that the end of a span is the end of cover. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else whole.push({ ...span });
  }
  return whole;
}

/** Only what concerns these courses: the rest costs a walk each time a standing is asked. */
function slimmed(person: PersonRecord, courses: ReadonlySet<string>): PersonRecord {
  return {
    ...person,
    // Of attempts only going through what changed says anything of cover.
    attempts: person.attempts.filter((entry) => courses.has(entry.courseId) && spanOf(entry.moduleId) !== null),
    completions: person.completions.filter((entry) => courses.has(entry.courseId)),
    signOffs: person.signOffs.filter((entry) => courses.has(entry.courseId)),
  };
}

/** Every day on which something that was recorded of a person may begin or stop to count, in order. */
export function daysOfNews(person: PersonRecord): Day[] {
  const said = (person.told ?? []).flatMap((fact) => [countedDay(fact), ...(JSON.stringify(fact.body).match(/\d{4}-\d{2}-\d{2}/g) ?? [])]);
  const placed = person.placements.flatMap(({ startsOn, endsOn }) => [startsOn, ...(endsOn ? [endsOn] : [])]);
  const gone = person.attempts.flatMap(({ moduleId, finished }) => (finished && spanOf(moduleId) ? [countedDay(finished)] : []));
  return [...new Set([...gone, ...person.completions.map(countedDay), ...person.signOffs.map(countedDay), ...said, ...placed])].sort();
}

/** Those of them that lie in the days looked at; the last day of something is followed by a day without it. */
function changesIn(news: readonly Day[], from: Day, to: Day): Day[] {
  const before = addDays(from, -1);
  const near = news.filter((day) => day >= before && day <= to).flatMap((day) => [day, addDays(day, 1)]);
  return [...new Set(near)].filter((day) => day > from && day <= to).sort();
}

function asked(cover: Pick<Cover, 'courseId' | 'or'>): { requirement: Requirement; dueOn: Day; placeId: string } {
  const requirement = { id: cover.courseId, courseId: cover.courseId, or: cover.or, roles: [], dueDays: 0, pathwayId: '' };
  return { requirement, dueOn: '9999-12-31', placeId: '' };
}

/** The days from `from` to `to` on which a course of Hearth covers: as `standingFor` says of each, asked only where it can change. */
export function coveredDays(person: PersonRecord, card: CourseCard, or: readonly string[], from: Day, to: Day, news: readonly Day[] = daysOfNews(person)): Span[] {
  const slim = slimmed(person, new Set([card.id, ...or]));
  if (slim.completions.length === 0 && !slim.told?.length) return [];
  const published = card.history?.map((note) => note.from) ?? [];
  const changes = changesIn([...news, ...published], from, to);
  const due = asked({ courseId: card.id, or: [...or] });
  const spans: Span[] = [];
  let day = from;
  while (day <= to) {
    const standing = standingFor(slim, card, due, day);
    const next = changes.find((change) => change > day);
    let last = next ? addDays(next, -1) : to;
    const covers = coversShift(standing.word);
    if (covers && standing.expiresOn !== null && standing.expiresOn < last) last = standing.expiresOn;
    if (covers) spans.push({ from: epochDay(day), to: epochDay(last) });
    day = addDays(last, 1);
  }
  return joined(spans);
}

/**
 * The days on which a certificate from outside covers: from its day to the earlier of what is printed
 * on it and the usual interval, without grace. What is known of it by `to` counts, for all its days.
 */
export function outsideDays(person: PersonRecord, courseIds: readonly string[], months: number | null, from: Day, to: Day): Span[] {
  const spans = toldOfCourses(person, courseIds, to).passed.flatMap(({ on, until }): Span[] => {
    const usual = months === null ? '9999-12-31' : addMonths(on, months);
    const ends = until !== null && until < usual ? until : usual;
    const span = { from: epochDay(on < from ? from : on), to: epochDay(ends > to ? to : ends) };
    return span.from > span.to ? [] : [span];
  });
  return joined(spans);
}

/** The days on which a person covers one need of a shift. */
export function coverOf(person: PersonRecord, catalogue: Catalogue, cover: Cover, from: Day, to: Day, monthsOf: (courseId: string) => number | null, news: readonly Day[]): Span[] {
  const outside = catalogue.outside?.find((course) => course.id === cover.courseId);
  if (outside) return outsideDays(person, [outside.id, ...cover.or], outside.renewalMonths, from, to);
  const card = catalogue.courses.find((course) => course.id === cover.courseId);
  return card ? coveredDays(person, { ...card, renewalMonths: monthsOf(card.id) }, cover.or, from, to, news) : [];
}

const NEVER_HELD: readonly StandingWord[] = ['notStarted', 'inProgress', 'notRequired', 'waived'];

/** Was every course of these requirements held at least once by that day? */
export function heldAll(person: PersonRecord, catalogue: Catalogue, requirements: readonly Requirement[], day: Day): boolean {
  return requirements.every((requirement) => {
    const card = catalogue.courses.find((course) => course.id === requirement.courseId);
    if (!card) return true;
    const standing = standingFor(slimmed(person, new Set([card.id, ...requirement.or])), card, { requirement, dueOn: '9999-12-31', placeId: '' }, day);
    return !NEVER_HELD.includes(standing.word) && (standing.word !== 'awaitingSignOff' || standing.expiresOn !== null);
  });
}
