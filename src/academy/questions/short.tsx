import { useState } from 'preact/hooks';
import { TextArea } from '../../ui/field.tsx';
import { learn } from '../../words/learning.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import style from './question.module.css';

/** The wire's own limit for a short answer. */
const LONGEST_ANSWER = 2000;

export function Short({ question, given, busy, onAnswer }: Ask<'short'>) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <AnswerForm
      isAnswered={given !== null}
      busy={busy}
      problem={problem}
      onCheck={() => (text.trim() === '' ? setProblem(learn('question.writeFirst')) : onAnswer({ type: 'short', text: text.trim() }))}
    >
      {given?.type === 'short' ? (
        <blockquote class={style.written}>{given.text}</blockquote>
      ) : (
        <TextArea
          id={`${question.id}-text`}
          label={learn('short.label')}
          hint={learn('short.hint')}
          value={text}
          maxLength={LONGEST_ANSWER}
          onInput={(next) => {
            setText(next);
            setProblem(null);
          }}
        />
      )}
    </AnswerForm>
  );
}
