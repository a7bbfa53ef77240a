import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { useWatched } from '../ui/use-watched.ts';

/** Until the first news is whole a home would be judged by half of what is known of it; without signal what is here is all there is. */
export function useArriving(cabinet: Cabinet): boolean {
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  return sync === undefined || (sync.pulledAt === null && sync.signal !== 'offline' && !sync.needsSignIn);
}
