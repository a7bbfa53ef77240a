import { describe, expect, it } from 'vitest';
import { courses } from '../../src/content/library.ts';
import { sources } from '../../src/content/sources.ts';
import { changedThings } from '../../src/region/courses/change-lines.ts';
import { checksOf, unconfirmedIn } from '../../src/region/courses/checks.ts';
import type { CourseDraft } from '../../src/region/courses/draft.ts';
import {
  blankQuestion,
  draftFrom,
  freshKey,
  moduleAsking,
  moved,
  shownIn,
  withFact,
  withoutFact,
  withoutQuestion,
  withQuestion,
  withScreen,
} from '../../src/region/courses/draft.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { courseSchema } from '../../src/shared/training/course.ts';
import { applyChanges, courseChanges } from '../../src/shared/training/course-changes.ts';
import { formFaults } from '../../src/shared/training/course-form.ts';
import type { QuestionType } from '../../src/shared/training/question.ts';

const full = courses.filter((course) => course.kind === 'full' && course.version === 1);
const missing = courses.find((course) => course.id === 'C3' && course.version === 1) as Course;
const draftOf = (course: Course): CourseDraft => ({ base: missing, course });
const TYPES: QuestionType[] = ['single', 'several', 'trueFalse', 'order', 'match', 'short', 'number', 'branch'];

