import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Inbox, InboxPageProps } from '../inbox/inbox.ts';
import { InboxPage as QueuePage } from '../inbox/inbox-page.tsx';
import { JoinCodePage as CodePage } from '../inbox/join-code-page.tsx';
import { ViewPage as OneViewPage } from '../inbox/view-page.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { w } from '../words/app.ts';
import { openCodeLine, openInbox } from './inbox-room.ts';
import type { PageProps } from './lazy-page.tsx';

function furnished<Rest extends object>(Page: ComponentType<InboxPageProps & Rest>): ComponentType<PageProps & Rest> {
  return function FurnishedInbox(props: PageProps & Rest) {
    const { who, cabinet, go } = props;
    const [inbox, setInbox] = useState<Inbox | 'failed' | null>(null);
    useEffect(() => {
      let isLive = true;
      openInbox(who.personId, cabinet).then(
        (opened) => isLive && setInbox(opened),
        () => isLive && setInbox('failed'),
      );
      return () => {
        isLive = false;
      };
    }, [who.personId, cabinet]);
    if (inbox === 'failed') {
      return (
        <Notice tone="warn" title={w('chunk.title')}>
          {w('chunk.says')}
        </Notice>
      );
    }
    return inbox ? <Page {...props} inbox={inbox} go={go} /> : <Skeleton lines={6} />;
  };
}

export const InboxPage = furnished(QueuePage);
export const ViewPage = furnished<{ viewId: string }>(OneViewPage);

/** Carers hand out codes too, and have no inbox. */
export function JoinCodePage({ who }: PageProps) {
  const { line, stop } = useMemo(() => openCodeLine(who.personId), [who.personId]);
  useEffect(() => stop, [stop]);
  return <CodePage line={line} now={() => new Date().toISOString()} />;
}
