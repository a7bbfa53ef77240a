import { useEffect, useRef, useState } from 'preact/hooks';
import { learn } from '../../words/learning.ts';
import { shuffledApart } from '../shuffled.ts';
import { AnswerForm } from './answer-form.tsx';
import type { Ask } from './ask.ts';
import { OrderRow } from './order-row.tsx';
import style from './question.module.css';

type Moved = { id: string; by: -1 | 1 };

/** Steps are moved with two buttons each: nothing has to be dragged (WCAG 2.5.7). */
export function Order({ question, seed, given, busy, onAnswer }: Ask<'order'>) {
  const [steps, setSteps] = useState<readonly string[]>(() => (given?.type === 'order' ? given.steps : shuffledApart(question.steps, seed).map((step) => step.id)));
  const [moved, setMoved] = useState<Moved | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const textOf = (id: string) => question.steps.find((step) => step.id === id)?.text ?? '';

  // A moved row loses focus in the browser; the same button takes it back, or the other at an end.
  useEffect(() => {
    if (!moved) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>(`[data-step="${moved.id}"] button`) ?? [])];
    const wanted = buttons[moved.by === -1 ? 0 : 1];
    (wanted?.disabled ? buttons.find((button) => !button.disabled) : wanted)?.focus();
  }, [moved, steps]);

  const move = (id: string, by: -1 | 1) => {
    setSteps((before) => {
      const from = before.indexOf(id);
      const next = before.filter((entry) => entry !== id);
      next.splice(from + by, 0, id);
      return next;
    });
    setMoved({ id, by });
  };

  return (
    <AnswerForm isAnswered={given !== null} busy={busy} problem={null} onCheck={() => onAnswer({ type: 'order', steps: [...steps] })}>
      {given === null && <p class={style.how}>{learn('order.how')}</p>}
      <ol class={style.steps} ref={list}>
        {steps.map((id, index) => (
          <OrderRow
            key={id}
            id={id}
            says={textOf(id)}
            place={index + 1}
            isFirst={index === 0}
            isLast={index === steps.length - 1}
            isClosed={given !== null}
            isInPlace={question.steps[index]?.id === id}
            onMove={move}
          />
        ))}
      </ol>
      {given === null && (
        <p role="status" class={style.quiet}>
          {moved ? learn('order.moved', { step: textOf(moved.id), place: steps.indexOf(moved.id) + 1, of: steps.length }) : ''}
        </p>
      )}
    </AnswerForm>
  );
}
