import { walkBranch } from './mark.ts';
import type { Branch, Question } from './question.ts';
import type { Answer } from './answer.ts';

/** The shortest choices to a safe ending; empty when there is none, which the content check refuses. */
function safePath(question: Branch): string[] {
  let paths: string[][] = [[]];
  while (paths.length > 0) {
    const next: string[][] = [];
    for (const path of paths) {
      const reached = walkBranch(question, path);
      if (reached?.ended) {
        if (reached.safe) return path;
        continue;
      }
      const node = question.nodes.find((entry) => entry.id === reached?.at);
      for (const choice of node?.choices ?? []) next.push([...path, choice.id]);
    }
    paths = next;
  }
  return [];
}

/** An answer that `markAnswer` calls right, for teaching after a question and for the demonstration. */
export function rightAnswer(question: Question): Answer {
  switch (question.type) {
    case 'single':
      return { type: 'single', option: question.options.find((option) => option.right)?.id ?? '' };
    case 'several':
      return { type: 'several', options: question.options.filter((option) => option.right).map((option) => option.id) };
    case 'trueFalse':
      return { type: 'trueFalse', isTrue: question.isTrue };
    case 'order':
      return { type: 'order', steps: question.steps.map((step) => step.id) };
    case 'match':
      return { type: 'match', placed: Object.fromEntries(question.entries.map((entry) => [entry.id, entry.target])) };
    case 'short':
      return { type: 'short', text: question.modelAnswer };
    case 'number':
      return { type: 'number', value: question.answer };
    case 'branch':
      return { type: 'branch', choices: safePath(question) };
  }
}
