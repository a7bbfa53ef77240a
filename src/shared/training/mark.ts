import type { Branch, Question } from './question.ts';
import type { Answer } from './answer.ts';

/** `unmarked` is for short answers, which no machine marks. */
export type Mark = 'right' | 'wrong' | 'unmarked';

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const wanted = new Set(right);
  return new Set(left).size === wanted.size && left.every((id) => wanted.has(id));
}

function isOrdered(given: readonly string[], wanted: readonly string[], equal: readonly (readonly string[])[]): boolean {
  if (given.length !== wanted.length) return false;
  const groupOf = new Map<string, string>(wanted.map((id) => [id, id]));
  for (const group of equal) for (const id of group) groupOf.set(id, group[0] ?? id);
  return sameSet(given, wanted) && given.every((id, index) => groupOf.get(id) === groupOf.get(wanted[index] ?? ''));
}

/**
 * Follows the choices through a branching scenario.
 * @returns the node or ending reached, or `null` when a choice does not belong to the path.
 */
export function walkBranch(question: Branch, choices: readonly string[]): { at: string; ended: boolean; safe: boolean } | null {
  let at = question.start;
  for (const choiceId of choices) {
    const choice = question.nodes.find((node) => node.id === at)?.choices.find((entry) => entry.id === choiceId);
    if (!choice) return null;
    at = choice.to;
  }
  const ending = question.endings.find((entry) => entry.id === at);
  return { at, ended: ending !== undefined, safe: ending?.safe === true };
}

/**
 * Marks one answer: exact, with no part marks (curriculum, section 2). The phone and the
 * server call this with the same pinned course version. An answer of another type is wrong.
 */
export function markAnswer(question: Question, answer: Answer): Mark {
  switch (question.type) {
    case 'short':
      return 'unmarked';
    case 'single':
      return answer.type === 'single' && question.options.some((option) => option.right && option.id === answer.option) ? 'right' : 'wrong';
    case 'several': {
      const wanted = question.options.filter((option) => option.right).map((option) => option.id);
      return answer.type === 'several' && sameSet(answer.options, wanted) ? 'right' : 'wrong';
    }
    case 'trueFalse':
      return answer.type === 'trueFalse' && answer.isTrue === question.isTrue ? 'right' : 'wrong';
    case 'number':
      return answer.type === 'number' && answer.value === question.answer ? 'right' : 'wrong';
    case 'order': {
      const wanted = question.steps.map((step) => step.id);
      return answer.type === 'order' && isOrdered(answer.steps, wanted, question.equal ?? []) ? 'right' : 'wrong';
    }
    case 'match':
      return answer.type === 'match' && Object.keys(answer.placed).length === question.entries.length && question.entries.every((entry) => answer.placed[entry.id] === entry.target)
        ? 'right'
        : 'wrong';
    case 'branch':
      return answer.type === 'branch' && walkBranch(question, answer.choices)?.safe === true ? 'right' : 'wrong';
  }
}
