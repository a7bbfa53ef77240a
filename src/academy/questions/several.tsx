import { useState } from 'preact/hooks';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { learn } from '../../words/learning.ts';
import { shuffled } from '../shuffled.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import { optionMark } from './option-mark.ts';

export function Several({ question, seed, given, busy, onAnswer }: Ask<'several'>) {
  const [chosen, setChosen] = useState<readonly string[]>(given?.type === 'several' ? given.options : []);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <AnswerForm
      isAnswered={given !== null}
      busy={busy}
      problem={problem}
      onCheck={() => (chosen.length === 0 ? setProblem(learn('question.chooseFirst')) : onAnswer({ type: 'several', options: [...chosen] }))}
    >
      <ChoiceGroup legend={learn('question.chooseSeveral')}>
        {shuffled(question.options, seed).map((option) => (
          <Choice
            key={option.id}
            type="checkbox"
            name={question.id}
            value={option.id}
            checked={chosen.includes(option.id)}
            disabled={given !== null}
            mark={given === null ? undefined : optionMark(option.right, chosen.includes(option.id))}
            onChange={() => {
              setChosen((before) => (before.includes(option.id) ? before.filter((id) => id !== option.id) : [...before, option.id]));
              setProblem(null);
            }}
          >
            {option.text}
          </Choice>
        ))}
      </ChoiceGroup>
    </AnswerForm>
  );
}
