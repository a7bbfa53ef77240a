import { describe, expect, it } from 'vitest';
import type { Given } from '../../src/shared/training/attempt.ts';
import { percentOf, questionsLeft, scoreAttempt } from '../../src/shared/training/attempt.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { findModule } from '../../src/shared/training/course-parts.ts';
import { smallCourse, smallQuiz, smallSingle } from '../support/small-course.ts';

/** Four plain questions and one that must be right; 80% of five is four. */
const plain = ['q1', 'q2', 'q3', 'q4'];
const course: Course = smallCourse({ questions: [...plain.map((id) => smallSingle(id)), smallSingle('star', { star: true })] });
const quiz = 'T1-M2';

/** "q1+" is right, "q1-" is wrong; a second mention is the second try. */
function given(text: string): Given[] {
  const tries = new Map<string, number>();
  return text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const questionId = part.slice(0, -1);
      const tryNumber = (tries.get(questionId) ?? 0) + 1;
      tries.set(questionId, tryNumber);
      return { questionId, tryNumber, answer: { type: 'single', option: part.endsWith('+') ? 'good' : 'bad' } };
    });
}

const SCORES: [string, string, { right: number; of: number; passed: boolean }][] = [
  ['all right', 'q1+ q2+ q3+ q4+ star+', { right: 5, of: 5, passed: true }],
  ['exactly the pass mark', 'q1- q2+ q3+ q4+ star+', { right: 4, of: 5, passed: true }],
  ['one below the pass mark', 'q1- q2- q3+ q4+ star+', { right: 3, of: 5, passed: false }],
  ['a star wrong first and right in the end', 'q1+ q2+ q3+ q4+ star- star+', { right: 4, of: 5, passed: true }],
  ['a star never right', 'q1+ q2+ q3+ q4+ star- star-', { right: 4, of: 5, passed: false }],
  ['a star put right does not lift the share', 'q1- q2+ q3+ q4+ star- star+', { right: 3, of: 5, passed: false }],
  ['only the first try counts', 'q1- q1+ q2- q2+ q3+ q4+ star+', { right: 3, of: 5, passed: false }],
  ['a question without an answer', 'q1+ q2+ q3+ star+', { right: 4, of: 5, passed: false }],
  ['an answer to a question that is not there', 'q1+ q2+ q3+ q4+ star+ other-', { right: 5, of: 5, passed: true }],
  ['nothing answered', '', { right: 0, of: 5, passed: false }],
];

describe('scoring an attempt', () => {
  it.each(SCORES)('%s', (_name, text, score) => {
    expect(scoreAttempt(course, quiz, given(text))).toEqual(score);
    expect(scoreAttempt(course, quiz, given(text).reverse())).toEqual(score);
  });

  it('a lesson passes when its checks are answered, right or wrong', () => {
    const lesson = smallCourse({ modules: [{ ...smallQuiz(['T1-Q1', 'T1-Q2']), kind: 'lesson' }] });
    expect(scoreAttempt(lesson, quiz, given('T1-Q1- T1-Q2-'))).toEqual({ right: 0, of: 2, passed: true });
    expect(scoreAttempt(lesson, quiz, given('T1-Q1+'))).toEqual({ right: 1, of: 2, passed: false });
  });

  it('a lesson without questions passes when it is finished', () => {
    expect(scoreAttempt(course, 'T1-M1', [])).toEqual({ right: 0, of: 0, passed: true });
  });

  it('a short answer must be given and is never counted', () => {
    const short = { id: 's', type: 'short' as const, prompt: 'Say it', facts: ['T1-F1'], star: false, modelAnswer: 'So.', points: ['so'] };
    const withShort = smallCourse({ questions: [smallSingle('q1'), short] });
    const said: Given = { questionId: 's', tryNumber: 1, answer: { type: 'short', text: 'so' } };
    expect(scoreAttempt(withShort, quiz, given('q1+'))).toEqual({ right: 1, of: 1, passed: false });
    expect(scoreAttempt(withShort, quiz, [...given('q1+'), said])).toEqual({ right: 1, of: 1, passed: true });
  });

  it('a module that this version does not have is never passed', () => {
    expect(scoreAttempt(course, 'elsewhere', given('q1+'))).toEqual({ right: 0, of: 0, passed: false });
  });
});

const LEFT: [string, string, string[]][] = [
  ['nothing answered', '', [...plain, 'star']],
  ['a wrong plain answer is done', 'q1- q2+', ['q3', 'q4', 'star']],
  ['a wrong star stays', 'q1+ q2+ q3+ q4+ star-', ['star']],
  ['a star right at any try is done', 'q1+ q2+ q3+ q4+ star- star+', []],
];

describe('what is left to answer', () => {
  it.each(LEFT)('%s', (_name, text, left) => {
    const module = findModule(course, quiz);
    expect(module && questionsLeft(course, module, given(text))).toEqual(left);
  });
});

const PERCENT: [number, number, number][] = [
  [4, 5, 80],
  [799, 1000, 79],
  [2, 3, 66],
  [0, 4, 0],
  [4, 4, 100],
  [0, 0, 100],
];

describe('percent', () => {
  it.each(PERCENT)('%i of %i is %i%%, rounded down', (right, of, percent) => {
    expect(percentOf({ right, of })).toBe(percent);
  });
});
