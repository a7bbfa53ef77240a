import { branchFaults } from './branch-faults.ts';
import type { CourseFault } from './course-fault.ts';
import type { Question } from './question.ts';

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

/** Ids that must differ from each other inside one question. */
function innerIds(question: Question): string[][] {
  switch (question.type) {
    case 'single':
    case 'several':
      return [question.options.map((option) => option.id)];
    case 'order':
      return [question.steps.map((step) => step.id)];
    case 'match':
      return [question.targets.map((target) => target.id), question.entries.map((entry) => entry.id)];
    case 'branch':
      return [[...question.nodes.map((node) => node.id), ...question.endings.map((ending) => ending.id)], ...question.nodes.map((node) => node.choices.map((choice) => choice.id))];
    default:
      return [];
  }
}

/** What is said after an answer; an empty one would leave a carer with a tick or a cross and no reason. */
function saysOf(question: Question): string[] {
  switch (question.type) {
    case 'single':
    case 'several':
      return question.options.map((option) => option.says);
    case 'branch':
      return question.nodes.flatMap((node) => node.choices.map((choice) => choice.says));
    case 'short':
      return [question.modelAnswer];
    default:
      return [question.saysRight, question.saysWrong];
  }
}

/** Why nobody, or everybody, could get the question right. Empty when it can be answered. */
function answerFaults(question: Question): string[] {
  switch (question.type) {
    case 'single': {
      const right = question.options.filter((option) => option.right).length;
      return right === 1 ? [] : [`${right} right options, not one`];
    }
    case 'several': {
      const right = question.options.filter((option) => option.right).length;
      if (right === 0) return ['no right option'];
      return right === question.options.length ? ['no wrong option'] : [];
    }
    case 'order': {
      const steps = new Set(question.steps.map((step) => step.id));
      return (question.equal ?? [])
        .flat()
        .filter((id) => !steps.has(id))
        .map((id) => `may swap ${id}, which is not a step`);
    }
    case 'match': {
      const targets = new Set(question.targets.map((target) => target.id));
      return question.entries.filter((entry) => !targets.has(entry.target)).map((entry) => `${entry.id} goes to ${entry.target}, which is not there`);
    }
    case 'number':
      return Number.isFinite(question.answer) ? [] : ['the answer is not a number'];
    default:
      return [];
  }
}

/** Faults that can be seen in the question alone. */
export function questionFaults(question: Question): CourseFault[] {
  const faults: CourseFault[] = [];
  if (question.facts.length === 0) faults.push({ kind: 'unsourcedQuestion', at: question.id, detail: 'cites no fact' });
  for (const detail of answerFaults(question)) faults.push({ kind: 'unanswerable', at: question.id, detail });
  for (const id of innerIds(question).flatMap(repeated)) faults.push({ kind: 'duplicateId', at: question.id, detail: id });
  if (saysOf(question).some((says) => says.trim() === '')) {
    faults.push({ kind: 'noSays', at: question.id, detail: 'an answer is not explained' });
  }
  if (question.type === 'branch') faults.push(...branchFaults(question));
  return faults;
}
