import type { KeysDesk } from '../region/keys-desk.ts';
import { KeysPage } from '../region/keys-page.tsx';
import { openKeptShelf } from '../store/quiet/kept-shelf.ts';
import { startQuiet } from '../sync/quiet/start-quiet.ts';
import { provePresence } from './inbox-passkey.ts';
import type { PageProps } from './lazy-page.tsx';
import { useOpened, Wait } from './use-opened.tsx';

const now = () => new Date().toISOString();

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
