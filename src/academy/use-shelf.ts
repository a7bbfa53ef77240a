import type { Day } from '../shared/basics/day.ts';
import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, KeptCourse } from '../store/cabinet.ts';
import { useWatched } from '../ui/use-watched.ts';

/** What almost every page here looks at. `undefined` is still loading; `null` is not on this phone. */
export type Shelf = {
  record: PersonRecord | null | undefined;
  catalogue: Catalogue | null | undefined;
  kept: KeptCourse[] | undefined;
  today: Day;
  /** What the person's homes ask. Read after the first screen is up; until then the catalogue counts alone. */
  rules: HomeRules | undefined;
};

/** As last seen, so that the next page knows its own title before anything is read again. */
const lastSeen = new WeakMap<Cabinet, Catalogue>();

export function useCatalogue(cabinet: Cabinet): Catalogue | null | undefined {
  const watched = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  if (watched) lastSeen.set(cabinet, watched);
  return watched === undefined ? lastSeen.get(cabinet) : watched;
}

export function useShelf(cabinet: Cabinet, who: SignedIn): Shelf {
  const record = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(who.personId, tell), [cabinet, who.personId]);
  const catalogue = useCatalogue(cabinet);
  const kept = useWatched<KeptCourse[]>((tell) => cabinet.watchKept(tell), [cabinet]);
  const today = londonDay(cabinet.now());
  const rules = useWatched<HomeRules>(
    (tell) => {
      let stop = () => {};
      let isGone = false;
      if (record && catalogue) {
        void import('./own-rules.ts').then(
          (own) => {
            if (!isGone) stop = own.watchRules(cabinet, record.placements, catalogue, today, tell);
          },
          () => {},
        );
      }
      return () => {
        isGone = true;
        stop();
      };
    },
    [cabinet, JSON.stringify(record?.placements), catalogue, today],
  );
  return { record, catalogue, kept, today, rules };
}
