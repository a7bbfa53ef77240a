import { useEffect, useState } from 'preact/hooks';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { Cabinet, Waiting } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatBytes, formatMoment } from '../words/dates.ts';
import { h } from '../words/hall.ts';
import { s } from '../words/state.ts';
import type { PageProps } from './lazy-page.tsx';

function nameOf(line: Waiting, catalogue: Catalogue | null): string {
  const body = line.body as { courseId?: string; name?: string };
  if (body.name) return body.name;
  return catalogue?.courses.find((card) => card.id === body.courseId)?.title ?? h('kind.thing');
}

function sayLine(line: Waiting): string {
  if (line.state === 'needsYou' && line.refusal) return s('needsYou', { reason: s(`refusal.${line.refusal.kind}`, { where: line.refusal.where }) });
  return line.state === 'waiting' ? s('waiting') : s('onThisPhone');
}

function Line({ line, cabinet, catalogue }: { line: Waiting; cabinet: Cabinet; catalogue: Catalogue | null }) {
  const [isSure, setSure] = useState(false);
  return (
    <li>
      <Card tone={line.state === 'needsYou' ? 'danger' : undefined}>
        <Stack gap="s">
          <strong>{h(`kind.${line.kind}`, { name: nameOf(line, catalogue) })}</strong>
          <StateWord state={line.state} says={sayLine(line)} />
          <small>{h('phone.since', { moment: formatMoment(line.savedAt) })}</small>
          {line.state === 'needsYou' && !isSure && (
            <Row wrap>
              <Button onClick={() => void cabinet.sendAgain(line.factId)}>{h('phone.sendAgain')}</Button>
              <Button kind="quiet" onClick={() => setSure(true)}>
                {h('phone.letGo')}
              </Button>
            </Row>
          )}
          {isSure && (
            <Stack gap="s">
              <p role="alert">{h('phone.letGoSure')}</p>
              <Row wrap>
                <Button kind="danger" onClick={() => void cabinet.letGoOfRefusal(line.factId)}>
                  {h('phone.letGoYes')}
                </Button>
                <Button kind="quiet" onClick={() => setSure(false)}>
                  {h('phone.letGoNo')}
                </Button>
              </Row>
            </Stack>
          )}
        </Stack>
      </Card>
    </li>
  );
}

/** A file the person can keep, of everything that nobody else has yet. */
async function keepCopy(cabinet: Cabinet): Promise<void> {
  const text = await cabinet.exportWaiting();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'hearth-on-this-phone.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

export function OnThisPhonePage({ cabinet }: PageProps) {
  const lines = useWatched(cabinet.watchWaiting, [cabinet]);
  const kept = useWatched(cabinet.watchKept, [cabinet]);
  const sync = useWatched(cabinet.watchSync, [cabinet]);
  const catalogue = useWatched(cabinet.watchCatalogue, [cabinet]) ?? null;
  const [isPersisted, setPersisted] = useState<boolean | null>(null);
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setPersisted);
  }, []);

  return (
    <Page title={h('phone.title')} lead={h('phone.lead')}>
      <Stack>
        {!lines || !sync ? (
          <Skeleton lines={3} />
        ) : (
          <>
            <p role="status">{lines.length === 0 ? h('phone.none') : h('phone.count', { count: lines.length })}</p>
            {lines.length > 0 && (
              <Row wrap>
                <Button onClick={() => cabinet.sendNow()}>{h('phone.try')}</Button>
                <Button kind="quiet" onClick={() => void keepCopy(cabinet)}>
                  {h('phone.keepCopy')}
                </Button>
              </Row>
            )}
            <ul role="list">
              {lines.map((line) => (
                <Line key={line.factId} line={line} cabinet={cabinet} catalogue={catalogue} />
              ))}
            </ul>
            <p>{sync.pulledAt ? h('phone.lastPull', { moment: formatMoment(sync.pulledAt) }) : h('phone.neverPulled')}</p>
          </>
        )}
        <h2>{h('phone.kept')}</h2>
        {!kept ? (
          <Skeleton lines={3} />
        ) : kept.length === 0 ? (
          <p>{h('phone.keptNone')}</p>
        ) : (
          <ul>
            {kept.map((course) => (
              <li key={`${course.courseId} ${course.version}`}>{h('phone.keptOne', { title: course.title, version: course.version, size: formatBytes(course.bytes) })}</li>
            ))}
          </ul>
        )}
        {isPersisted !== null && <p>{h('phone.storage', { answer: isPersisted ? h('phone.storageYes') : h('phone.storageNo') })}</p>}
        {isPersisted === false && <p>{h('phone.storageWhy')}</p>}
      </Stack>
    </Page>
  );
}
