import { useRef } from 'preact/hooks';
import type { Day } from '../shared/basics/day.ts';
import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import type { KnownFact } from '../shared/wire/fact.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet, KeptCourse } from '../store/cabinet.ts';
import { useWatched } from '../ui/use-watched.ts';
import type { OwnHomes } from './own-rules.ts';
import type { NextShift as ShiftCard } from './shifts/next-shift.tsx';

/** What almost every page here looks at. `undefined` is still loading; `null` is not on this phone. */
export type Shelf = {
  record: PersonRecord | null | undefined;
  catalogue: Catalogue | null | undefined;
  kept: KeptCourse[] | undefined;
  today: Day;
  /** What the person's homes ask; missing while it is read, and where it cannot be read the catalogue counts alone. */
  rules: HomeRules | undefined;
  /** What was said about the person's homes, the rota among it. */
  told: readonly KnownFact[];
  /** Draws the next shift; null while it is not fetched. */
  NextShift: typeof ShiftCard | null;
  /** The rules are still being read: what is due may be about to change. */
  isReading: boolean;
};

/** Fetched beside the first screen, which has its own reading to do meanwhile. What it shows of it comes along. */
const later = Promise.all([import('./own-rules.ts'), import('./shifts/next-shift.tsx')]).catch(() => null);
type OfHomes = OwnHomes & { NextShift: typeof ShiftCard };

const NOTHING: readonly KnownFact[] = [];

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
  const told = useWatched<OfHomes | null>(
    (tell) => {
      let stop = () => {};
      let isGone = false;
      if (record && catalogue) {
        void later.then((fetched) => {
          if (isGone) return;
          if (!fetched) return tell(null);
          const [own, { NextShift }] = fetched;
          stop = own.watchRules(cabinet, record.placements, catalogue, today, (asked) => tell({ ...asked, NextShift }));
        });
      }
      return () => {
        isGone = true;
        stop();
      };
    },
    [cabinet, JSON.stringify(record?.placements), catalogue, today],
  );
  // While a change is read again, what was read before stands: nothing on the page goes away for it.
  const homes = useRef<OfHomes | null | undefined>(undefined);
  if (told !== undefined) homes.current = told;
  const { rules, told: said = NOTHING, NextShift = null } = homes.current ?? {};
  return { record, catalogue, kept, today, rules, told: said, NextShift, isReading: Boolean(record && catalogue) && homes.current === undefined };
}
