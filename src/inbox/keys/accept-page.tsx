import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/keys.ts';
import type { Accepted, KeysRoom } from './my-keys.ts';
import { acceptInvitation, readFragment } from './my-keys.ts';

/** `fragment`: what the link carried, taken out of the address before this page was drawn. */
export type AcceptPageProps = { room: KeysRoom; fragment: string | null };

/** A colleague's invitation: the key comes to this device, and is believed only where the officers listed it. */
export function AcceptPage({ room, fragment }: AcceptPageProps) {
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const link = fragment === null ? null : readFragment(fragment);

  const accept = async () => {
    if (!link) return;
    setBusy(true);
    const outcome = await acceptInvitation(room, link.id, link.secret).catch((): Accepted => ({ is: 'trouble', why: 'trouble' }));
    if (outcome.is === 'taken') setName(outcome.name);
    setAccepted(outcome);
    setBusy(false);
  };
  const isOver = accepted !== null && accepted.is !== 'trouble';
  return (
    <Page title={w('accept.title')} lead={w('accept.lead')} back={{ href: '/inbox/keys', label: w('mine.title') }}>
      <Stack gap="m">
        {!link && (
          <Notice tone="warn" role="alert">
            {w('accept.noLink')}
          </Notice>
        )}
        {accepted?.is === 'taken' && (
          <Notice tone="good" role="status">
            <p>{w('accept.done', { name })}</p>
            {!accepted.isListed && <p>{w('accept.doneUnlisted')}</p>}
          </Notice>
        )}
        {accepted && accepted.is !== 'taken' && (
          <Notice tone="danger" role="alert" title={w('trouble.title')}>
            {w(accepted.is === 'trouble' ? `trouble.${accepted.why}` : accepted.is === 'unbelieved' ? 'accept.refused' : `accept.${accepted.is}`)}
          </Notice>
        )}
        {link && !isOver && (
          <div>
            <Button busy={isBusy} onClick={() => void accept()}>
              {w('accept.act')}
            </Button>
          </div>
        )}
        {isOver && (
          <div>
            <LinkButton href="/inbox/keys">{w('accept.toKeys')}</LinkButton>
          </div>
        )}
      </Stack>
    </Page>
  );
}
