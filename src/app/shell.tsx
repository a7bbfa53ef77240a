import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'preact/hooks';
import type { SignedIn } from '../shared/wire/session.ts';
import { Frame } from '../ui/frame.tsx';
import { FrameWait } from '../ui/frame-wait.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/app.ts';
import { Banners } from './banners.tsx';
import { go } from './go.ts';
import { useHouse } from './house.ts';
import { lazily } from './lazy-page.tsx';
import { SyncStatus } from './sync-status.tsx';

const InTrouble = lazily(
  () => import('./trouble-page.tsx').then((room) => room.TroublePage),
  (Page) => <Page trouble={useHouse().trouble ?? 'stuck'} />,
);

const PUBLIC_PATHS = ['/sign-in', '/join', '/join-audience', '/help', '/inspect', '/confirm-mail'];

type Nav = { href: string; label: string; icon: 'home' | 'book' | 'phone' | 'people' | 'grid' | 'inbox' | 'menu' };

function leads(who: SignedIn): boolean {
  return who.roles.some((role) => role.role === 'manager' || role.role === 'deputy');
}

function navFor(who: SignedIn | null | undefined): Nav[] {
  if (!who) return [];
  const phone: Nav = { href: '/on-this-phone', label: w('nav.phone'), icon: 'phone' };
  const more: Nav = { href: '/more', label: w('nav.more'), icon: 'menu' };
  if (who.roles.some((role) => role.role === 'regionAdmin' || role.role === 'academyLead')) return [{ href: '/region', label: w('nav.region'), icon: 'grid' }, phone, more];
  // By role alone, and never by what lies in it: whoever was not chosen must not learn that somebody was.
  const inbox: Nav = { href: '/inbox', label: w('nav.inbox'), icon: 'inbox' };
  const hearing: Nav = { href: '/region/hearing', label: w('nav.hearing'), icon: 'people' };
  if (who.roles.some((role) => role.role === 'directoryOfficer')) return [hearing, phone, more];
  if (who.roles.some((role) => role.role === 'reader')) return [inbox, phone, more];
  if (leads(who)) {
    return [
      { href: '/manager', label: w('nav.matrix'), icon: 'grid' },
      { href: '/manager/people', label: w('nav.people'), icon: 'people' },
      inbox,
      { href: '/academy', label: w('nav.learning'), icon: 'book' },
      phone,
      more,
    ];
  }
  return [{ href: '/academy', label: w('nav.due'), icon: 'home' }, { href: '/academy/courses', label: w('nav.courses'), icon: 'book' }, phone, more];
}

/** Where a person lands: their own work first. */
export function startOf(who: SignedIn): string {
  return navFor(who)[0]?.href ?? '/academy';
}

function isHere(path: string, entry: Nav, all: Nav[]): boolean {
  if (path === entry.href) return true;
  const longer = all.some((other) => other.href !== entry.href && other.href.startsWith(entry.href) && path.startsWith(other.href));
  return !longer && path.startsWith(`${entry.href}/`);
}

/** The frame round every page: brand, how things stand, navigation, and what must be said now. */
export function Shell() {
  const house = useHouse();
  const path = useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
  const sync = useWatched(house.cabinet ? house.cabinet.watchSync : () => () => undefined, [house.cabinet]);
  const isPublic = PUBLIC_PATHS.includes(path);
  /** A demonstration link is signing in, or has: its page would flash by. */
  const cameByLink = path === '/sign-in' && house.demo !== null && house.demo.error === null;
  const mustSignIn = house.who === null && !isPublic && house.trouble === null;

  useEffect(() => {
    if (mustSignIn) go('/sign-in');
    else if (house.who && (path === '/' || cameByLink)) go(startOf(house.who));
    else if (house.demo?.signedIn && !cameByLink) house.forgetDemo();
  }, [mustSignIn, house.who, path, cameByLink]);

  const nav = navFor(house.who);
  const notice = (
    <>
      {sync && house.cabinet && house.sync && house.Notices && <house.Notices cabinet={house.cabinet} sync={house.sync} state={sync} />}
      {sync && house.cabinet && house.who && <Banners state={sync} cabinet={house.cabinet} canPush={sync.waiting === 0} />}
    </>
  );
  return (
    <Frame
      brand={w('brand')}
      nav={!house.who ? undefined : nav.map((entry) => ({ ...entry, isHere: isHere(path, entry, nav) }))}
      status={house.who ? <SyncStatus state={sync} /> : null}
      banner={notice}
    >
      {house.trouble ? <InTrouble /> : mustSignIn || cameByLink || (house.who === undefined && !isPublic) ? <FrameWait /> : <Outlet />}
    </Frame>
  );
}
