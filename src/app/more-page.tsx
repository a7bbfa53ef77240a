import { useState } from 'preact/hooks';
import { endPush } from '../sync/nudges.ts';
import { endSession } from '../sync/session.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { Button } from '../ui/button.tsx';
import { CardLink } from '../ui/card.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { h } from '../words/hall.ts';
import { useHouse } from './house.ts';
import type { PageProps } from './lazy-page.tsx';

export function MorePage({ who, go }: PageProps) {
  const { cabinet } = useHouse();
  const sync = useWatched(cabinet ? cabinet.watchSync : () => () => undefined, [cabinet]);
  const own = useWatched<PersonRecord | null>(cabinet ? (tell) => cabinet.watchPerson(who.personId, tell) : () => () => undefined, [cabinet, who.personId]);
  const [isAsking, setAsking] = useState(false);
  const waiting = sync?.waiting ?? 0;
  const photos = sync?.attachmentsLeft ?? 0;
  const leads = who.roles.some((role) => role.role === 'manager' || role.role === 'deputy');
  const reads = who.roles.some((role) => role.role === 'reader');
  const mayInvite = who.roles.some((role) => ['manager', 'deputy', 'senior', 'carer', 'reader'].includes(role.role));
  const mayAssess = leads || who.roles.some((role) => role.role === 'senior') || (own?.told ?? []).some((fact) => fact.kind === 'training.assessor.named');
  const links = [
    ...(mayAssess ? [{ href: '/academy/practice/assess', says: h('more.assess') }] : []),
    ...(leads ? [{ href: '/manager/our-home', says: h('more.ourHome') }] : []),
    ...(mayInvite ? [{ href: '/inbox/code', says: h('more.code') }] : []),
    ...(leads || reads ? [{ href: '/inbox/keys', says: h('more.keys') }] : []),
    { href: '/academy/meetings', says: h('more.meetings') },
    { href: '/academy/passport', says: h('more.passport') },
    { href: '/academy/history', says: h('more.history') },
    { href: '/settings', says: h('more.settings') },
    { href: '/help', says: h('more.help') },
  ];

  async function signOut() {
    // While we may still say so: nothing is sent to a phone that somebody signed out of.
    await endPush().catch(() => undefined);
    await endSession();
    await cabinet?.setSignedIn(null);
    go('/sign-in');
  }

  return (
    <Page title={h('more.title')} lead={h('more.signedInAs', { name: who.name })}>
      <Stack>
        {links.map((link) => (
          <CardLink key={link.href} href={link.href}>
            {link.says}
          </CardLink>
        ))}
        <Button kind="quiet" full onClick={() => setAsking(true)}>
          {h('more.signOut')}
        </Button>
      </Stack>
      <Dialog isOpen={isAsking} title={h('signOut.title')} onClose={() => setAsking(false)}>
        <Stack>
          {waiting > 0 && <p>{h('signOut.waiting', { count: waiting })}</p>}
          {photos > 0 && <p>{h('signOut.photos', { count: photos })}</p>}
          {waiting + photos === 0 && <p>{h('signOut.clean')}</p>}
          {sync?.signal === 'offline' && <p>{h('signOut.noSignal')}</p>}
          <Row wrap>
            <Button kind="danger" onClick={() => void signOut()}>
              {h('signOut.act')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {h('signOut.stay')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </Page>
  );
}
