import { useMemo } from 'preact/hooks';
import { countedDay } from '../shared/training/claimed-time.ts';
import { standingFor, toldOf } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { formatDay } from '../words/dates.ts';
import { learn } from '../words/learning.ts';
import { AttemptList } from './attempt-list.tsx';
import { Certificate } from './certificate.tsx';
import { CourseAbout } from './course-about.tsx';
import { CourseModules } from './course-modules.tsx';
import { lastCompletion, withoutTakenBack } from './course-progress.ts';
import { dueFor } from './due-lines.ts';
import { NotKept } from './not-kept.tsx';
import { PracticalPart } from './practical-part.tsx';
import style from './rows.module.css';
import { StandingLine } from './standing-line.tsx';
import { useLater } from './use-later.ts';
import { useLoaded } from './use-loaded.ts';
import { useShelf } from './use-shelf.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; courseId: string };

export function CoursePage({ cabinet, who, courseId }: Props) {
  const { record, catalogue, kept, today, rules, isReading } = useShelf(cabinet, who);
  const keptVersion = kept?.find((entry) => entry.courseId === courseId)?.version;
  const course = useLoaded(() => cabinet.course(courseId), [cabinet, courseId, keptVersion]);
  const card = catalogue?.courses.find((entry) => entry.id === courseId);
  const standing = useMemo(
    () => (record && catalogue && card ? standingFor(record, card, dueFor(record, catalogue, courseId, today, rules), today, rules) : null),
    [record, catalogue, card, courseId, today, rules],
  );
  const CourseChange = useLater(Boolean(card?.history), () => import('./changes/course-change.tsx').then((room) => room.CourseChange));
  const back = { href: '/academy', label: learn('back.home') };

  if (record === undefined || catalogue === undefined || kept === undefined || course === undefined || isReading) {
    return (
      <Page title={card?.title ?? learn('course.title')} back={back}>
        <Skeleton height="6rem" />
        <Skeleton height="14rem" />
      </Page>
    );
  }
  if (!card || !record || !catalogue || !standing) {
    return (
      <Page title={learn('course.title')} back={back}>
        <Notice tone="info" title={learn('course.notHere')}>
          <p>{w('home.notYet.says')}</p>
        </Notice>
      </Page>
    );
  }
  const takenBack = toldOf(record, 'training.completion.revoked').filter((fact) => fact.body.courseId === courseId);
  const completion = lastCompletion(withoutTakenBack(record), courseId);
  const attempts = record.attempts.filter((attempt) => attempt.courseId === courseId);
  return (
    <Page title={card.title} lead={card.summary} back={back}>
      <Stack gap="l">
        <StandingLine standing={standing} isFull />
        {CourseChange && <CourseChange record={record} catalogue={catalogue} card={card} standing={standing} today={today} rules={rules} />}
        {!course && <NotKept cabinet={cabinet} courseId={courseId} bytes={card.bytes + card.mediaBytes} />}
        <CourseModules card={card} record={record} standing={standing} isKept={course !== null} />
        {card.practical && <PracticalPart practical={card.practical} record={record} courseId={courseId} standing={standing} today={today} />}
        {takenBack.map((fact) => (
          <Notice key={fact.factId} tone="warn" title={learn('certificate.takenBack', { day: formatDay(countedDay(fact)) })}>
            <p dir="auto">{fact.body.rationale}</p>
          </Notice>
        ))}
        {completion && standing.word !== 'awaitingSignOff' && <Certificate card={card} completion={completion} standing={standing} name={record.name || who.name} />}
        <CourseAbout card={card} course={course} sources={catalogue.sources} />
        <section class={style.section}>
          <h2>{learn('course.attempts')}</h2>
          {attempts.length === 0 ? <p class={style.plain}>{learn('course.noAttempts')}</p> : <AttemptList cabinet={cabinet} attempts={attempts} catalogue={catalogue} />}
        </section>
      </Stack>
    </Page>
  );
}
