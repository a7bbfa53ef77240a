import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { Desk } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { State } from './session.ts';
import { useSession } from './use-session.ts';

type GateProps = { inbox: Inbox; title: string; back?: { href: string; label: string }; children: (desk: Desk, refused: State & { is: 'open' }) => ComponentChildren };

/** Stands before every page of this room: nothing is shown before its person has shown that they are here. */
export function InboxGate({ inbox, title, back, children }: GateProps) {
  const state = useSession(inbox);
  if (state.is === 'open') return <>{children(state.desk, state)}</>;
  return (
    <Page title={title} {...(back ? { back } : {})}>
      {state.is === 'looking' && <Skeleton lines={4} />}
      {state.is === 'shut' && <Shut inbox={inbox} state={state} />}
      {state.is === 'locked' && <Locked inbox={inbox} state={state} />}
    </Page>
  );
}

function Shut({ inbox, state }: { inbox: Inbox; state: Extract<State, { is: 'shut' }> }) {
  const isFault = state.why !== 'none' && state.why !== 'noSignal';
  return (
    <Stack>
      <Notice tone={isFault ? 'danger' : 'info'} role="alert" title={w(isFault ? 'shut.fault' : 'shut.title')}>
        <p>{w(`shut.${state.why}`)}</p>
      </Notice>
      <Button kind="quiet" onClick={() => void inbox.session.begin()}>
        {w('shut.again')}
      </Button>
    </Stack>
  );
}

function Locked({ inbox, state }: { inbox: Inbox; state: Extract<State, { is: 'locked' }> }) {
  return (
    <Stack>
      {state.refused && <Notice tone={state.refused === 'noSignal' ? 'info' : 'danger'}>{w('directory.refused')}</Notice>}
      {inbox.seed() !== null && !state.isDemonstration && <Notice tone="warn">{w('lock.demoDevice')}</Notice>}
      <Card tone="accent">
        <Stack>
          <p>{w(state.isDemonstration ? 'lock.demonstration' : 'lock.passkey')}</p>
          <p>{w('lock.told')}</p>
          {state.why && (
            <Notice tone={state.why === 'idle' ? 'info' : 'warn'} role="alert">
              {w(`lock.why.${state.why}`)}
            </Notice>
          )}
          <Button full busy={state.isBusy} onClick={() => void inbox.session.unlock()}>
            {w(state.isDemonstration ? 'lock.tap' : 'lock.act')}
          </Button>
          <p>{w('lock.five')}</p>
          <p>
            <a href="/inbox/keys">{w('lock.keys')}</a>
          </p>
        </Stack>
      </Card>
    </Stack>
  );
}
