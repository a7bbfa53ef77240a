import { useState } from 'preact/hooks';
import { endSession } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { CardLink } from '../ui/card.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/app.ts';
import { useHouse } from './house.ts';
import type { PageProps } from './lazy-page.tsx';

export function MorePage({ who, go }: PageProps) {
  const { cabinet } = useHouse();
  const sync = useWatched(cabinet ? cabinet.watchSync : () => () => undefined, [cabinet]);
  const [isAsking, setAsking] = useState(false);
  const waiting = sync?.waiting ?? 0;
  const leads = who.roles.some((role) => role.role === 'manager' || role.role === 'deputy');
  const links = [
    ...(leads ? [{ href: '/manager/our-home', says: w('more.ourHome') }] : []),
    { href: '/academy/history', says: w('more.history') },
    { href: '/settings', says: w('more.settings') },
    { href: '/help', says: w('more.help') },
  ];

  async function signOut() {
    await endSession();
    await cabinet?.setSignedIn(null);
    go('/sign-in');
  }

  return (
    <Page title={w('more.title')} lead={w('more.signedInAs', { name: who.name })}>
      <Stack>
        {links.map((link) => (
          <CardLink key={link.href} href={link.href}>
            {link.says}
          </CardLink>
        ))}
        <Button kind="quiet" full onClick={() => setAsking(true)}>
          {w('more.signOut')}
        </Button>
      </Stack>
      <Dialog isOpen={isAsking} title={w('signOut.title')} onClose={() => setAsking(false)}>
        <Stack>
          <p>{waiting > 0 ? w('signOut.waiting', { count: waiting }) : w('signOut.clean')}</p>
          {sync?.signal === 'offline' && <p>{w('signOut.noSignal')}</p>}
          <Row wrap>
            <Button kind="danger" onClick={() => void signOut()}>
              {w('signOut.act')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {w('signOut.stay')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </Page>
  );
}
