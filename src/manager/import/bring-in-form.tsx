import { useEffect, useRef } from 'preact/hooks';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { w } from '../../words/import.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { UNVERIFIED_PATH } from '../paths.ts';
import type { Finished as FinishedWork, ImportWork } from './use-import.ts';

/** The one step that records anything. */
export function BringIn({ work }: { work: ImportWork }) {
  const { dry, isJudged, going, finished, start } = work;
  if (going !== null) return <ProgressBar value={going.done} max={going.of} label={w('act.busy', { done: going.done, of: going.of })} />;
  const ready = dry?.proposals.filter((proposal) => proposal.refused === null).length ?? 0;
  return (
    <Stack gap="m">
      {finished?.fault && (
        <>
          <FaultNotice fault={finished.fault} />
          <p>{w('act.stopped', { done: finished.done, of: finished.of })}</p>
        </>
      )}
      {ready > 0 && (
        <>
          <Notice tone="info">{w('act.what')}</Notice>
          <div>
            <Button busy={!isJudged} onClick={() => void start()}>
              {w('act', { count: ready })}
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}

export function Finished({ cabinet, finished }: { cabinet: Cabinet; finished: FinishedWork }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <Stack gap="m">
      <div ref={box} tabIndex={-1} role="status">
        <Notice tone="good" title={w('done.title', { count: finished.done })}>
          {w('done')}
        </Notice>
      </div>
      <StateWord state="saved" says={s('saved')} />
      {finished.lastId !== null && <DeliveryWord cabinet={cabinet} about={finished.lastId} />}
      <div>
        <LinkButton href={UNVERIFIED_PATH}>{w('done.next')}</LinkButton>
      </div>
    </Stack>
  );
}
