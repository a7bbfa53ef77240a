// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { QuestionAsked } from '../../src/academy/questions/question-asked.tsx';
import { shuffled, shuffledApart } from '../../src/academy/shuffled.ts';
import type { Question } from '../../src/shared/training/question.ts';
import type { Answer } from '../../src/shared/training/answer.ts';

const common = { id: 'Q', prompt: 'What?', facts: ['F'], star: false };
const teaching = { saysRight: 'Yes.', saysWrong: 'No.' };
const named = (id: string) => ({ id, text: `Text ${id}` });

function ask(question: Question, given: Answer | null = null) {
  const onAnswer = vi.fn();
  render(<QuestionAsked question={question} seed="attempt Q" given={given} busy={false} onAnswer={onAnswer} />);
  return onAnswer;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

afterEach(cleanup);

describe('answering each type of question', () => {
  it('several: ticks on and off again', () => {
    const onAnswer = ask({ type: 'several', ...common, options: ['a', 'b', 'c'].map((id) => ({ ...named(id), right: id !== 'c', says: id })) });
    for (const name of ['Text a', 'Text c', 'Text b', 'Text c']) fireEvent.click(screen.getByRole('checkbox', { name }));
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'several', options: ['a', 'b'] });
  });

  it('true or false', () => {
    const onAnswer = ask({ type: 'trueFalse', ...common, ...teaching, isTrue: false });
    fireEvent.click(screen.getByRole('radio', { name: 'False' }));
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'trueFalse', isTrue: false });
  });

  it('order: two buttons move a step, the place is said and focus stays', async () => {
    const onAnswer = ask({ type: 'order', ...common, ...teaching, steps: ['a', 'b', 'c'].map(named) });
    const shown = () => screen.getAllByRole('listitem').map((row) => row.dataset.step);
    const before = shown();
    expect(before).not.toEqual(['a', 'b', 'c']);
    press(`Move up: Text ${before[1]}`);
    expect(shown()).toEqual([before[1], before[0], before[2]]);
    expect(screen.getByRole('status').textContent).toBe(`Text ${before[1]} is now step 1 of 3.`);
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe(`Move down: Text ${before[1]}`));
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'order', steps: shown() });
  });

  it('match: a list to choose from for each entry, and none may be left', () => {
    const question: Question = {
      type: 'match',
      ...common,
      ...teaching,
      targets: [named('x'), named('y')],
      entries: [
        { ...named('a'), target: 'x' },
        { ...named('b'), target: 'y' },
      ],
    };
    const onAnswer = ask(question);
    fireEvent.change(screen.getByLabelText('Text a'), { target: { value: 'x' } });
    press('Check my answer');
    expect(onAnswer).not.toHaveBeenCalled();
    expect(screen.getByText('Choose a place for each one first.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Text b'), { target: { value: 'x' } });
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'match', placed: { a: 'x', b: 'x' } });
  });

  it.each([
    ['72', 72],
    [' 1,5 ', 1.5],
    ['0', 0],
  ])('number: "%s" is %d', (text, value) => {
    const onAnswer = ask({ type: 'number', ...common, ...teaching, answer: 72, unit: 'hours' });
    fireEvent.input(screen.getByLabelText('Your answer in hours'), { target: { value: text } });
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'number', value });
  });

  it('number: words are not a number, and that is said', () => {
    const onAnswer = ask({ type: 'number', ...common, ...teaching, answer: 72, unit: 'hours' });
    fireEvent.input(screen.getByLabelText('Your answer in hours'), { target: { value: 'three days' } });
    press('Check my answer');
    expect(onAnswer).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toContain('Write a number');
  });

  it('short: the words as written, without the space around them', () => {
    const onAnswer = ask({ type: 'short', ...common, modelAnswer: 'So.', points: ['so'] });
    fireEvent.input(screen.getByLabelText('Your answer'), { target: { value: '  I stay with her. ' } });
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'short', text: 'I stay with her.' });
  });

  it('branch: each choice teaches before the next step, and the whole path is one answer', async () => {
    const question: Question = {
      type: 'branch',
      ...common,
      start: 'one',
      nodes: [
        {
          id: 'one',
          text: 'First scene',
          choices: [
            { ...named('a'), to: 'two', says: 'That helps.' },
            { ...named('b'), to: 'bad', says: 'No.' },
          ],
        },
        {
          id: 'two',
          text: 'Second scene',
          choices: [
            { ...named('c'), to: 'good', says: 'Yes.' },
            { ...named('d'), to: 'bad', says: 'No.' },
          ],
        },
      ],
      endings: [
        { id: 'good', text: 'All is well', safe: true },
        { id: 'bad', text: 'Not well', safe: false },
      ],
    };
    const onAnswer = ask(question);
    fireEvent.click(screen.getByRole('radio', { name: 'Text a' }));
    press('Check my answer');
    expect(screen.getByText('That helps.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe('What happens'));
    expect(screen.queryByText('Second scene')).toBeNull();
    press('Continue');
    expect(screen.getByText('Second scene')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Text c' }));
    press('Check my answer');
    expect(onAnswer).toHaveBeenCalledWith({ type: 'branch', choices: ['a', 'c'] });
  });

  it('an answered question is shown and no longer asked', () => {
    ask({ type: 'trueFalse', ...common, ...teaching, isTrue: false }, { type: 'trueFalse', isTrue: true });
    expect(screen.queryByRole('button')).toBeNull();
    for (const radio of screen.getAllByRole<HTMLInputElement>('radio')) expect(radio.disabled).toBe(true);
  });
});

describe('the order of options', () => {
  const list = ['a', 'b', 'c', 'd', 'e'];

  it('is the same each time for one attempt, and loses none', () => {
    expect(shuffled(list, 'attempt-1 Q1')).toEqual(shuffled(list, 'attempt-1 Q1'));
    expect([...shuffled(list, 'attempt-1 Q1')].sort()).toEqual(list);
  });

  it('differs between attempts', () => {
    expect(new Set(Array.from({ length: 50 }, (_, index) => shuffled(list, `attempt-${index}`).join(''))).size).toBeGreaterThan(20);
  });

  it('steps to be ordered never stand in the right order', () => {
    for (let index = 0; index < 200; index += 1) expect(shuffledApart(['a', 'b', 'c'], `attempt-${index}`)).not.toEqual(['a', 'b', 'c']);
  });
});
