import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row } from '../ui/stack.tsx';
import { w } from '../words/app.ts';
import { DownloadLine } from './download-line.tsx';

/** Ten minutes: beyond this the clock is called wrong (REQ-4). */
const CLOCK_WRONG_MS = 10 * 60 * 1000;

function sayAmount(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 90) return w('banner.minutes', { count: minutes });
  if (minutes < 48 * 60) return w('banner.hours', { count: Math.round(minutes / 60) });
  return w('banner.days', { count: Math.round(minutes / 1440) });
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
  if (state.signal === 'offline') return <Notice tone="info">{w('banner.noSignal', { count: state.waiting })}</Notice>;
  if (state.clockOffset !== null && Math.abs(state.clockOffset) > CLOCK_WRONG_MS) return <Notice tone="warn">{w('banner.clock', { amount: sayAmount(state.clockOffset) })}</Notice>;
  return <DownloadLine cabinet={cabinet} downloads={state.downloads} />;
}
