import { useState } from 'preact/hooks';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { learn } from '../words/learning.ts';
import { formatBytes } from '../words/dates.ts';
import { CourseRow } from './course-row.tsx';
import style from './rows.module.css';
import { useShelf } from './use-shelf.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Every course, and which of them open without signal. */
export function CoursesPage({ cabinet, who }: Props) {
  const { catalogue, kept } = useShelf(cabinet, who);
  const [asked, setAsked] = useState<readonly string[]>([]);
  const back = { href: '/academy', label: learn('back.home') };
  if (catalogue === undefined || kept === undefined) {
    return (
      <Page title={learn('courses.title')} back={back}>
        <Skeleton height="10rem" />
        <Skeleton height="10rem" />
        <Skeleton height="10rem" />
      </Page>
    );
  }
  const keep = (courseId: string) => {
    setAsked((before) => [...before, courseId]);
    void cabinet.keep(courseId);
  };
  const letGo = (courseId: string) => {
    setAsked((before) => before.filter((entry) => entry !== courseId));
    void cabinet.letGo(courseId);
  };
  const bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <Page title={learn('courses.title')} lead={kept.length > 0 ? learn('courses.lead', { count: kept.length, size: formatBytes(bytes) }) : learn('courses.leadNone')} back={back}>
      <Stack gap="m">
        {(catalogue?.courses.length ?? 0) === 0 && (
          <Notice tone="info" title={w('home.notYet.title')}>
            <p>{w('home.notYet.says')}</p>
          </Notice>
        )}
        <ul class={style.list}>
          {catalogue?.courses.map((card) => (
            <CourseRow key={card.id} card={card} kept={kept.find((entry) => entry.courseId === card.id)} isAsked={asked.includes(card.id)} onKeep={keep} onLetGo={letGo} />
          ))}
        </ul>
      </Stack>
    </Page>
  );
}
