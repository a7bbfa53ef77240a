import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { BigChoice, Choices, Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';

const QUESTIONS = [
  { id: 'staff', picture: 'staff', right: 'no', other: 'yes' },
  { id: 'tell', picture: 'tell', right: 'yes', other: 'no' },
] as const;

/** Two checks with pictures. A wrong answer is explained again and stops nobody. */
export function ChecksScreen({ visit }: { visit: Visit }) {
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const isDone = QUESTIONS.every(({ id }) => answers[id] !== undefined);
  const goOn = () => {
    if (visit.known.joining.is === 'joined') visit.home();
    else visit.go('join');
  };
  return (
    <Screen title={w('checks.title')} onBack={visit.back}>
      {QUESTIONS.map(({ id, picture, right, other }) => (
        <section key={id} class={look.panel}>
          <Told picture={picture} title={w(`checks.${id}.q`)}>
            {''}
          </Told>
          <Choices>
            {(right === 'no' ? [right, other] : [right, other]).map((answer) => (
              <BigChoice
                key={answer}
                picture={answer === 'yes' ? 'yes' : 'no'}
                label={w(`checks.${id}.${answer}` as 'checks.staff.no')}
                chosen={answers[id] === answer}
                onClick={() => setAnswers({ ...answers, [id]: answer })}
              />
            ))}
          </Choices>
          <div role="status">
            {answers[id] !== undefined && (
              <Told picture={answers[id] === right ? 'yes' : 'limits'}>{w(answers[id] === right ? (`checks.${id}.right` as const) : (`checks.${id}.again` as const))}</Told>
            )}
          </div>
        </section>
      ))}
      <Button full kind={isDone ? 'primary' : 'quiet'} onClick={goOn}>
        {isDone ? w('next') : w('checks.skip')}
      </Button>
    </Screen>
  );
}
