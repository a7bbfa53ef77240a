import { useEffect, useState } from 'preact/hooks';
import type { LineTrouble } from '../store/quiet/line.ts';
import type { Inbox } from './inbox.ts';

type Trouble = 'noSignal' | 'signIn' | 'trouble';
const told = (why: LineTrouble): Trouble => (why === 'noSignal' || why === 'signIn' ? why : 'trouble');

/** Looks for what is new when the page opens, and whenever it is asked to. */
export function useLook({ line, session }: Inbox): { isLooking: boolean; trouble: Trouble | null; look: () => void } {
  const [isLooking, setLooking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const look = () => {
    setLooking(true);
    line
      .look()
      .then(
        (answer) => {
          setTrouble(answer.ok ? null : told(answer.why));
          if (answer.ok) session.freshen(answer.value.directoryVersion);
        },
        () => setTrouble('trouble'),
      )
      .finally(() => setLooking(false));
  };
  useEffect(look, [line]);
  return { isLooking, trouble, look };
}
