import { useState } from 'preact/hooks';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { learn } from '../../words/learning.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import { optionMark } from './option-mark.ts';

const SIDES = [
  { isTrue: true, value: 'true', says: 'answer.true' },
  { isTrue: false, value: 'false', says: 'answer.false' },
] as const;

export function TrueFalse({ question, given, busy, onAnswer }: Ask<'trueFalse'>) {
  const [chosen, setChosen] = useState<boolean | null>(given?.type === 'trueFalse' ? given.isTrue : null);
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <AnswerForm
      isAnswered={given !== null}
      busy={busy}
      problem={problem}
      onCheck={() => (chosen === null ? setProblem(learn('question.chooseFirst')) : onAnswer({ type: 'trueFalse', isTrue: chosen }))}
    >
      <ChoiceGroup legend={learn('question.trueOrFalse')}>
        {SIDES.map((side) => (
          <Choice
            key={side.value}
            type="radio"
            name={question.id}
            value={side.value}
            checked={chosen === side.isTrue}
            disabled={given !== null}
            mark={given === null ? undefined : optionMark(side.isTrue === question.isTrue, chosen === side.isTrue)}
            onChange={() => {
              setChosen(side.isTrue);
              setProblem(null);
            }}
          >
            {learn(side.says)}
          </Choice>
        ))}
      </ChoiceGroup>
    </AnswerForm>
  );
}
