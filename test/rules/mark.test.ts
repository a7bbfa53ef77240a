import { describe, expect, it } from 'vitest';
import type { Mark } from '../../src/shared/training/mark.ts';
import { markAnswer, walkBranch } from '../../src/shared/training/mark.ts';
import type { Branch, Question } from '../../src/shared/training/question.ts';
import type { Answer } from '../../src/shared/training/answer.ts';

const common = { id: 'Q', prompt: 'What?', facts: ['F'], star: false };
const teaching = { saysRight: 'Yes.', saysWrong: 'No.' };
const option = (id: string, right: boolean) => ({ id, text: id, right, says: id });
const step = (id: string) => ({ id, text: id });

const single: Question = { type: 'single', ...common, options: [option('a', true), option('b', false)] };
const several: Question = { type: 'several', ...common, options: [option('a', true), option('b', true), option('c', false)] };
const isFalse: Question = { type: 'trueFalse', ...common, ...teaching, isTrue: false };
const order: Question = { type: 'order', ...common, ...teaching, steps: ['a', 'b', 'c', 'd'].map(step), equal: [['b', 'c']] };
const strict: Question = { type: 'order', ...common, ...teaching, steps: ['a', 'b', 'c'].map(step) };
const match: Question = {
  type: 'match',
  ...common,
  ...teaching,
  targets: [step('x'), step('y')],
  entries: [
    { id: 'a', text: 'a', target: 'x' },
    { id: 'b', text: 'b', target: 'y' },
    { id: 'c', text: 'c', target: 'x' },
  ],
};
const short: Question = { type: 'short', ...common, modelAnswer: 'Like this.', points: ['one'] };
const number: Question = { type: 'number', ...common, ...teaching, answer: 72, unit: 'hours' };
const branch: Branch = {
  type: 'branch',
  ...common,
  start: 'one',
  nodes: [
    {
      id: 'one',
      text: 'One',
      choices: [
        { id: 'on', text: 'On', to: 'two', says: 'Good.' },
        { id: 'off', text: 'Off', to: 'bad', says: 'No.' },
      ],
    },
    {
      id: 'two',
      text: 'Two',
      choices: [
        { id: 'safe', text: 'Safe', to: 'good', says: 'Good.' },
        { id: 'rash', text: 'Rash', to: 'bad', says: 'No.' },
      ],
    },
  ],
  endings: [
    { id: 'good', text: 'Good', safe: true },
    { id: 'bad', text: 'Bad', safe: false },
  ],
};

const path = (...choices: string[]): Answer => ({ type: 'branch', choices });
const steps = (...ids: string[]): Answer => ({ type: 'order', steps: ids });
const chosen = (...options: string[]): Answer => ({ type: 'several', options });

const ROWS: [string, Question, Answer, Mark][] = [
  ['one choice: the right one', single, { type: 'single', option: 'a' }, 'right'],
  ['one choice: a wrong one', single, { type: 'single', option: 'b' }, 'wrong'],
  ['one choice: one that is not there', single, { type: 'single', option: 'z' }, 'wrong'],
  ['one choice: an answer of another type', single, { type: 'trueFalse', isTrue: true }, 'wrong'],
  ['several: all right ones and no wrong one', several, chosen('b', 'a'), 'right'],
  ['several: the same one said twice is one', several, chosen('a', 'a'), 'wrong'],
  ['several: one missing', several, chosen('a'), 'wrong'],
  ['several: one too many', several, chosen('a', 'b', 'c'), 'wrong'],
  ['several: none', several, chosen(), 'wrong'],
  ['true or false: as it is', isFalse, { type: 'trueFalse', isTrue: false }, 'right'],
  ['true or false: the other', isFalse, { type: 'trueFalse', isTrue: true }, 'wrong'],
  ['order: as written', order, steps('a', 'b', 'c', 'd'), 'right'],
  ['order: equal steps may swap', order, steps('a', 'c', 'b', 'd'), 'right'],
  ['order: other steps may not', order, steps('b', 'a', 'c', 'd'), 'wrong'],
  ['order: a step missing', order, steps('a', 'b', 'c'), 'wrong'],
  ['order: an equal step said twice', order, steps('a', 'b', 'b', 'd'), 'wrong'],
  ['order: exact where nothing is equal', strict, steps('a', 'c', 'b'), 'wrong'],
  ['match: each where it belongs', match, { type: 'match', placed: { a: 'x', b: 'y', c: 'x' } }, 'right'],
  ['match: one elsewhere', match, { type: 'match', placed: { a: 'x', b: 'y', c: 'y' } }, 'wrong'],
  ['match: one not placed', match, { type: 'match', placed: { a: 'x', b: 'y' } }, 'wrong'],
  ['match: a stranger placed as well', match, { type: 'match', placed: { a: 'x', b: 'y', c: 'x', d: 'x' } }, 'wrong'],
  ['number: exact', number, { type: 'number', value: 72 }, 'right'],
  ['number: close is not exact', number, { type: 'number', value: 71.9 }, 'wrong'],
  ['short: no machine marks it', short, { type: 'short', text: 'anything' }, 'unmarked'],
  ['branch: a safe ending', branch, path('on', 'safe'), 'right'],
  ['branch: an unsafe ending', branch, path('on', 'rash'), 'wrong'],
  ['branch: unsafe at once', branch, path('off'), 'wrong'],
  ['branch: stopped half way', branch, path('on'), 'wrong'],
  ['branch: a choice that does not belong', branch, path('safe'), 'wrong'],
  ['branch: a choice after the end', branch, path('on', 'safe', 'on'), 'wrong'],
  ['branch: no choice', branch, path(), 'wrong'],
];

describe('marking one answer', () => {
  it.each(ROWS)('%s', (_name, question, answer, mark) => {
    expect(markAnswer(question, answer)).toBe(mark);
  });

  it('a walk says where it is, and nothing for a way that is not there', () => {
    expect(walkBranch(branch, [])).toEqual({ at: 'one', ended: false, safe: false });
    expect(walkBranch(branch, ['on', 'safe'])).toEqual({ at: 'good', ended: true, safe: true });
    expect(walkBranch(branch, ['elsewhere'])).toBeNull();
  });
});
