import { useEffect, useRef, useState } from 'preact/hooks';
import { isOnline } from '../say/send.ts';
import type { Talk } from '../talk.ts';

/** So many unused mailboxes in a row end the search (after coming back nobody knows how many were used). */
const GAP = 24;
const EVERY_MS = 60_000;
export type Looking = 'looking' | 'looked' | 'noSignal' | 'failed';

/** Looks until 24 mailboxes in a row are not known. */
export async function lookThrough(talk: Talk): Promise<Looking> {
  if (!isOnline()) return 'noSignal';
  let from = 0;
  let until = Math.max(GAP, Math.ceil(talk.mailboxes() / GAP) * GAP);
  let version = 0;
  while (from < until) {
    const boxes = await talk.keeper.mailboxes(until);
    const looked = await talk.line.look(boxes.slice(from).map(({ secret }) => secret));
    if (!looked.ok) return looked.why === 'noSignal' ? 'noSignal' : 'failed';
    version = Math.max(version, looked.value.directoryVersion);
    const highest = boxes.findLastIndex(({ mbox }) => looked.value.known.includes(mbox));
    from = until;
    if (highest + GAP >= until) until += GAP;
  }
  if (version > (talk.directory()?.directory.version ?? 0)) await talk.refreshDirectory().catch(() => undefined);
  return 'looked';
}

/** Looks when the screen opens, and every minute while it is seen. */
export function useLook(talk: Talk): { state: Looking; look: () => void } {
  const [state, setState] = useState<Looking>('looking');
  const now = useRef(talk);
  now.current = talk;
  const isHere = useRef(true);

  const look = () => {
    setState('looking');
    lookThrough(now.current).then(
      (found) => isHere.current && setState(found),
      () => isHere.current && setState('failed'),
    );
  };
  useEffect(() => {
    look();
    const beat = setInterval(() => document.visibilityState === 'visible' && look(), EVERY_MS);
    return () => {
      isHere.current = false;
      clearInterval(beat);
    };
  }, []);
  return { state, look };
}
