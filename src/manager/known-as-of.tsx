import { useEffect, useState } from 'preact/hooks';
import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { Icon } from '../ui/icon.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/manager.ts';
import { ageSays } from './elapsed.ts';
import styles from './known-as-of.module.css';

const AGAIN_AFTER_MS = 30_000;

/** How fresh this page is. An inspector asks; so the page always says. */
export function KnownAsOf({ cabinet }: { cabinet: Cabinet }) {
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  const [now, setNow] = useState(() => cabinet.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(cabinet.now()), AGAIN_AFTER_MS);
    return () => clearInterval(timer);
  }, [cabinet]);
  const pulledAt = sync?.pulledAt ?? null;
  // A pull may be newer than the last tick.
  const seenAt = pulledAt !== null && pulledAt > now ? pulledAt : now;
  return (
    <span class={styles.line}>
      {sync === undefined ? '\u00a0' : pulledAt === null ? w('known.never') : w('known.asOf', { moment: formatMoment(pulledAt), age: ageSays(pulledAt, seenAt) })}
      {sync?.signal === 'offline' && (
        <strong class={styles.offline}>
          <Icon name="cloudOff" /> {w('known.noSignal')}
        </strong>
      )}
    </span>
  );
}
