import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { Desk } from './desk.ts';
import type { Inbox, InboxPageProps } from './inbox.ts';
import { InboxGate } from './inbox-gate.tsx';
import { LateList } from './late-list.tsx';
import styles from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { rowsOf } from './rows.ts';
import { useLook } from './use-look.ts';
import { useOnShelf } from './use-shelf.ts';
import { sayWhen } from './when.ts';

export function InboxPage({ inbox }: InboxPageProps) {
  return (
    <InboxGate inbox={inbox} title={w('inbox.title')}>
      {(desk, { refused }) => <Queue inbox={inbox} desk={desk} isRefused={refused !== null && refused !== 'noSignal'} />}
    </InboxGate>
  );
}

function Queue({ inbox, desk, isRefused }: { inbox: Inbox; desk: Desk; isRefused: boolean }) {
  const found = useOnShelf(inbox);
  const { isLooking, trouble, look } = useLook(inbox);
  const now = inbox.now();
  const rows = found && rowsOf(found.threads, found.letters, desk.directory, now);
  const open = rows?.filter(({ thread }) => thread.due !== null || (thread.state !== 'closed' && !thread.isGone)) ?? [];
  const closed = rows?.filter((row) => !open.includes(row)) ?? [];
  const unopenable = desk.audiences.filter(({ a }) => !desk.held.some((key) => key.a === a));
  return (
    <Page title={w('inbox.title')} lead={w('inbox.reads', { names: desk.audiences.map(({ name }) => name).join(', ') })}>
      <Stack>
        {isRefused && <Notice tone="danger">{w('directory.refused')}</Notice>}
        {desk.wrong.length > 0 && <Notice tone="danger">{w('keys.wrong')}</Notice>}
        {unopenable.length > 0 && <Notice tone="warn">{w('keys.missing', { names: unopenable.map(({ name }) => name).join(', ') })}</Notice>}
        {found && <LateList escalations={found.note?.escalations ?? []} desk={desk} now={now} />}
        {!found && <Skeleton lines={6} />}
        {found?.isOld && <Notice tone="info">{w('inbox.old')}</Notice>}
        {found && !found.isOld && rows?.length === 0 && (
          <Card>
            <p>{w('inbox.empty')}</p>
          </Card>
        )}
        {open.length > 0 && (
          <ul class={`plain-list ${styles.list}`} aria-label={w('inbox.open')}>
            {open.map((row) => (
              <QueueRow key={`${row.thread.audience}:${row.view}`} row={row} desk={desk} now={now} />
            ))}
          </ul>
        )}
        {closed.length > 0 && (
          <>
            <h2>{w('inbox.closed')}</h2>
            <ul class={`plain-list ${styles.list}`}>
              {closed.map((row) => (
                <QueueRow key={`${row.thread.audience}:${row.view}`} row={row} desk={desk} now={now} />
              ))}
            </ul>
          </>
        )}
        <p role="status">{trouble ? w(`look.${trouble}`) : found?.note ? w('look.seen', { when: sayWhen(found.note.seenAt, now) }) : '\u00a0'}</p>
        <Row>
          <Button kind="quiet" busy={isLooking} onClick={look}>
            {w('look.act')}
          </Button>
          <Button kind="quiet" onClick={() => inbox.session.lock()}>
            {w('lock.now')}
          </Button>
          <a href="/inbox/code">{w('code.title')}</a>
          <a href="/inbox/keys">{w('lock.keys')}</a>
        </Row>
      </Stack>
    </Page>
  );
}
