import { useState } from 'preact/hooks';
import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row } from '../ui/stack.tsx';
import { w } from '../words/app.ts';
import look from './banners.module.css';
import { DownloadLine } from './download-line.tsx';
import { isFullNow } from './is-full.ts';

/** Ten minutes: beyond this the clock is called wrong (REQ-4). */
const CLOCK_WRONG_MS = 10 * 60 * 1000;

function sayAmount(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 90) return w('banner.minutes', { count: minutes });
  if (minutes < 48 * 60) return w('banner.hours', { count: Math.round(minutes / 60) });
  return w('banner.days', { count: Math.round(minutes / 1440) });
}

/** Said once for each time the signal goes; the header goes on saying it after this is put away. */
function NoSignal({ waiting }: { waiting: number }) {
  const [isAway, setAway] = useState(false);
  if (isAway) return null;
  return (
    <Notice tone="info">
      <Row>
        <span class={look.says}>{w('banner.noSignal', { count: waiting })}</span>
        <Button kind="quiet" onClick={() => setAway(true)}>
          {w('banner.hide')}
        </Button>
      </Row>
    </Notice>
  );
}

/** At most one banner at a time, the most pressing first. */
export function Banners({ state, cabinet, canPush }: { state: SyncState; cabinet: Cabinet; canPush: boolean }) {
  if (state.needsSignIn) {
    return (
      <Notice tone="warn">
        <Row wrap>
          <span>{canPush ? w('banner.signInNews') : w('banner.signIn')}</span>
          <LinkButton href="/sign-in">{w('banner.signInAct')}</LinkButton>
        </Row>
      </Notice>
    );
  }
  // A full phone is said already, and two notices would leave no page to see.
  if (state.signal === 'offline') return isFullNow(state.full) ? null : <NoSignal waiting={state.waiting - state.refused} />;
  if (state.clockOffset !== null && Math.abs(state.clockOffset) > CLOCK_WRONG_MS) return <Notice tone="warn">{w('banner.clock', { amount: sayAmount(state.clockOffset) })}</Notice>;
  return <DownloadLine cabinet={cabinet} downloads={state.downloads} />;
}
