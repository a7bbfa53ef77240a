import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { courses } from '../../src/content/library.ts';
import type { Json } from '../../src/shared/basics/canonical.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Course, Screen } from '../../src/shared/training/course.ts';
import { courseSchema } from '../../src/shared/training/course.ts';
import { applyChanges, courseChanges, courseChangesSchema, touchedBy } from '../../src/shared/training/course-changes.ts';
import { smallCourse, smallSingle } from '../support/small-course.ts';

const textOf = (value: unknown) => canonicalJson(value as Json);
const missing = courses.find((course) => course.id === 'C3') as Course;

const words = fc.string({ minLength: 1, maxLength: 12 });
const ids = (stem: string) => fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }).map((numbers) => numbers.map((number) => `${stem}${number}`));
const basis = fc.constantFrom('must' as const, 'should' as const);
const screens = (stem: string) =>
  fc
    .tuple(ids(stem), fc.array(words, { minLength: 6, maxLength: 6 }))
    .map(([list, texts]): Screen[] => list.map((id, at) => ({ kind: 'read', id, title: texts[at] ?? 'x', paragraphs: ['One idea.'], facts: [] })));
const modules = ids('M').chain((list) =>
  fc.tuple(
    ...list.map((id) =>
      fc.record({ id: fc.constant(id), kind: fc.constantFrom('lesson' as const, 'quiz' as const), title: words, minutes: fc.nat({ max: 9 }), screens: screens(`${id}-S`) }),
    ),
  ),
);
const practical = fc.option(
  fc.record({ id: fc.constant<string>('P1'), title: words, times: fc.integer({ min: 1, max: 3 }), steps: fc.array(words), facts: fc.constant<string[]>([]) }),
  {
    nil: undefined,
  },
);
/** Courses of a few small parts, so that two of them share many ids. */
const anyCourse = fc
  .record({
    version: fc.integer({ min: 1, max: 5 }),
    title: words,
    minutes: fc.nat({ max: 90 }),
    outcomes: fc.array(words, { maxLength: 3 }),
    facts: ids('F').chain((list) =>
      fc.tuple(...list.map((id) => fc.record({ id: fc.constant(id), text: words, basis, cites: fc.constant<Course['facts'][number]['cites']>([{ source: 'T', at: '1' }]) }))),
    ),
    questions: ids('Q').chain((list) => fc.tuple(...list.map((id) => words.map((prompt) => smallSingle(id, { prompt }))))),
    modules,
    practical,
  })
  .map(({ practical: seen, ...rest }): Course => ({ ...smallCourse(), ...rest, ...(seen && { practical: seen }) }));

describe('what changed from one version of a course to the next', () => {
  it('made from two versions and laid on the first, it gives the second, letter by letter', () => {
    fc.assert(
      fc.property(anyCourse, anyCourse, (base, next) => {
        expect(textOf(applyChanges(base, courseChanges(base, next)))).toBe(textOf(next));
      }),
      { numRuns: 400 },
    );
  });

  it('and back again: from the second to the first', () => {
    fc.assert(
      fc.property(anyCourse, anyCourse, (base, next) => {
        expect(textOf(applyChanges(next, courseChanges(next, base)))).toBe(textOf(base));
      }),
    );
  });

  it('survives the way over the wire', () => {
    fc.assert(
      fc.property(anyCourse, anyCourse, (base, next) => {
        const travelled = JSON.parse(textOf(courseChanges(base, next)));
        expect(textOf(applyChanges(base, travelled))).toBe(textOf(next));
      }),
    );
  });

  it('is nothing at all where nothing changed', () => {
    expect(courseChanges(missing, structuredClone(missing))).toEqual({});
  });

  it('a corrected word on one screen brings that screen and neither its module nor its course', () => {
    const next = structuredClone(missing);
    const screen = next.modules[0]?.screens[0];
    if (screen?.kind !== 'read') throw new Error('the course has changed');
    screen.title = 'Why the first hour counts';
    const changes = courseChanges(missing, next);
    expect(Object.keys(changes)).toEqual(['inside']);
    expect(changes.inside).toMatchObject([{ id: missing.modules[0]?.id, screens: { put: [{ id: screen.id }] } }]);
    expect(textOf(changes).length).toBeLessThan(textOf(missing).length / 20);
  });

  it.each(courses.map((course) => [course.id, course] as const))('%s written anew from beginning to end fits into one fact', (_, course) => {
    const nothing: Course = { ...course, facts: [], questions: [], modules: [], practical: undefined };
    const changes = courseChanges(nothing, course);
    expect(new TextEncoder().encode(textOf(changes)).length).toBeLessThan(48 * 1024);
    expect(z.safeParse(courseChangesSchema, JSON.parse(textOf(changes))).success).toBe(true);
    expect(z.safeParse(courseSchema, JSON.parse(textOf(applyChanges(nothing, changes)))).success).toBe(true);
  });

  it('a changed fact touches the screens that teach it, and new questions are named', () => {
    const base = smallCourse();
    const next = smallCourse({
      facts: base.facts.map((fact) => ({ ...fact, text: 'Ring at once.' })),
      questions: [...base.questions.slice(0, 2), smallSingle('T1-Q3', { prompt: 'Whom do you ring?' })],
    });
    expect(touchedBy(base, next)).toEqual({ screens: ['T1-M1-S1', 'T1-M1-S2'], questions: ['T1-Q3'] });
  });
});
