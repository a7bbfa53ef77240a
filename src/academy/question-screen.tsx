import { useRef, useState } from 'preact/hooks';
import type { Given } from '../shared/training/attempt.ts';
import type { Course } from '../shared/training/course.ts';
import type { Question } from '../shared/training/question.ts';
import type { Answer } from '../shared/training/answer.ts';
import type { Source } from '../shared/training/source.ts';
import { Icon } from '../ui/icon.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { learn } from '../words/learning.ts';
import { s } from '../words/state.ts';
import { MoveBar } from './move-bar.tsx';
import style from './player.module.css';
import { QuestionAsked } from './questions/question-asked.tsx';
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
  /** Nothing is kept, so nothing is called saved. */
  isPreview?: boolean | undefined;
  busy: boolean;
  onAnswer: (answer: Answer) => void;
};

export function QuestionScreen({ course, question, attemptId, tries, mustRetry, sources, isPreview, busy, onAnswer }: Props) {
  const [triesBefore] = useState(tries.length);
  // An attempt opened again on a question that must be right asks it again at once.
  const [retryOf, setRetryOf] = useState(mustRetry ? tries.length : 0);
  const last = tries.at(-1);
  const isAsked = last === undefined || retryOf === tries.length;
  const prompt = useRef<HTMLHeadingElement>(null);
  const tryAgain = () => {
    setRetryOf(tries.length);
    prompt.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  const isJustSaved = !isAsked && tries.length > triesBefore;
  return (
    <section class={style.screen}>
      <h2 ref={prompt} tabIndex={-1} class={style.prompt}>
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
      <div role="status" class={style.saved}>
        {isJustSaved && !isPreview && <StateWord state="saved" says={s('saved')} />}
      </div>
      {!isAsked && last && (
        <TeachingPanel key={tries.length} course={course} question={question} answer={last.answer} sources={sources} mustRetry={mustRetry} takesFocus={isJustSaved} />
      )}
      {!isAsked && mustRetry && <MoveBar says={learn('question.tryAgain')} onMove={tryAgain} />}
    </section>
  );
}
