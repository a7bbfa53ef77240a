import { useEffect, useState } from 'preact/hooks';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Cabinet, KeptCourse, SyncState } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatBytes, formatMoment } from '../words/dates.ts';
import { h } from '../words/hall.ts';
import { keepCopy } from './keep-copy.ts';
import type { PageProps } from './lazy-page.tsx';
import { PhotosLeft } from './photos-left.tsx';
import { isFullNow } from './is-full.ts';
import { FullPhone, NeverArrived } from './phone-troubles.tsx';
import look from './waiting-list.module.css';
import { WaitingList } from './waiting-list.tsx';

function KeptCourses({ kept }: { kept: readonly KeptCourse[] }) {
  if (kept.length === 0) return <p>{h('phone.keptNone')}</p>;
  const bytes = kept.reduce((sum, course) => sum + course.bytes, 0);
  return (
    <Disclosure summary={h('phone.kept', { count: kept.length, size: formatBytes(bytes) })}>
      <ul class={`plain-list ${look.kept}`}>
        {kept.map((course) => (
          <li key={`${course.courseId} ${course.version}`}>
            <a href={`/academy/courses/${course.courseId}`}>{course.title}</a> <small>{formatBytes(course.bytes)}</small>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** A press that cannot help yet must not look as if nothing had heard it. */
function TryNow({ cabinet, sync }: { cabinet: Cabinet; sync: SyncState }) {
  const [isAsked, setAsked] = useState(false);
  const press = () => {
    setAsked(true);
    cabinet.sendNow();
  };
  return (
    <>
      <Row>
        <Button busy={sync.isSending} onClick={press}>
          {h('phone.try')}
        </Button>
        <Button kind="quiet" onClick={() => void keepCopy(cabinet)}>
          {h('phone.keepCopy')}
        </Button>
      </Row>
      <p role="status" class={look.tried}>
        {isAsked && !sync.isSending && sync.signal === 'offline' && h('phone.stillNoSignal')}
      </p>
    </>
  );
}

export function OnThisPhonePage({ cabinet, who }: PageProps) {
  const lines = useWatched(cabinet.watchWaiting, [cabinet]);
  const kept = useWatched(cabinet.watchKept, [cabinet]);
  const sync = useWatched(cabinet.watchSync, [cabinet]);
  const catalogue = useWatched(cabinet.watchCatalogue, [cabinet]) ?? null;
  const record = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(who.personId, tell), [cabinet, who.personId]) ?? null;
  const [isPersisted, setPersisted] = useState<boolean | null>(null);
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setPersisted);
  }, []);

  // What was never saved, or never arrived, is said above: nothing beside it may say otherwise.
  const isAllDelivered = !sync?.missing && sync?.full?.isSaved !== false;

  return (
    <Page title={h('phone.title')} lead={h('phone.lead')}>
      <Stack>
        {!lines || !sync || !kept ? (
          <Skeleton height="16rem" />
        ) : (
          <>
            {isFullNow(sync.full) && <FullPhone full={sync.full} />}
            <NeverArrived cabinet={cabinet} personId={who.personId} missing={sync.missing ?? 0} />
            <div class={look.head}>
              {lines.length === 0 && !sync.attachmentsLeft ? (
                <Notice tone="good" role="status">
                  {h(isAllDelivered ? 'phone.none' : 'phone.noneWaiting')}
                </Notice>
              ) : (
                <>
                  <p role="status">
                    <strong>{h('phone.count', { count: lines.length })}</strong>
                  </p>
                  <TryNow cabinet={cabinet} sync={sync} />
                </>
              )}
            </div>
            <WaitingList lines={lines} cabinet={cabinet} record={record} catalogue={catalogue} />
            {(sync.attachmentsLeft ?? 0) > 0 && <PhotosLeft cabinet={cabinet} catalogue={catalogue} />}
            <p>{sync.pulledAt ? h('phone.lastPull', { moment: formatMoment(sync.pulledAt) }) : h('phone.neverPulled')}</p>
            <KeptCourses kept={kept} />
            {isPersisted !== null && <p>{isPersisted ? h('phone.storageYes') : h('phone.storageNo')}</p>}
          </>
        )}
      </Stack>
    </Page>
  );
}
