import { useState } from 'preact/hooks';
import { courseForPart } from '../shared/training/changed-part.ts';
import { spanOf } from '../shared/training/span.ts';
import { findModule } from '../shared/training/course-parts.ts';
import type { Course, Module } from '../shared/training/course.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { learn } from '../words/learning.ts';
import { courseToStart, givenIn } from './attempt-facts.ts';
import { openAttempt } from './course-progress.ts';
import { NotKept } from './not-kept.tsx';
import { Player } from './player.tsx';
import { resumeAt } from './resume.ts';
import { StartPanel } from './start-panel.tsx';
import { useLoaded } from './use-loaded.ts';
import { useCatalogue } from './use-shelf.ts';
import type { OpenPlay } from './use-player.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; courseId: string; moduleId: string };
type Found = { course: Course; module: Module; play: OpenPlay | null };

/** What changed is read in the newest version, as soon as that is on this phone. */
async function courseFor(cabinet: Cabinet, personId: string, courseId: string, moduleId: string, openVersion: number | undefined): Promise<Course | null> {
  const span = spanOf(moduleId);
  if (!span) return openVersion === undefined ? courseToStart(cabinet, personId, courseId) : cabinet.course(courseId, openVersion);
  const [course, catalogue] = await Promise.all([cabinet.course(courseId, openVersion), cabinet.catalogue()]);
  const card = catalogue?.courses.find((entry) => entry.id === courseId);
  return course && course.version >= span.version ? courseForPart(course, moduleId, card?.history, { part: learn('changed.title'), intro: learn('changed.intro') }) : null;
}

/** The attempt that is open, in the version it was begun with, or the version to begin with. */
async function find(cabinet: Cabinet, who: SignedIn, courseId: string, moduleId: string): Promise<Found | null> {
  const record = await cabinet.person(who.personId);
  const open = record && openAttempt(record, courseId, moduleId);
  const course = await courseFor(cabinet, who.personId, courseId, moduleId, open?.courseVersion);
  const module = course && findModule(course, moduleId);
  if (!module) return null;
  if (!open) return { course, module, play: null };
  const [given, place] = await Promise.all([givenIn(cabinet, open.attemptId), cabinet.place(open.attemptId)]);
  const startsAt = resumeAt(course, module, given, place?.screenId ?? null);
  return { course, module, play: { course, module, attemptId: open.attemptId, given, startsAt } };
}

export function ModulePage({ cabinet, who, go, courseId, moduleId }: Props) {
  const found = useLoaded(() => find(cabinet, who, courseId, moduleId), [cabinet, who.personId, courseId, moduleId]);
  const catalogue = useCatalogue(cabinet);
  const [begun, setBegun] = useState<OpenPlay | null>(null);
  const card = catalogue?.courses.find((entry) => entry.id === courseId);
  const courseHref = `/academy/courses/${courseId}`;
  const back = { href: courseHref, label: found?.course.title ?? card?.title ?? learn('back.course') };
  const title = found?.module.title ?? card?.modules.find((entry) => entry.id === moduleId)?.title ?? learn('module.title');

  if (found === undefined || catalogue === undefined) {
    return (
      <Page title={title} back={back} compact>
        <Skeleton height="24rem" />
      </Page>
    );
  }
  if (found === null) {
    return (
      <Page title={title} back={back} compact>
        <NotKept cabinet={cabinet} courseId={courseId} bytes={card ? card.bytes + card.mediaBytes : null} />
      </Page>
    );
  }
  const play = begun?.module.id === moduleId && begun.course.id === courseId ? begun : found.play;
  return (
    <Page title={title} back={back} compact>
      {play ? (
        <Player key={play.attemptId} cabinet={cabinet} who={who} play={play} catalogue={catalogue} onFinished={() => go(`/academy/attempts/${play.attemptId}`)} />
      ) : (
        <StartPanel
          cabinet={cabinet}
          course={found.course}
          module={found.module}
          onStarted={(attemptId) => setBegun({ course: found.course, module: found.module, attemptId, given: [], startsAt: 0, isJustBegun: true })}
        />
      )}
    </Page>
  );
}
