import { useEffect } from 'preact/hooks';
import { useWatched } from '../ui/use-watched.ts';
import type { Inbox } from './inbox.ts';
import type { State } from './session.ts';

const STIRS = ['pointerdown', 'keydown', 'input', 'scroll'] as const;

/** How the inbox stands; while this page is shown, touching it keeps it open. */
export function useSession({ session }: Inbox): State {
  const state = useWatched<State>(
    (tell) => {
      tell(session.state());
      return session.watch(() => tell(session.state()));
    },
    [session],
  );
  useEffect(() => {
    // Days may have passed since this page last stood here: the list of readers is checked anew.
    if (session.state().is !== 'open') void session.begin();
    const stir = () => session.stir();
    // Timers sleep in the background; whoever comes back late finds it locked before anything is drawn.
    const come = () => document.visibilityState === 'visible' && session.stir();
    for (const name of STIRS) addEventListener(name, stir, { passive: true });
    document.addEventListener('visibilitychange', come);
    return () => {
      for (const name of STIRS) removeEventListener(name, stir);
      document.removeEventListener('visibilitychange', come);
    };
  }, [session]);
  return state ?? session.state();
}
