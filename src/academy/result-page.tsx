import { standingFor } from '../shared/training/person-record.ts';
import { courseForPart } from '../shared/training/changed-part.ts';
import { spanOf } from '../shared/training/span.ts';
import { findModule } from '../shared/training/course-parts.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { learn } from '../words/learning.ts';
import { AnswerReview } from './answer-review.tsx';
import { givenIn } from './attempt-facts.ts';
import { dueFor } from './due-lines.ts';
import { NextStep } from './next-step.tsx';
import { ScoreLine } from './score-line.tsx';
import style from './rows.module.css';
import { useLoaded } from './use-loaded.ts';
import { useShelf } from './use-shelf.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; attemptId: string };

export function ResultPage({ cabinet, who, attemptId }: Props) {
  const { record, catalogue, today, rules, isReading } = useShelf(cabinet, who);
  const attempt = record?.attempts.find((entry) => entry.attemptId === attemptId);
  const given = useLoaded(() => givenIn(cabinet, attemptId), [cabinet, attemptId]);
  const { courseId, courseVersion } = attempt ?? {};
  const course = useLoaded(async () => (courseId === undefined ? null : cabinet.course(courseId, courseVersion)), [cabinet, courseId, courseVersion]);

  if (record === undefined || catalogue === undefined || course === undefined || given === undefined || isReading) {
    return (
      <Page title={learn('result.title')} back={{ href: '/academy', label: learn('back.home') }}>
        <Skeleton height="10rem" />
        <Skeleton height="16rem" />
      </Page>
    );
  }
  const card = catalogue?.courses.find((entry) => entry.id === courseId);
  if (!record || !catalogue || !attempt?.finished || !card) {
    return (
      <Page title={learn('result.title')} back={{ href: '/academy', label: learn('back.home') }}>
        <Notice tone="info" title={learn('result.notHere')}>
          <p>{attempt && !attempt.finished ? learn('result.stillOpen') : w('home.notYet.says')}</p>
        </Notice>
      </Page>
    );
  }
  const due = dueFor(record, catalogue, card.id, today, rules);
  const standing = standingFor(record, card, due, today, rules);
  const isChange = spanOf(attempt.moduleId) !== null;
  const part = course && courseForPart(course, attempt.moduleId, card.history, { part: learn('changed.title'), intro: learn('changed.intro') });
  const module = part && findModule(part, attempt.moduleId);
  return (
    <Page title={module?.title ?? learn('result.title')} back={{ href: `/academy/courses/${card.id}`, label: card.title }}>
      <Stack gap="l">
        <ScoreLine cabinet={cabinet} attempt={attempt} finished={attempt.finished} passMark={course?.passMark ?? card.passMark} isQuiz={!isChange && module?.kind !== 'lesson'} />
        <NextStep attempt={attempt} card={card} record={record} standing={standing} name={record.name || who.name} />
        {course && module && given.length > 0 && (
          <section class={style.section}>
            <h2>{learn('result.answers')}</h2>
            <AnswerReview course={course} module={module} given={given} sources={catalogue.sources} />
          </section>
        )}
      </Stack>
    </Page>
  );
}
