import { describe, expect, it } from 'vitest';
import type { FinishedAttempt } from '../../src/shared/training/completion.ts';
import { completionFrom } from '../../src/shared/training/completion.ts';
import { smallCourse } from '../support/small-course.ts';

const course = smallCourse({ version: 2 });

function attempt(attemptId: string, module: string, day: string, change: Partial<FinishedAttempt> = {}): FinishedAttempt {
  return { attemptId, courseId: 'T1', courseVersion: 2, moduleId: `T1-${module}`, passed: true, finishedAt: `2026-11-${day}T10:00:00.000Z`, ...change };
}

const lesson = attempt('lesson', 'M1', '01');
const quiz = attempt('quiz', 'M2', '02');
const SINCE = '2026-11-01T10:00:00.000Z';

const ROWS: [string, FinishedAttempt[], string | null, string[] | null][] = [
  ['nothing yet', [], null, null],
  ['only the lesson', [lesson], null, null],
  ['only the quiz', [quiz], null, null],
  ['lesson and quiz', [lesson, quiz], null, ['lesson', 'quiz']],
  ['in the other order, named in the order of the course', [quiz, lesson], null, ['lesson', 'quiz']],
  ['a quiz not passed', [lesson, { ...quiz, passed: false }], null, null],
  ['not passed, then passed', [lesson, { ...quiz, passed: false }, attempt('again', 'M2', '03')], null, ['lesson', 'again']],
  ['passed, then not passed: the pass stands', [lesson, quiz, attempt('again', 'M2', '03', { passed: false })], null, ['lesson', 'quiz']],
  ['passed twice: the later one', [lesson, quiz, attempt('again', 'M2', '03')], null, ['lesson', 'again']],
  ['a pass of another version does not count', [lesson, { ...quiz, courseVersion: 1 }], null, null],
  ['a pass of another course does not count', [lesson, { ...quiz, courseId: 'T2' }], null, null],
  ['one pass cannot renew twice', [lesson, quiz], '2026-11-02T10:00:00.000Z', null],
  ['a pass at the moment of the last completion is of that one', [lesson, quiz], SINCE, null],
  ['all of it again, later', [lesson, quiz, attempt('lesson2', 'M1', '04'), attempt('quiz2', 'M2', '05')], '2026-11-02T10:00:00.000Z', ['lesson2', 'quiz2']],
];

describe('when a course is complete', () => {
  it.each(ROWS)('%s', (_name, attempts, since, expected) => {
    expect(completionFrom(course, attempts, since)).toEqual(expected);
  });
});
