import { useEffect, useState } from 'preact/hooks';
import type { Thread } from '../shared/wire/sealed.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ChoiceGroup, Choice } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import { ActPanel } from './act-panel.tsx';
import { sendRead, unreadOf } from './acts.ts';
import type { Desk } from './desk.ts';
import { nameOf } from './desk.ts';
import type { Inbox, InboxPageProps } from './inbox.ts';
import { InboxGate } from './inbox-gate.tsx';
import type { Opened } from './opened.ts';
import { openThread } from './opened.ts';
import { dueWords } from './queue-row.tsx';
import type { Row } from './rows.ts';
import { rowsOf } from './rows.ts';
import { SaidCard } from './said-card.tsx';
import { StoryList } from './story-list.tsx';
import type { OnShelf } from './use-shelf.ts';
import { useOnShelf } from './use-shelf.ts';
import { sayWhen } from './when.ts';

const BACK = { href: '/inbox', label: w('view.back') };

export function ViewPage({ inbox, viewId }: InboxPageProps & { viewId: string }) {
  return (
    <InboxGate inbox={inbox} title={w('view.title')} back={BACK}>
      {(desk) => <Found inbox={inbox} desk={desk} viewId={viewId} />}
    </InboxGate>
  );
}

/** Somebody may read two audiences that both have it. */
function Found({ inbox, desk, viewId }: { inbox: Inbox; desk: Desk; viewId: string }) {
  const found = useOnShelf(inbox);
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = found ? rowsOf(found.threads, found.letters, desk.directory, inbox.now()).filter(({ view }) => view === viewId) : [];
  const row = rows.find(({ thread }) => thread.audience === chosen) ?? rows[0];
  return (
    <Page
      title={w('view.title')}
      back={BACK}
      {...(row ? { lead: w('view.lead', { when: sayWhen(row.thread.receivedAt, inbox.now()), team: nameOf(desk.directory, row.thread.audience) }) } : {})}
    >
      <Stack>
        {!found && <Skeleton lines={6} />}
        {found && !row && <Notice tone="info">{w(found.isOld ? 'inbox.old' : 'view.notHere')}</Notice>}
        {rows.length > 1 && (
          <ChoiceGroup legend={w('view.as')}>
            {rows.map(({ thread: { audience } }) => (
              <Choice key={audience} type="radio" name="as" value={audience} checked={row?.thread.audience === audience} onChange={() => setChosen(audience)}>
                {nameOf(desk.directory, audience)}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        {found && row && <One key={row.thread.audience} inbox={inbox} desk={desk} row={row} found={found} />}
      </Stack>
    </Page>
  );
}

type OneProps = { inbox: Inbox; desk: Desk; row: Row; found: OnShelf };

/** Who was told, since this inbox was unlocked, that opening is seen. */
const told = new WeakSet<Desk>();

function One({ inbox, desk, row, found }: OneProps) {
  const hasRead = row.by.includes(desk.name) || row.waiting + row.refused > 0;
  const [isAgreed, setAgreed] = useState(() => hasRead || told.has(desk));
  if (row.thread.isGone) {
    return (
      <>
        <Notice tone="info">{w('view.gone')}</Notice>
        {row.thread.duty === 'open' && <Notice tone="danger">{w('view.goneDuty')}</Notice>}
      </>
    );
  }
  if (!isAgreed) {
    return (
      <Card tone="accent">
        <Stack>
          <p>
            <strong>{dueWords(row, inbox.now())}</strong>
          </p>
          <p>{w(row.thread.share ? 'open.shared' : 'open.told')}</p>
          <Button
            full
            onClick={() => {
              told.add(desk);
              setAgreed(true);
            }}
          >
            {w('open.act')}
          </Button>
        </Stack>
      </Card>
    );
  }
  return <OpenView inbox={inbox} desk={desk} row={row} found={found} />;
}

/** Receipts on their way to the shelf: opening is told once, whatever is drawn how often meanwhile. */
const telling = new Set<string>();

function OpenView({ inbox, desk, row, found }: OneProps) {
  const { thread, view } = row;
  const [opened, setOpened] = useState<Opened | null | undefined>(undefined);
  const [isReceiptLost, setReceiptLost] = useState(false);

  useEffect(() => {
    let isLive = true;
    openThread(inbox, desk, thread, found.letters).then(
      (made) => isLive && setOpened(made),
      () => isLive && setOpened(null),
    );
    return () => {
      isLive = false;
    };
  }, [inbox, desk, found]);

  useEffect(() => {
    if (!opened) return;
    const about = { inbox, desk, thread, view, opened };
    for (const id of unreadOf(opened, view, inbox.personId)) {
      const key = `${desk.d}|${thread.audience}|${id}`;
      if (telling.has(key)) continue;
      telling.add(key);
      sendRead(about, id).catch(() => {
        telling.delete(key);
        setReceiptLost(true);
      });
    }
  }, [opened]);

  if (opened === undefined) return <Skeleton lines={8} />;
  if (opened === null) return <Unopened thread={thread} />;
  return (
    <>
      <p>
        <strong>{dueWords(row, inbox.now())}</strong>
      </p>
      {isReceiptLost && (
        <Notice tone="danger" role="alert">
          {w('open.notTold')}
        </Notice>
      )}
      {opened.faults > 0 && <Notice tone="danger">{w('view.faults', { count: opened.faults })}</Notice>}
      {opened.isWithheld && <Notice tone="warn">{w('view.withheld')}</Notice>}
      <SaidCard inbox={inbox} opened={opened} row={row} />
      <StoryList inbox={inbox} desk={desk} opened={opened} letters={found.letters} />
      <ActPanel about={{ inbox, desk, thread, view, opened }} letters={found.letters} />
    </>
  );
}

function Unopened({ thread }: { thread: Thread }) {
  return (
    <Notice tone="danger" role="alert" title={w('view.shut')}>
      <p>{w(thread.share ? 'view.shutShared' : 'view.shutWhy')}</p>
    </Notice>
  );
}
