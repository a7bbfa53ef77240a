import { walkBranch } from '../../shared/training/mark.ts';
import type { Branch } from '../../shared/training/question.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { learn } from '../../words/learning.ts';
import style from './question.module.css';

/** The way that was taken, step by step, after it was saved. */
export function BranchPath({ question, choices }: { question: Branch; choices: readonly string[] }) {
  return (
    <Disclosure summary={learn('branch.path', { count: choices.length })}>
      <ol class={style.path}>
        {choices.map((choiceId, index) => {
          const node = question.nodes.find((entry) => entry.id === walkBranch(question, choices.slice(0, index))?.at);
          return (
            <li key={`${node?.id} ${choiceId}`}>
              <p class={style.says}>{node?.text}</p>
              <p class={style.chosen}>{learn('branch.chose', { choice: node?.choices.find((choice) => choice.id === choiceId)?.text ?? '' })}</p>
            </li>
          );
        })}
      </ol>
    </Disclosure>
  );
}
