import { useEffect, useMemo } from 'preact/hooks';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { CarryOn, latestOpen } from './carry-on.tsx';
import type { DueLists } from './due-lines.ts';
import { dueLists, pathwaysOf } from './due-lines.ts';
import { DueRows, DueSection } from './due-section.tsx';
import { LevelThreeLine } from './level-three-line.tsx';
import { PathwayRow } from './pathway-row.tsx';
import style from './rows.module.css';
import { settleCompletions } from './settle-completions.ts';
import { useLater } from './use-later.ts';
import { useShelf } from './use-shelf.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

function spanOf(minutes: number): string {
  return minutes < 90 ? w('minutes', { count: minutes }) : w('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** The next sitting first: a long total says little at three in the morning. */
function leadOf({ firstShift, next, minutes }: DueLists): string {
  const all = firstShift.length + next.length;
  if (all === 0) return w('home.allDone');
  if (minutes === 0) return w('home.onlySignOff', { count: all });
  if (firstShift.length === 0) return w('home.lead', { count: all, span: spanOf(minutes) });
  return w('home.leadFirst', { count: firstShift.length, first: spanOf(firstShift.reduce((sum, line) => sum + line.minutes, 0)), all, span: spanOf(minutes) });
}

export function HomePage({ cabinet, who }: Props) {
  const { record, catalogue, kept, today, rules, isReading } = useShelf(cabinet, who);
  const lists = useMemo(() => (record && catalogue ? dueLists(record, catalogue, today, rules) : null), [record, catalogue, today, rules]);
  const pathways = useMemo(() => (record && catalogue ? pathwaysOf(record, catalogue, today, rules) : []), [record, catalogue, today, rules]);
  // Attempts may have come from another phone since; one look when the page opens is enough.
  const isReady = Boolean(record && catalogue);
  useEffect(() => {
    if (isReady) void settleCompletions(cabinet, who).catch(() => undefined);
  }, [isReady, cabinet, who.personId]);
  const isMet = record?.told?.some(({ kind }) => kind.startsWith('people.meeting.')) === true;
  const MeetingsLink = useLater(isMet, () => import('./meetings/meetings-link.tsx').then((room) => room.MeetingsLink));
  const isChanged = catalogue?.courses.some((card) => card.history) === true;
  const ChangeTiles = useLater(isChanged, () => import('./changes/change-tiles.tsx').then((room) => room.ChangeTiles));
  const title = w('home.title', { name: who.name });

  if (record === undefined || catalogue === undefined || kept === undefined || isReading) {
    return (
      <Page title={title} lead={w('home.looking')}>
        <Skeleton height="9rem" />
        <Skeleton height="7rem" />
        <Skeleton height="7rem" />
        <Skeleton height="7rem" />
      </Page>
    );
  }
  if (!record || !catalogue || !lists) {
    return (
      <Page title={title}>
        <Notice tone="info" title={w('home.notYet.title')}>
          <p>{w('home.notYet.says')}</p>
        </Notice>
      </Page>
    );
  }
  const open = latestOpen(record);
  return (
    <Page title={title} lead={leadOf(lists)}>
      <Stack gap="l">
        {open && <CarryOn cabinet={cabinet} attempt={open} catalogue={catalogue} isKept={kept.some((entry) => entry.courseId === open.courseId)} />}
        <DueSection title={w('home.firstShift')} lead={w('home.firstShift.lead')} lines={lists.firstShift} kept={kept} />
        <DueSection title={w('home.due')} lines={lists.next} kept={kept} />
        {ChangeTiles && <ChangeTiles record={record} catalogue={catalogue} today={today} rules={rules} />}
        <LevelThreeLine record={record} catalogue={catalogue} today={today} />
        {lists.held.length > 0 && (
          <Disclosure summary={w('home.held', { count: lists.held.length })}>
            <DueRows lines={lists.held} kept={kept} />
          </Disclosure>
        )}
        {pathways.length > 0 && (
          <section class={style.section}>
            <h2>{w('home.pathways')}</h2>
            <ul class={style.list}>
              {pathways.map((progress) => (
                <PathwayRow key={progress.pathway.id} progress={progress} />
              ))}
            </ul>
          </section>
        )}
        <p class={style.plain}>
          <a href="/academy/courses">{w('home.allCourses')}</a>
        </p>
        <p class={style.plain}>
          <a href="/academy/history">{w('home.history')}</a>
        </p>
        {MeetingsLink && <MeetingsLink record={record} today={today} />}
      </Stack>
    </Page>
  );
}
