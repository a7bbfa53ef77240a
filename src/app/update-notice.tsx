import { useEffect, useState } from 'preact/hooks';
import type { SyncState } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row } from '../ui/stack.tsx';
import { w } from '../words/app.ts';
import { acceptUpdate, onUpdateReady } from './worker.ts';

/** Is someone writing? A form with words in it, or a question being answered, is never swapped away. */
function isWriting(): boolean {
  return document.querySelector('form[data-dirty="true"]') !== null;
}

/** Says that a new version waits; swaps only when the person agrees and nothing is being written. */
export function UpdateNotice({ sync }: { sync: SyncState | undefined }) {
  const [isReady, setReady] = useState(false);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => onUpdateReady(() => setReady(true)), []);
  useEffect(() => {
    if (isAsked && !sync?.isSending && !isWriting()) acceptUpdate();
  }, [isAsked, sync?.isSending]);
  if (!isReady) return null;
  return (
    <Notice tone="info" role="status">
      <Row wrap>
        <span>{isAsked ? w('update.busy') : w('update.says')}</span>
        {!isAsked && <Button onClick={() => setAsked(true)}>{w('update.now')}</Button>}
        {!isAsked && (
          <Button kind="quiet" onClick={() => setReady(false)}>
            {w('update.later')}
          </Button>
        )}
      </Row>
    </Notice>
  );
}
