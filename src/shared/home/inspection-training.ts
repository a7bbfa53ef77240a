import type { PersonRecord } from '../training/person-record.ts';
import { standingFor } from '../training/person-record.ts';
import type { Due } from '../training/requirement.ts';
import { requirementsFor } from '../training/requirement.ts';
import { homeRules } from '../training/rules-of.ts';
import type { Standing } from '../training/standing.ts';
import { coversShift } from '../training/standing.ts';
import { waiversFor } from '../training/told-of-course.ts';
import type { CourseCard } from '../training/catalogue.ts';
import type { InPost } from './inspection-look.ts';
import { sourceFrom } from './inspection-look.ts';
import type { Look } from './inspection-numbers.ts';
import { personRow, sumOf } from './inspection-people.ts';
import type { Evidence, NumberWithEvidence } from './inspection-sheet.ts';

type Asked = { post: InPost; card: CourseCard; due: Due; standing: Standing };

/** Every course asked of everybody in post on the day, by the home's own rules. */
function askedOf({ look, posts, asAt }: Look): Asked[] {
  const rules = homeRules(look.told, look.catalogue, asAt);
  const cards = new Map(look.catalogue.courses.map((card) => [card.id, card]));
  const here = ({ placements }: PersonRecord) => placements.filter((placement) => placement.placeId === look.homeId);
  return posts.flatMap((post) =>
    requirementsFor(here(post.person), rules.requirements, asAt).flatMap((due) => {
      const card = cards.get(due.requirement.courseId);
      return card ? [{ post, card, due, standing: standingFor(post.person, card, due, asAt, rules) }] : [];
    }),
  );
}

const isExcused = ({ standing }: Asked) => standing.word === 'waived' || standing.word === 'notRequired';

function lineOf({ card, due, standing }: Asked) {
  return { title: card.title, word: standing.word, day: standing.expiresOn ?? due.dueOn };
}

/** Courses that must be held by the day, and are (Guide 10.8). A waiver takes a course out of both counts. */
function mandatoryNumber(asked: readonly Asked[], { posts, asAt }: Look): NumberWithEvidence {
  const due = asked.filter((entry) => entry.due.dueOn <= asAt && !isExcused(entry));
  const rows = posts.flatMap((post) => {
    const own = due.filter((entry) => entry.post.person.personId === post.person.personId);
    if (own.length === 0) return [];
    const gaps = own.filter((entry) => !coversShift(entry.standing.word));
    const counted = own.length - gaps.length;
    return [
      personRow(
        post,
        [
          { type: 'share', value: counted, of: own.length },
          { type: 'courses', courses: gaps.map(lineOf) },
        ],
        counted,
        { of: own.length },
      ),
    ];
  });
  const isWhole = rows.every((row) => row.counted === row.of);
  return sumOf('mandatory', ['held', 'gaps'], rows, {
    isShare: true,
    tone: rows.length === 0 ? 'plain' : isWhole ? 'good' : 'warn',
    missing: rows.length === 0 ? 'nothingDue' : null,
  });
}

/** What the children's needs ask and somebody does not hold yet, with the day it falls due (SCCIF: tailored to the children). */
function needNumber(asked: readonly Asked[], { look, asAt }: Look): NumberWithEvidence {
  const { needs } = homeRules(look.told, look.catalogue, asAt);
  const rows: Evidence[] = asked.flatMap((entry) => {
    const { need } = entry.due.requirement;
    if (!need || isExcused(entry) || coversShift(entry.standing.word)) return [];
    const { person } = entry.post;
    const courses = [lineOf(entry)];
    return [
      personRow(
        entry.post,
        [
          { type: 'need', need },
          { type: 'courses', courses },
          { type: 'day', day: entry.due.dueOn },
        ],
        1,
        {
          id: `${person.personId} ${entry.card.id}`,
          lead: { to: 'course', personId: person.personId, courseId: entry.card.id },
        },
      ),
    ];
  });
  const late = rows.length > 0 && asked.some((entry) => entry.due.requirement.need && entry.standing.isOverdue);
  // What no course here answers is arranged elsewhere: it is named, and no number is made of it.
  const elsewhere = needs.flatMap(({ need, since }) =>
    (look.catalogue.needs ?? []).filter((rule) => rule.need === need && rule.outside !== '').map((rule) => ({ ...rule, since })),
  );
  for (const { need, outside, since } of elsewhere)
    rows.push({
      id: `need ${need}`,
      name: '',
      role: null,
      cells: [
        { type: 'need', need },
        { type: 'text', text: outside },
        { type: 'day', day: since },
      ],
      counted: 0,
      of: 0,
      source: null,
      lead: { to: 'rules' },
    });
  return sumOf('needGaps', ['need', 'course', 'dueOn'], rows, {
    isShare: false,
    tone: late ? 'danger' : rows.some((row) => row.counted > 0) ? 'warn' : 'plain',
    aside: elsewhere.length > 0 ? { word: 'noCourse', count: elsewhere.length } : null,
    missing: needs.length === 0 ? 'noNeeds' : null,
  });
}

/** Waivers in force: shown as waivers, never as held. The reason, not the author's words about a person. */
function waiverNumber({ look, posts, asAt }: Look): NumberWithEvidence {
  const rows = posts.flatMap((post) =>
    look.catalogue.courses.flatMap((card) =>
      waiversFor(post.person, card.id)
        .filter(({ fact, endsOn }) => fact.body.from <= asAt && asAt <= endsOn)
        .map(({ fact, endsOn }) =>
          personRow(
            post,
            [
              { type: 'text', text: card.title },
              { type: 'word', word: fact.body.reason },
              { type: 'day', day: endsOn },
              { type: 'day', day: fact.body.reviewOn },
            ],
            1,
            { id: fact.body.waiverId, source: sourceFrom(look, fact), lead: { to: 'course', personId: post.person.personId, courseId: card.id } },
          ),
        ),
    ),
  );
  return sumOf('waivers', ['course', 'reason', 'endsOn', 'reviewOn'], rows, { isShare: false });
}

export function trainingNumbers(look: Look): NumberWithEvidence[] {
  const asked = askedOf(look);
  return [mandatoryNumber(asked, look), needNumber(asked, look), waiverNumber(look)];
}
