import { useState } from 'preact/hooks';
import { markAnswer } from '../../shared/training/mark.ts';
import { TextField } from '../../ui/field.tsx';
import { learn } from '../../words/learning.ts';
import { answerLines } from '../answer-lines.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import { MarkedLine } from './marked-line.tsx';
import style from './question.module.css';

/** "1,5" and "1.5" are the same number to a person who types it. */
function numberIn(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  const value = Number(plain);
  return plain === '' || !Number.isFinite(value) ? null : value;
}

export function NumberAsked({ question, given, busy, onAnswer }: Ask<'number'>) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const check = () => {
    const value = numberIn(text);
    if (value === null) setProblem(learn('number.missing'));
    else onAnswer({ type: 'number', value });
  };
  return (
    <AnswerForm isAnswered={given !== null} busy={busy} problem={problem} onCheck={check}>
      {given !== null ? (
        <ul class={style.lines}>
          <MarkedLine isRight={markAnswer(question, given) === 'right'}>{answerLines(question, given)[0]}</MarkedLine>
        </ul>
      ) : (
        <TextField
          id={`${question.id}-number`}
          label={learn('number.label', { unit: question.unit })}
          inputMode="decimal"
          autocomplete="off"
          value={text}
          onInput={(next) => {
            setText(next);
            setProblem(null);
          }}
        />
      )}
    </AnswerForm>
  );
}
