import type { Mark } from '../shared/training/mark.ts';
import { markAnswer, walkBranch } from '../shared/training/mark.ts';
import type { Question } from '../shared/training/question.ts';
import type { Answer } from '../shared/training/answer.ts';

/** One thing said about an answer. `about` names the option or choice it explains. */
type Saying = { about: string | null; isRight: boolean | null; says: string };

export type Teaching = { mark: Mark; sayings: Saying[] };

type Options = Extract<Question, { type: 'single' | 'several' }>['options'];

function optionSayings(options: Options, chosen: readonly string[]): Saying[] {
  const wanted = options.filter((option) => option.right || chosen.includes(option.id));
  return wanted.map((option) => ({ about: option.text, isRight: option.right, says: option.says }));
}

function branchSayings(question: Extract<Question, { type: 'branch' }>, choices: readonly string[]): Saying[] {
  const sayings: Saying[] = [];
  for (const [index, choiceId] of choices.entries()) {
    const at = walkBranch(question, choices.slice(0, index))?.at;
    const choice = question.nodes.find((node) => node.id === at)?.choices.find((entry) => entry.id === choiceId);
    if (choice) sayings.push({ about: choice.text, isRight: null, says: choice.says });
  }
  const end = walkBranch(question, choices);
  const ending = question.endings.find((entry) => entry.id === end?.at);
  if (ending) sayings.push({ about: null, isRight: ending.safe, says: ending.text });
  return sayings;
}

/** What is said after an answer: why what was chosen is right or not, and what is right. */
export function teachingOf(question: Question, answer: Answer): Teaching {
  const mark = markAnswer(question, answer);
  const plain = (says: string): Teaching => ({ mark, sayings: [{ about: null, isRight: null, says }] });
  switch (question.type) {
    case 'single':
      return { mark, sayings: optionSayings(question.options, answer.type === 'single' ? [answer.option] : []) };
    case 'several':
      return { mark, sayings: optionSayings(question.options, answer.type === 'several' ? answer.options : []) };
    case 'branch':
      return { mark, sayings: branchSayings(question, answer.type === 'branch' ? answer.choices : []) };
    case 'short':
      return plain(question.modelAnswer);
    default:
      return plain(mark === 'right' ? question.saysRight : question.saysWrong);
  }
}
