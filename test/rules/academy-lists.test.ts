import { describe, expect, it } from 'vitest';
import { dueLists } from '../../src/academy/due-lines.ts';
import { resumeAt } from '../../src/academy/resume.ts';
import { levelThreeOf } from '../../src/shared/people/level-three.ts';
import type { Placement } from '../../src/shared/people/person.ts';
import type { Given } from '../../src/shared/training/attempt.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { Module } from '../../src/shared/training/course.ts';
import { emptyRecord } from '../../src/shared/training/person-record.ts';
import { cardOf, smallCourse, smallSingle } from '../support/small-course.ts';

const TODAY = '2026-11-22';
const placement: Placement = { placementId: 'pl', placeId: 'h', role: 'carer', startsOn: '2026-11-20', careRoleStartedOn: null };

function catalogue(dueDays: Record<string, number>): Catalogue {
  const courses = Object.keys(dueDays).map((id) => cardOf(smallCourse({ id, title: id })));
  const requirements = courses.map((card) => ({ id: card.id, courseId: card.id, or: [], roles: ['carer' as const], dueDays: dueDays[card.id] ?? 0, pathwayId: 'P' }));
  return { version: 'test', sources: [], pathways: [], requirements, courses };
}

describe('what a carer owes', () => {
  it('overdue comes first, then what is due soonest, and the first shift stands apart', () => {
    const record = { ...emptyRecord('p'), placements: [placement] };
    const lists = dueLists(record, catalogue({ later: 90, first: 0, overdue: 1, soon: 7 }), TODAY);
    expect(lists.firstShift.map((line) => line.card.id)).toEqual(['first']);
    expect(lists.next.map((line) => line.card.id)).toEqual(['overdue', 'soon', 'later']);
    expect(lists.minutes).toBe(36);
  });

  it('a part already passed is not counted in the minutes again', () => {
    const claim = { at: '2026-11-21T10:00:00.000Z', off: null, recordedAt: null };
    const score = { right: 0, of: 0, passed: true };
    const done = { attemptId: 'a', courseId: 'soon', courseVersion: 1, moduleId: 'T1-M1', started: claim, finished: { ...claim, factId: 'f', score, serverScore: null } };
    const lists = dueLists({ ...emptyRecord('p'), placements: [placement], attempts: [done] }, catalogue({ soon: 7 }), TODAY);
    expect(lists.minutes).toBe(4);
  });
});

const CLOCKS: [string, Placement[], { byOn: string; isFirstKnown: boolean } | null][] = [
  ['from the first day here where nothing earlier is known', [placement], { byOn: '2028-11-20', isFirstKnown: false }],
  ['from the first care role in any home', [{ ...placement, careRoleStartedOn: '2025-02-28' }], { byOn: '2027-02-28', isFirstKnown: true }],
  ['from the earlier of two homes', [placement, { ...placement, startsOn: '2026-01-05', endsOn: '2026-06-01' }], { byOn: '2028-01-05', isFirstKnown: false }],
  ['from 29 February it is 28 February: the earlier reading', [{ ...placement, careRoleStartedOn: '2024-02-29' }], { byOn: '2026-02-28', isFirstKnown: true }],
  ['none for a manager', [{ ...placement, role: 'manager' }], null],
  ['none for someone who has left', [{ ...placement, endsOn: '2026-11-21' }], null],
];

describe('the Level 3 date (SI 2015/541, regulation 32(5))', () => {
  it.each(CLOCKS)('%s', (_name, placements, expected) => {
    const clock = levelThreeOf(placements, TODAY);
    expect(clock && { byOn: clock.byOn, isFirstKnown: clock.isFirstKnown }).toEqual(expected);
  });
});

const course = smallCourse({ questions: [smallSingle('q1'), smallSingle('q2', { star: true })] });
const read = (id: string) => ({ kind: 'read' as const, id, title: id, paragraphs: ['Read.'], facts: [] });
const asks = (question: string) => ({ kind: 'question' as const, id: `s-${question}`, question });
const lesson: Module = { id: 'L', kind: 'lesson', title: 'L', minutes: 3, screens: [read('r1'), asks('q1'), read('r2'), asks('q2')] };
const said = (questionId: string, option: string): Given => ({ questionId, tryNumber: 1, answer: { type: 'single', option } });

const PLACES: [string, Given[], string | null, number][] = [
  ['nothing done: the first screen', [], null, 0],
  ['the screen the person was on', [], 's-q1', 1],
  ['past an answered question', [said('q1', 'bad')], 's-q1', 2],
  ['after the last answer, on another phone', [said('q1', 'good')], null, 2],
  ['on the second question', [said('q1', 'good')], 's-q2', 3],
  ['gone back to read, then closed: on where answers end', [said('q1', 'good')], 'r1', 2],
  ['a safety-critical question still wrong', [said('q1', 'good'), said('q2', 'bad')], 's-q2', 3],
  ['all answered: only finishing is left', [said('q1', 'good'), said('q2', 'good')], 's-q2', 4],
  ['a place that is no longer there', [], 'gone', 0],
];

describe('where an attempt opens again', () => {
  it.each(PLACES)('%s', (_name, given, placeId, at) => {
    expect(resumeAt(course, lesson, given, placeId)).toBe(at);
  });
});
