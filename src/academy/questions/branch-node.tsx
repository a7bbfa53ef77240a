import { useState } from 'preact/hooks';
import type { Branch } from '../../shared/training/question.ts';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { learn } from '../../words/learning.ts';
import { shuffled } from '../shuffled.ts';
import { AnswerForm } from './answer-form.tsx';
import style from './question.module.css';

type Props = { node: Branch['nodes'][number]; seed: string; busy: boolean; onChoose: (choiceId: string) => void };

export function BranchNode({ node, seed, busy, onChoose }: Props) {
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <AnswerForm isAnswered={false} busy={busy} problem={problem} onCheck={() => (chosen === '' ? setProblem(learn('question.chooseFirst')) : onChoose(chosen))}>
      <p class={style.says}>{node.text}</p>
      <ChoiceGroup legend={learn('branch.ask')}>
        {shuffled(node.choices, seed).map((choice) => (
          <Choice
            key={choice.id}
            type="radio"
            name={node.id}
            value={choice.id}
            checked={chosen === choice.id}
            onChange={() => {
              setChosen(choice.id);
              setProblem(null);
            }}
          >
            {choice.text}
          </Choice>
        ))}
      </ChoiceGroup>
    </AnswerForm>
  );
}
