import { useState } from 'preact/hooks';
import type { Given } from '../shared/training/attempt.ts';
import type { Course } from '../shared/training/course.ts';
import type { Answer, Question } from '../shared/training/question.ts';
import type { Source } from '../shared/training/source.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { learn } from '../words/learning.ts';
import { s } from '../words/state.ts';
import type { SaveFault } from './attempt-facts.ts';
import style from './player.module.css';
import { QuestionAsked } from './questions/question-asked.tsx';
import { SaveFaultNotice } from './save-fault-notice.tsx';
import { TeachingPanel } from './teaching-panel.tsx';

type Props = {
  course: Course;
  question: Question;
  attemptId: string;
  /** All tries at this question, oldest first. */
  tries: readonly Given[];
  /** Safety-critical and not yet right: it is taught, then tried again before going on. */
  mustRetry: boolean;
  sources: readonly Source[];
  busy: boolean;
  fault: SaveFault | null;
  onAnswer: (answer: Answer) => void;
};

export function QuestionScreen({ course, question, attemptId, tries, mustRetry, sources, busy, fault, onAnswer }: Props) {
  const [triesBefore] = useState(tries.length);
  // An attempt opened again on a question that must be right asks it again at once.
  const [retryOf, setRetryOf] = useState(mustRetry ? tries.length : 0);
  const last = tries.at(-1);
  const isAsked = last === undefined || retryOf === tries.length;
  const isJustSaved = !isAsked && tries.length > triesBefore;
  return (
    <section class={style.screen}>
      <h2 tabIndex={-1} class={style.heading}>
        {question.prompt}
      </h2>
      {question.star && (
        <p class={style.star}>
          <Icon name="star" />
          {learn('question.star')}
        </p>
      )}
      {isAsked && last !== undefined && <p class={style.paragraph}>{learn('question.again')}</p>}
      <QuestionAsked
        key={`${question.id} ${isAsked ? tries.length : tries.length - 1}`}
        question={question}
        seed={`${attemptId} ${question.id}`}
        given={isAsked ? null : (last?.answer ?? null)}
        busy={busy}
        onAnswer={onAnswer}
      />
      {fault && <SaveFaultNotice fault={fault} />}
      <div role="status" class={style.saved}>
        {isJustSaved && <StateWord state="saved" says={s('saved')} />}
      </div>
      {!isAsked && last && (
        <TeachingPanel key={tries.length} course={course} question={question} answer={last.answer} sources={sources} mustRetry={mustRetry} takesFocus={isJustSaved} />
      )}
      {!isAsked && mustRetry && (
        <Button kind="primary" full onClick={() => setRetryOf(tries.length)}>
          {learn('question.tryAgain')}
        </Button>
      )}
    </section>
  );
}
