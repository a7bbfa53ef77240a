import { useMemo } from 'preact/hooks';
import { AcceptPage } from '../inbox/keys/accept-page.tsx';
import type { KeysRoom } from '../inbox/keys/my-keys.ts';
import { MyKeysPage as MinePage } from '../inbox/keys/my-keys-page.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/keys.ts';
import { useHouse } from './house.ts';
import { openInbox } from './inbox-room.ts';
import type { PageProps } from './lazy-page.tsx';
import { useOpened, Wait } from './use-opened.tsx';

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
