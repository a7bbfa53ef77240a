import { useMemo } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { useWatched } from '../../ui/use-watched.ts';

/** What was told of some homes together; `undefined` until each has spoken. */
export function useTold(cabinet: Cabinet, homeIds: readonly string[]): KnownFact[] | undefined {
  const ids = [...new Set(homeIds)].sort();
  return useWatched<KnownFact[]>(
    (tell) => {
      const told = new Map<string, KnownFact[]>();
      const speak = () => told.size === ids.length && tell([...told.values()].flat());
      if (ids.length === 0) void Promise.resolve().then(speak);
      const stops = ids.map((homeId) =>
        cabinet.watchHomeRecord(homeId, (home) => {
          told.set(homeId, home.told);
          speak();
        }),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },
    [cabinet, ids.join()],
  );
}

/** What these homes ask today, as far as this device was told of them. */
export function useRules(cabinet: Cabinet, homeIds: readonly string[], catalogue: Catalogue | null | undefined, today: Day): HomeRules | undefined {
  const told = useTold(cabinet, homeIds);
  return useMemo(() => (told && catalogue ? homeRules(told, catalogue, today) : undefined), [told, catalogue, today]);
}
