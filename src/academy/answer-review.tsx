import type { Given } from '../shared/training/attempt.ts';
import type { Course, Module } from '../shared/training/course.ts';
import { questionsOf } from '../shared/training/course.ts';
import type { Source } from '../shared/training/source.ts';
import { Card } from '../ui/card.tsx';
import { learn } from '../words/learning.ts';
import { answerLines } from './answer-lines.ts';
import style from './rows.module.css';
import { TeachingPanel } from './teaching-panel.tsx';

/** Every question with every try at it: what was answered, what is right, and why. */
export function AnswerReview({ course, module, given, sources }: { course: Course; module: Module; given: readonly Given[]; sources: readonly Source[] }) {
  return (
    <ol class={style.list}>
      {questionsOf(module).map((questionId) => {
        const question = course.questions.find((entry) => entry.id === questionId);
        const tries = given.filter((entry) => entry.questionId === questionId).sort((left, right) => left.tryNumber - right.tryNumber);
        const last = tries.at(-1);
        if (!question || !last) return null;
        return (
          <li key={questionId}>
            <Card>
              <div class={style.section}>
                <p class={style.title}>{question.prompt}</p>
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
            </Card>
          </li>
        );
      })}
    </ol>
  );
}
