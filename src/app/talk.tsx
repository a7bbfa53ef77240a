import '../ui/tokens.css';
import '../ui/base.css';
import { render } from 'preact';
import { hasKeptShelf } from '../store/quiet/has-shelf.ts';
import { backIn, inviteIn } from '../voice/joining.ts';
import type { World } from '../voice/parts.ts';
import { TalkPage } from '../voice/talk-page.tsx';
import { chooseLocale, currentDirection, currentLocale } from '../words/phrasebook.ts';
import { holdBack } from './hold-back.ts';
import { applyLooks } from './looks.ts';

/** What the link carried is out of the address before anything else happens. */
function takeLink(): Pick<World, 'invite' | 'back'> {
  const link = { invite: inviteIn(location.hash), back: backIn(location.hash) };
  if (location.hash || location.search) history.replaceState(null, '', '/talk');
  return link;
}

/** Before the worker keeps anything and with no signal there is no page to go to: the plainest clock takes the place of this one. */
function becomeClock(): void {
  history.replaceState(null, '', '/talking-clock.html');
  document.title = 'Clock';
  document.body.replaceChildren(new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }));
  delete document.documentElement.dataset.cover;
}

const world: World = {
  loadParts: () => import('./talk-parts.ts').then((part) => part.PARTS),
  mayHoldThings: () => hasKeptShelf(),
  now: () => new Date(),
  ...takeLink(),
  holdBack,
  leave: () => (navigator.onLine || navigator.serviceWorker?.controller ? location.replace('/talking-clock.html') : becomeClock()),
};

/** A page that comes back from the browser's memory starts again: what was open is not shown a second time. */
addEventListener('pageshow', (event) => event.persisted && location.reload());

async function start(): Promise<void> {
  applyLooks();
  const asked = localStorage.getItem('hearth.language');
  if (asked) {
    await chooseLocale(asked);
    document.documentElement.dir = currentDirection();
    document.documentElement.lang = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  }
  const place = document.getElementById('app');
  if (!place) return;
  place.replaceChildren();
  render(<TalkPage world={world} />, place);
  // The first screen has the line to itself; then everything is fetched that aeroplane mode would cost.
  requestAnimationFrame(() => setTimeout(() => void import('./talk-care.ts').then(({ takeCareOfTalk }) => takeCareOfTalk()), 0));
}
void start();
