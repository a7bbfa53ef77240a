import type { Catalogue } from '../shared/training/catalogue.ts';
import { spanOf } from '../shared/training/span.ts';
import { findModule } from '../shared/training/course-parts.ts';
import type { AttemptRecord, PersonRecord } from '../shared/training/person-record.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Card } from '../ui/card.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/academy.ts';
import { givenIn } from './attempt-facts.ts';
import { momentOf } from './course-progress.ts';
import { resumeAt } from './resume.ts';
import style from './rows.module.css';
import { useLoaded } from './use-loaded.ts';

/** What changed has a tile of its own. */
export function latestOpen(record: PersonRecord): AttemptRecord | null {
  const open = record.attempts.filter((attempt) => attempt.finished === null && spanOf(attempt.moduleId) === null);
  return open.reduce<AttemptRecord | null>((latest, attempt) => (!latest || momentOf(attempt) > momentOf(latest) ? attempt : latest), null);
}

async function placeIn(cabinet: Cabinet, attempt: AttemptRecord): Promise<{ at: number; of: number } | null> {
  const course = await cabinet.course(attempt.courseId, attempt.courseVersion);
  const module = course && findModule(course, attempt.moduleId);
  if (!module) return null;
  const [given, place] = await Promise.all([givenIn(cabinet, attempt.attemptId), cabinet.place(attempt.attemptId)]);
  const of = module.screens.length;
  return { at: Math.min(resumeAt(course, module, given, place?.screenId ?? null) + 1, of), of };
}

/** The way back to what was left open, one tap from the first screen. */
export function CarryOn({ cabinet, attempt, catalogue, isKept }: { cabinet: Cabinet; attempt: AttemptRecord; catalogue: Catalogue; isKept: boolean }) {
  const place = useLoaded(() => placeIn(cabinet, attempt), [cabinet, attempt.attemptId, isKept]);
  const card = catalogue.courses.find((entry) => entry.id === attempt.courseId);
  const module = card?.modules.find((entry) => entry.id === attempt.moduleId);
  return (
    <Card tone="accent">
      <Stack gap="s">
        <h2 class={style.title}>{w('home.carryOn')}</h2>
        <p class={style.plain}>{w('home.part', { course: card?.title ?? '', module: module?.title ?? '' })}</p>
        {place === undefined && <Skeleton height="2.28rem" />}
        {place === null && <ProgressBar value={0} max={1} label={w('kept.no')} />}
        {place && <ProgressBar value={place.at} max={place.of} label={w('home.screen', { at: place.at, of: place.of })} />}
        <LinkButton kind="primary" full href={`/academy/courses/${attempt.courseId}/modules/${attempt.moduleId}`}>
          {w('home.continue')}
        </LinkButton>
      </Stack>
    </Card>
  );
}
