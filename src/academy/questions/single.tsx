import { useState } from 'preact/hooks';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { learn } from '../../words/learning.ts';
import { shuffled } from '../shuffled.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import { optionMark } from './option-mark.ts';

export function Single({ question, seed, given, busy, onAnswer }: Ask<'single'>) {
  const [chosen, setChosen] = useState(given?.type === 'single' ? given.option : '');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <AnswerForm
      isAnswered={given !== null}
      busy={busy}
      problem={problem}
      onCheck={() => (chosen === '' ? setProblem(learn('question.chooseFirst')) : onAnswer({ type: 'single', option: chosen }))}
    >
      <ChoiceGroup legend={learn('question.chooseOne')}>
        {shuffled(question.options, seed).map((option) => (
          <Choice
            key={option.id}
            type="radio"
            name={question.id}
            value={option.id}
            checked={chosen === option.id}
            disabled={given !== null}
            mark={given === null ? undefined : optionMark(option.right, chosen === option.id)}
            onChange={() => {
              setChosen(option.id);
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