describe('changing a course on the desk', () => {
  it('what came with the app has nothing to put right', () => {
    for (const course of full) expect([course.id, checksOf(course, sources)]).toEqual([course.id, []]);
    expect(unconfirmedIn(missing)).toBeGreaterThan(0);
  });

  it('an id that was ever used is never given to something else', () => {
    const last = missing.facts.at(-1)?.id ?? '';
    const taken = withoutFact(missing, last);
    const made = withFact(draftOf(taken));
    expect(made.id).not.toBe(last);
    const twice = withFact(draftOf(made.course));
    expect(new Set([...missing.facts.map(({ id }) => id), made.id, twice.id]).size).toBe(missing.facts.length + 2);
    const screen = withScreen(draftOf(missing), 'C3-M1');
    expect(missing.modules.flatMap((module) => module.screens.map(({ id }) => id))).not.toContain(screen.id);
  });

  it('nothing rests on a fact that was taken out, and the questions that did are named', () => {
    const course = withoutFact(missing, 'C3-F3');
    expect(JSON.stringify(course)).not.toContain('"C3-F3"');
    const bare = checksOf(course, sources).filter(({ kind }) => kind === 'unsourcedQuestion');
    expect(bare).toEqual([expect.objectContaining({ at: 'C3-K1', part: 'questions', open: 'C3-K1', field: 'C3-K1-facts' })]);
  });

  it('a question that is taken out is asked nowhere any more', () => {
    const course = withoutQuestion(missing, 'C3-Q8');
    expect(moduleAsking(course, 'C3-Q8')).toBeUndefined();
    expect(JSON.stringify(course)).not.toContain('C3-Q8');
  });

  it('a question moves to another part as a screen with a new id', () => {
    const course = shownIn(draftOf(missing), 'C3-Q8', 'C3-M1');
    expect(moduleAsking(course, 'C3-Q8')?.id).toBe('C3-M1');
    expect(checksOf(course, sources).filter(({ kind }) => kind === 'questionUsedTwice' || kind === 'duplicateId')).toEqual([]);
  });

  it.each(TYPES)('a new question of type %s is told what is empty in it, and leads to its fields', (type) => {
    const made = withQuestion(draftOf(missing), type, 'C3-M1');
    const checks = checksOf(made.course, sources).filter(({ at }) => at === made.id);
    expect(checks.map(({ kind }) => kind)).toContain('empty');
    expect(checks.map(({ kind }) => kind)).toContain('unsourcedQuestion');
    expect(checks.map(({ field }) => field)).toContain(`${made.id}-prompt`);
    expect(checks.every(({ part, open }) => part === 'questions' && open === made.id)).toBe(true);
    expect(made.course.questions.at(-1)).toEqual(blankQuestion(type, made.id));
  });

  it.each(TYPES)('a question of type %s that is filled in can be proposed', (type) => {
    const made = withQuestion(draftOf(missing), type, 'C3-M1');
    const filled = JSON.parse(JSON.stringify(made.course.questions.at(-1)).replaceAll('""', '"Said in words."')) as Course['questions'][number];
    const course = { ...made.course, questions: [...missing.questions, { ...filled, facts: ['C3-F1'] }] };
    expect(checksOf(course, sources)).toEqual([]);
    expect(courseSchema.safeParse(course).success).toBe(true);
  });

  it('an empty course says where, by the id that the author sees', () => {
    const course = { ...missing, title: '', facts: missing.facts.map((fact) => (fact.id === 'C3-F2' ? { ...fact, text: '' } : fact)) };
    expect(formFaults(course)).toEqual([
      { kind: 'empty', at: 'C3', field: 'title' },
      { kind: 'empty', at: 'C3-F2', field: 'text' },
    ]);
    expect(checksOf(course, sources).map(({ field }) => field)).toEqual(['C3-title', 'C3-F2-text']);
  });

  it('a draft that cannot be read is none, and one of another course neither', () => {
    expect([draftFrom(null), draftFrom(''), draftFrom('{'), draftFrom('{}')]).toEqual([null, null, null, null]);
    expect(draftFrom(JSON.stringify({ base: missing, course: missing }))?.course.id).toBe('C3');
    expect(draftFrom(JSON.stringify({ base: missing, course: { ...missing, id: 'C9' } }))).toBeNull();
  });

  it('a line moves one place, and at either end it stays', () => {
    expect([moved(['a', 'b', 'c'], 1, -1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).toEqual([
      ['b', 'a', 'c'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect([freshKey(['a', 'c']), freshKey(['n1', 'n2'], 'n')]).toEqual(['b', 'n3']);
  });
});

describe('what a second person is shown of a proposal', () => {
  it('nothing, where nothing changed', () => expect(changedThings(missing, missing)).toEqual([]));

  it('each changed text before and after, and what is new or taken out', () => {
    const made = withFact(draftOf(withoutFact(missing, 'C3-F12')));
    const next: Course = {
      ...made.course,
      title: 'When a child is not where they should be',
      questions: made.course.questions.map((question) => (question.id === 'C3-K4' ? { ...question, prompt: 'Another question.' } : question)),
    };
    const things = changedThings(missing, next);
    const shown = (id: string) => things.find((thing) => thing.id === id);
    expect(shown('C3')).toEqual({ what: 'about', id: 'C3', is: 'changed', texts: [{ path: 'title', before: missing.title, after: next.title }] });
    expect(shown('C3-K4')?.texts).toEqual([{ path: 'prompt', before: missing.questions.find(({ id }) => id === 'C3-K4')?.prompt, after: 'Another question.' }]);
    expect([shown('C3-F12')?.is, shown(made.id)?.is]).toEqual(['gone', 'new']);
  });

  it('a new screen moves nobody, and one that changed places is said', () => {
    const [first] = missing.modules;
    if (!first) throw new Error('the course has no modules');
    const [one, two, ...rest] = first.screens;
    if (!one || !two) throw new Error('the module has no screens');
    const swapped = { ...missing, modules: [{ ...first, screens: [two, one, ...rest] }, ...missing.modules.slice(1)] };
    expect(changedThings(missing, swapped).map(({ id, is }) => [id, is])).toEqual([
      [two.id, 'moved'],
      [one.id, 'moved'],
    ]);
    const made = withScreen(draftOf(missing), first.id);
    expect(changedThings(missing, made.course).map(({ id, is }) => [id, is])).toEqual([[made.id, 'new']]);
  });

  it.each(full.map((course) => course.id))('every difference that travels of %s is shown, and nothing else', (courseId) => {
    const course = full.find(({ id }) => id === courseId) as Course;
    const changed: Course = {
      ...course,
      summary: `${course.summary} More.`,
      facts: course.facts.map((fact, at) => (at === 1 ? { ...fact, text: `${fact.text} More.`, cites: [...fact.cites, { source: 'G', at: '1.1' }] } : fact)),
      questions: course.questions.map((question, at) => (at % 5 === 0 ? { ...question, star: !question.star } : question)),
    };
    const travelled = applyChanges(course, courseChanges(course, changed));
    const ids = [course.id, changed.facts[1]?.id, ...changed.questions.filter((_, at) => at % 5 === 0).map(({ id }) => id)];
    expect(changedThings(course, travelled).map(({ id }) => id)).toEqual(ids);
  });
});
