import { useState } from 'preact/hooks';
import { SelectField } from '../../ui/field.tsx';
import { learn } from '../../words/learning.ts';
import { answerLines } from '../answer-lines.ts';
import { shuffled } from '../shuffled.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import { MarkedLine } from './marked-line.tsx';
import style from './question.module.css';

export function Match({ question, seed, given, busy, onAnswer }: Ask<'match'>) {
  const [placed, setPlaced] = useState<Readonly<Record<string, string>>>(given?.type === 'match' ? given.placed : {});
  const [problem, setProblem] = useState<string | null>(null);
  const targets = shuffled(question.targets, `${seed} targets`).map((target) => ({ value: target.id, label: target.text }));
  const choices = [{ value: '', label: learn('match.choose') }, ...targets];
  const isWhole = question.entries.every((entry) => placed[entry.id]);
  return (
    <AnswerForm
      isAnswered={given !== null}
      busy={busy}
      problem={problem}
      onCheck={() => (isWhole ? onAnswer({ type: 'match', placed: { ...placed } }) : setProblem(learn('match.missing')))}
    >
      {given !== null ? (
        <ul class={style.lines}>
          {answerLines(question, given).map((line, index) => {
            const entry = question.entries[index];
            const isRight = entry !== undefined && placed[entry.id] === entry.target;
            return (
              <MarkedLine key={line} isRight={isRight}>
                {line}
              </MarkedLine>
            );
          })}
        </ul>
      ) : (
        <fieldset class={style.fields}>
          <legend class={style.how}>{learn('match.how')}</legend>
          {shuffled(question.entries, seed).map((entry) => (
            <SelectField
              key={entry.id}
              id={`${question.id}-${entry.id}`}
              label={entry.text}
              options={choices}
              value={placed[entry.id] ?? ''}
              onInput={(target) => {
                setPlaced((before) => ({ ...before, [entry.id]: target }));
                setProblem(null);
              }}
            />
          ))}
        </fieldset>
      )}
    </AnswerForm>
  );
}
