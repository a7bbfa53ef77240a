import type { Thread } from '../shared/wire/sealed.ts';
import type { Letter, Notes } from '../store/quiet/shelf.ts';
import { useWatched } from '../ui/use-watched.ts';
import type { Inbox } from './inbox.ts';
import { isStale } from './rows.ts';

/** What lies on this phone for this person. `isOld`: it has not been looked at for seven days, and is not shown. */
export type OnShelf = { threads: Thread[]; letters: Letter[]; note: Notes['inbox'] | null; isOld: boolean };

export function useOnShelf({ shelf, personId, now, line }: Inbox): OnShelf | undefined {
  return useWatched<OnShelf>(
    (tell) => {
      let lettersBefore = 0;
      const read = async () => {
        const [threads, all, note] = await Promise.all([shelf.threads(personId), shelf.letters(), shelf.read('inbox')]);
        const letters = all.filter(({ owner }) => owner === personId);
        const isOld = isStale(note, now());
        tell({ threads: isOld ? [] : threads, letters, note, isOld });
        // What was just delivered comes back in its thread.
        if (letters.length < lettersBefore) void line.look().catch(() => undefined);
        lettersBefore = letters.length;
      };
      return shelf.watch(() => void read().catch(() => undefined));
    },
    [shelf, personId],
  );
}
