import type { Given } from '../shared/training/attempt.ts';
import type { Course, Module } from '../shared/training/course.ts';
import { questionsOf } from '../shared/training/course-parts.ts';
import type { Source } from '../shared/training/source.ts';
import { markAnswer } from '../shared/training/mark.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { learn } from '../words/learning.ts';
import { answerLines } from './answer-lines.ts';
import style from './rows.module.css';
import { TeachingPanel } from './teaching-panel.tsx';

const ICONS = { right: 'check', wrong: 'cross', unmarked: 'pen' } as const;

/** Every question with its mark on one line; opened, every try at it, what is right, and why. */
export function AnswerReview({ course, module, given, sources }: { course: Course; module: Module; given: readonly Given[]; sources: readonly Source[] }) {
  return (
    <ol class={style.review}>
      {questionsOf(module).map((questionId) => {
        const question = course.questions.find((entry) => entry.id === questionId);
        const tries = given.filter((entry) => entry.questionId === questionId).sort((left, right) => left.tryNumber - right.tryNumber);
        const last = tries.at(-1);
        if (!question || !tries[0] || !last) return null;
        // The first try is what counted.
        const mark = markAnswer(question, tries[0].answer);
        return (
          <li key={questionId}>
            <Disclosure
              summary={
                <span class={style.summary}>
                  <span class={style[mark]}>
                    <Icon name={ICONS[mark]} />
                    {learn(mark === 'unmarked' ? 'review.yourWords' : `mark.${mark}`)}
                  </span>
                  <span class={style.asked}>{question.prompt}</span>
                </span>
              }
            >
              <div class={style.section}>
                {tries.map((entry) => (
                  <div key={entry.tryNumber}>
                    <p class={style.soft}>{tries.length > 1 ? learn('review.try', { number: entry.tryNumber }) : learn('review.given')}</p>
                    <ul>
                      {answerLines(question, entry.answer).map((line) => (
                        <li key={line}>{line}</li>
                      ))}
                    </ul>
                  </div>
                ))}
                <TeachingPanel course={course} question={question} answer={last.answer} sources={sources} mustRetry={false} takesFocus={false} />
              </div>
            </Disclosure>
          </li>
        );
      })}
    </ol>
  );
}
