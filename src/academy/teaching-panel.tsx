import { useEffect, useRef } from 'preact/hooks';
import type { Course } from '../shared/training/course.ts';
import type { Question } from '../shared/training/question.ts';
import type { Answer } from '../shared/training/answer.ts';
import type { Source } from '../shared/training/source.ts';
import { Icon } from '../ui/icon.tsx';
import { learn } from '../words/learning.ts';
import { rightLines } from './answer-lines.ts';
import { Cites } from './cites.tsx';
import { teachingOf } from './teaching-of.ts';
import style from './teaching-panel.module.css';

const ICONS = { right: 'check', wrong: 'cross', unmarked: 'pen' } as const;

type Props = { course: Course; question: Question; answer: Answer; sources: readonly Source[]; mustRetry: boolean; takesFocus: boolean };

/** Said at once after an answer: right or not in words and shape, why, and where that stands. */
export function TeachingPanel({ course, question, answer, sources, mustRetry, takesFocus }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  // All of it where that fits, else from its beginning.
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView?.({ block: 'nearest' });
  }, [takesFocus]);
  const { mark, sayings } = teachingOf(question, answer);
  const right = rightLines(question);
  const isListed = question.type === 'short' || (mark === 'wrong' && question.type !== 'single' && question.type !== 'several' && right.length > 0);
  const List = question.type === 'order' ? 'ol' : 'ul';
  return (
    <section ref={panel} class={`${style.panel} ${style[mark]}`}>
      <h3 ref={heading} tabIndex={-1} class={style.heading}>
        <Icon name={ICONS[mark]} />
        {learn(`mark.${mark}`)}
      </h3>
      {mustRetry && <p class={style.must}>{learn('teaching.mustRetry')}</p>}
      {sayings.map((saying) => (
        <div key={saying.about ?? saying.says} class={style.saying}>
          {saying.about !== null && (
            <p class={style.about}>
              {saying.isRight !== null && (
                <span class={saying.isRight ? style.good : style.bad}>
                  <Icon name={saying.isRight ? 'check' : 'cross'} label={learn(saying.isRight ? 'option.right' : 'option.wrong')} />
                </span>
              )}
              <span>{saying.about}</span>
            </p>
          )}
          <p class={style.says}>{saying.says}</p>
        </div>
      ))}
      {isListed && (
        <>
          <p class={style.about}>{learn(question.type === 'short' ? 'teaching.points' : 'teaching.rightAnswer')}</p>
          <List class={style.list}>
            {right.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </List>
        </>
      )}
      <Cites course={course} facts={question.facts} sources={sources} unconfirmed={question.unconfirmed} />
    </section>
  );
}
