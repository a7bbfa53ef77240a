import type { ComponentChildren } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { learn } from '../../words/learning.ts';
import { MoveBar } from '../move-bar.tsx';
import style from './question.module.css';

type Props = { isAnswered: boolean; busy: boolean; problem: string | null; onCheck: () => void; children: ComponentChildren };

/** The form round one question: nothing is sent while something is missing, and the gap is said. */
export function AnswerForm({ isAnswered, busy, problem, onCheck, children }: Props) {
  return (
    <form
      class={style.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !isAnswered) onCheck();
      }}
    >
      {children}
      {!isAnswered && (
        <MoveBar type="submit" says={learn('question.check')} busy={busy}>
          <div role="alert">
            {problem !== null && (
              <p class={style.problem}>
                <Icon name="warn" />
                {problem}
              </p>
            )}
          </div>
        </MoveBar>
      )}
    </form>
  );
}
