import { walkBranch } from '../shared/training/mark.ts';
import type { Question } from '../shared/training/question.ts';
import type { Answer } from '../shared/training/answer.ts';
import { learn } from '../words/learning.ts';

type Named = { id: string; text: string };

function textOf(list: readonly Named[], id: string): string {
  return list.find((entry) => entry.id === id)?.text ?? '';
}

function trueOrFalse(isTrue: boolean): string {
  return isTrue ? learn('answer.true') : learn('answer.false');
}

function choiceTexts(question: Extract<Question, { type: 'branch' }>, choices: readonly string[]): string[] {
  return choices.map((choiceId, index) => {
    const at = walkBranch(question, choices.slice(0, index))?.at;
    return textOf(question.nodes.find((node) => node.id === at)?.choices ?? [], choiceId);
  });
}

/** An answer as the person saw it, line by line. */
export function answerLines(question: Question, answer: Answer): string[] {
  if (question.type === 'single' && answer.type === 'single') return [textOf(question.options, answer.option)];
  if (question.type === 'several' && answer.type === 'several') return answer.options.map((id) => textOf(question.options, id));
  if (question.type === 'order' && answer.type === 'order') return answer.steps.map((id) => textOf(question.steps, id));
  if (question.type === 'match' && answer.type === 'match')
    return question.entries.map((entry) => learn('answer.pair', { entry: entry.text, target: textOf(question.targets, answer.placed[entry.id] ?? '') }));
  if (question.type === 'number' && answer.type === 'number') return [learn('answer.number', { value: answer.value, unit: question.unit })];
  if (question.type === 'branch' && answer.type === 'branch') return choiceTexts(question, answer.choices);
  if (answer.type === 'trueFalse') return [trueOrFalse(answer.isTrue)];
  if (answer.type === 'short') return [answer.text];
  return [];
}

/** The right answer in the same form; empty where there is more than one good way. */
export function rightLines(question: Question): string[] {
  switch (question.type) {
    case 'single':
    case 'several':
      return question.options.filter((option) => option.right).map((option) => option.text);
    case 'trueFalse':
      return [trueOrFalse(question.isTrue)];
    case 'order':
      return question.steps.map((step) => step.text);
    case 'match':
      return question.entries.map((entry) => learn('answer.pair', { entry: entry.text, target: textOf(question.targets, entry.target) }));
    case 'number':
      return [learn('answer.number', { value: question.answer, unit: question.unit })];
    case 'short':
      return question.points;
    case 'branch':
      return [];
  }
}
