import { useEffect, useMemo, useState } from 'preact/hooks';
import { AcceptPage } from '../inbox/keys/accept-page.tsx';
import type { KeysRoom } from '../inbox/keys/my-keys.ts';
import { MyKeysPage as MinePage } from '../inbox/keys/my-keys-page.tsx';
import { InvitePage } from '../manager/invite-page.tsx';
import type { KeysDesk } from '../region/keys-desk.ts';
import { KeysPage } from '../region/keys-page.tsx';
import { openKeptShelf } from '../store/quiet/kept-shelf.ts';
import { startQuiet } from '../sync/quiet/start-quiet.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w as app } from '../words/app.ts';
import { w } from '../words/keys.ts';
import { useHouse } from './house.ts';
import { provePresence } from './inbox-passkey.ts';
import { openInbox } from './inbox-room.ts';
import type { PageProps } from './lazy-page.tsx';

const now = () => new Date().toISOString();

/** What is opened for a page, and closed with it. */
function useOpened<Opened>(open: () => Promise<{ opened: Opened; close(): void }>, of: unknown[]): Opened | 'failed' | null {
  const [known, setKnown] = useState<{ opened: Opened } | 'failed' | null>(null);
  useEffect(() => {
    let close: (() => void) | null = null;
    let isGone = false;
    open().then(
      (fresh) => {
        if (isGone) return fresh.close();
        close = fresh.close;
        setKnown({ opened: fresh.opened });
      },
      () => setKnown('failed'),
    );
    return () => {
      isGone = true;
      close?.();
    };
  }, of);
  return known === null || known === 'failed' ? known : known.opened;
}

function Wait({ isFailed }: { isFailed: boolean }) {
  if (!isFailed) return <Skeleton lines={6} />;
  return (
    <Notice tone="warn" title={app('chunk.title')}>
      {app('chunk.says')}
    </Notice>
  );
}

async function openDesk(personId: string): Promise<{ opened: KeysDesk; close(): void }> {
  const shelf = await openKeptShelf({ personId });
  const { reader: line, stop } = startQuiet({ shelf, who: { personId } });
  if (!line) throw new Error('there is no line');
  const close = () => {
    stop();
    shelf.close();
  };
  return { opened: { personId, shelf, line, now, prove: () => provePresence(personId) }, close };
}

/** Who can hear, for directory officers. */
export function HearingPage({ who }: PageProps) {
  const desk = useOpened(() => openDesk(who.personId), [who.personId]);
  return desk === null || desk === 'failed' ? <Wait isFailed={desk === 'failed'} /> : <KeysPage who={who} desk={desk} />;
}

/** The inbox stays open when this page goes: going from one page to the next must not lock it. */
async function openRoom(...[personId, cabinet]: Parameters<typeof openInbox>): Promise<{ opened: KeysRoom; close(): void }> {
  const inbox = await openInbox(personId, cabinet);
  // The postman of a reader can do all that is asked about keys; the inbox itself asks for less.
  return { opened: { ...inbox, line: inbox.line as KeysRoom['line'] }, close: () => undefined };
}

export function MyKeysPage({ who, cabinet }: PageProps) {
  const room = useOpened(() => openRoom(who.personId, cabinet), [who.personId, cabinet]);
  return room === null || room === 'failed' ? <Wait isFailed={room === 'failed'} /> : <MinePage room={room} />;
}

/** What the link carried. In memory alone: it opens a key. */
let carried: string | null = null;
function takeFragment(): string | null {
  const { hash } = location;
  if (hash !== '') {
    carried = hash;
    window.history.replaceState(null, '', location.pathname);
  }
  return carried;
}

/** Anybody may open the address; nothing happens before its person is signed in. */
export function JoinAudiencePage() {
  const fragment = useMemo(takeFragment, []);
  const { who, cabinet } = useHouse();
  if (who && cabinet) return <Joining fragment={fragment} who={who} cabinet={cabinet} go={() => undefined} />;
  if (who === undefined) return <Skeleton lines={6} />;
  return (
    <Page title={w('accept.title')}>
      <Stack gap="m">
        <p>{w('accept.signIn')}</p>
        <div>
          <LinkButton href="/sign-in">{w('accept.toSignIn')}</LinkButton>
        </div>
      </Stack>
    </Page>
  );
}

function Joining({ who, cabinet, fragment }: PageProps & { fragment: string | null }) {
  const room = useOpened(() => openRoom(who.personId, cabinet), [who.personId, cabinet]);
  return room === null || room === 'failed' ? <Wait isFailed={room === 'failed'} /> : <AcceptPage room={room} fragment={fragment} />;
}

/** The region invites those who belong to no home. */
export function RegionInvitePage(props: PageProps) {
  const region = props.who.roles.find(({ role }) => role === 'regionAdmin');
  return <InvitePage {...props} homeId={region?.placeId ?? ''} isForRegion />;
}
