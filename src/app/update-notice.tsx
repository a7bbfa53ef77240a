import { useEffect, useState } from 'preact/hooks';
import type { Sync } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';
import look from './banners.module.css';
import { acceptUpdate, onUpdateReady } from './worker.ts';

/** As long as one request may take. A reply that has not come by then will be asked for again. */
const REPLY_MS = 15_000;
const LOOK_AGAIN_MS = 1000;

/** A form with words in it, one that was not taken, or a question being answered, is never swapped away. */
function isWriting(): boolean {
  return document.querySelector('form[data-dirty], form [aria-invalid="true"]') !== null;
}

/** Swaps when the reply under way is here and nothing is half written; looks again until then. */
function whenQuiet(sync: Sync, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const began = performance.now();
  const look = () => {
    const isLate = performance.now() - began > REPLY_MS;
    clearTimeout(timer);
    if ((sync.isIdle() || isLate) && !isWriting()) act();
    else timer = setTimeout(look, LOOK_AGAIN_MS);
  };
  look();
  // A room of theirs may still be missing in the new version, which then waits for signal.
  addEventListener('online', look);
  return () => {
    clearTimeout(timer);
    removeEventListener('online', look);
  };
}

/** Says that a new version waits; swaps only when the person agrees. */
export function UpdateNotice({ sync }: { sync: Sync }) {
  const [isReady, setReady] = useState(false);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => onUpdateReady(() => setReady(true)), []);
  useEffect(() => (isAsked ? whenQuiet(sync, acceptUpdate) : undefined), [isAsked]);
  if (!isReady) return null;
  return (
    <Notice tone="info" role="status">
      <Row>
        <span class={look.says}>{isAsked ? h('update.busy') : h('update.says')}</span>
        {!isAsked && (
          <Row>
            <Button onClick={() => setAsked(true)}>{h('update.now')}</Button>
            <Button kind="quiet" onClick={() => setReady(false)}>
              {h('update.later')}
            </Button>
          </Row>
        )}
      </Row>
    </Notice>
  );
}
