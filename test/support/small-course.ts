import type { CourseCard } from '../../src/shared/training/catalogue.ts';
import type { Course, Module } from '../../src/shared/training/course.ts';
import type { Question } from '../../src/shared/training/question.ts';

const fact = { id: 'T1-F1', text: 'Ring first.', basis: 'should' as const, cites: [{ source: 'T', at: '4.2' }] };

/** A question with two options, `good` and `bad`. */
export function smallSingle(id: string, change: { star?: boolean; prompt?: string } = {}): Extract<Question, { type: 'single' }> {
  return {
    id,
    type: 'single',
    prompt: change.prompt ?? `What do you do first (${id})?`,
    facts: ['T1-F1'],
    star: change.star ?? false,
    options: [
      { id: 'good', text: `Ring for help (${id})`, right: true, says: 'Yes. Help is on its way while you stay.' },
      { id: 'bad', text: `Wait and see (${id})`, right: false, says: 'Waiting loses the minutes that count.' },
    ],
  };
}

export function smallQuiz(questionIds: readonly string[], id = 'T1-M2'): Module {
  return { id, kind: 'quiz', title: 'Quiz', minutes: 4, screens: questionIds.map((question, index) => ({ kind: 'question', id: `${id}-S${index + 1}`, question })) };
}

/** One lesson of two screens and one quiz, made for tests. */
export function smallCourse(change: Partial<Course> = {}): Course {
  const questions = change.questions ?? [smallSingle('T1-Q1'), smallSingle('T1-Q2'), smallSingle('T1-Q3')];
  return {
    id: 'T1',
    version: 1,
    changeClass: 'new',
    kind: 'full',
    title: 'Ringing for help',
    summary: 'Whom to ring, and when.',
    minutes: 9,
    passMark: 80,
    renewal: { months: 12, basis: 'commonPractice' },
    outcomes: ['Ring for help.'],
    facts: [fact],
    questions,
    modules: [
      {
        id: 'T1-M1',
        kind: 'lesson',
        title: 'Lesson',
        minutes: 5,
        screens: [
          { kind: 'read', id: 'T1-M1-S1', title: 'Why it matters', paragraphs: ['Help that is rung for early comes early.'], facts: ['T1-F1'] },
          { kind: 'read', id: 'T1-M1-S2', title: 'Who answers', paragraphs: ['Somebody answers day and night.'], facts: ['T1-F1'] },
        ],
      },
      smallQuiz(questions.map((question) => question.id)),
    ],
    ...change,
  };
}

export function cardOf(course: Course): CourseCard {
  return {
    id: course.id,
    version: course.version,
    kind: course.kind,
    title: course.title,
    summary: course.summary,
    minutes: course.minutes,
    passMark: course.passMark,
    renewalMonths: course.renewal.months,
    modules: course.modules.map(({ id, kind, title, minutes }) => ({ id, kind, title, minutes })),
    practical: course.practical,
    address: `/content/${course.id}.json`,
    bytes: 20_000,
    media: [],
    mediaBytes: 0,
  };
}
