import { useState } from 'preact/hooks';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { AttachmentLeft, Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatBytes, formatMoment } from '../words/dates.ts';
import { h } from '../words/hall.ts';
import { s } from '../words/state.ts';
import { focusHeading, useHeldFocus } from './hold-focus.ts';
import look from './waiting-list.module.css';

function Stuck({ photo, cabinet }: { photo: AttachmentLeft; cabinet: Cabinet }) {
  const [isSure, setSure] = useState(false);
  const part = useHeldFocus<HTMLDivElement>(isSure);
  const act = (which: 'tryAgain' | 'letGo') => {
    focusHeading();
    void cabinet.attachments().then((attachments) => attachments[which](photo.sha256));
  };
  return (
    <div ref={part} tabIndex={-1}>
      <Stack gap="s">
        {isSure && <p role="alert">{h('phone.photoGoSure')}</p>}
        {isSure ? (
          <Row>
            <Button kind="danger" onClick={() => act('letGo')}>
              {h('phone.letGoYes')}
            </Button>
            <Button kind="quiet" onClick={() => setSure(false)}>
              {h('phone.letGoNo')}
            </Button>
          </Row>
        ) : (
          <Row>
            <Button onClick={() => act('tryAgain')}>{h('phone.photoAgain')}</Button>
            <Button kind="quiet" onClick={() => setSure(true)}>
              {h('phone.letGo')}
            </Button>
          </Row>
        )}
      </Stack>
    </div>
  );
}

function PhotoLeft({ photo, cabinet, catalogue }: { photo: AttachmentLeft; cabinet: Cabinet; catalogue: Catalogue | null }) {
  const course = catalogue?.courses.find((entry) => entry.id === photo.courseId)?.title;
  const needsYou = photo.state === 'needsYou';
  const says = needsYou && photo.refusal ? s('needsYou', { reason: s(`refusal.${photo.refusal}`) }) : s('onThisPhone');
  return (
    <li>
      <Card tone={needsYou ? 'danger' : 'plain'}>
        <Stack gap="s">
          <strong>{course ? h('phone.photo', { course }) : h('phone.photoOther')}</strong>
          <span class={look.state}>
            <StateWord state={photo.state} says={says} />
          </span>
          <small>
            {formatBytes(photo.bytes)} · {h('phone.since', { moment: formatMoment(photo.madeAt) })}
          </small>
          {needsYou && <Stuck photo={photo} cabinet={cabinet} />}
        </Stack>
      </Card>
    </li>
  );
}

/** What is attached and not with the server yet: its words may have been delivered already. */
export function PhotosLeft({ cabinet, catalogue }: { cabinet: Cabinet; catalogue: Catalogue | null }) {
  const left = useWatched<AttachmentLeft[]>(
    (tell) => {
      let stop: (() => void) | null = null;
      let isOver = false;
      void cabinet.attachments().then((attachments) => {
        if (!isOver) stop = attachments.watchLeft(tell);
      });
      return () => {
        isOver = true;
        stop?.();
      };
    },
    [cabinet],
  );
  if (!left || left.length === 0) return null;
  return (
    <Stack gap="s">
      <h2>{h('phone.photos', { count: left.length })}</h2>
      <ul class={`plain-list ${look.list}`}>
        {left.map((photo) => (
          <PhotoLeft key={photo.sha256} photo={photo} cabinet={cabinet} catalogue={catalogue} />
        ))}
      </ul>
    </Stack>
  );
}
