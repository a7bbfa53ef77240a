import type { Day } from '../shared/basics/day.ts';
import type { Placement } from '../shared/people/person.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import { isPlacementOpen, requirementsFor } from '../shared/training/requirement.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import { homeRules } from '../shared/training/rules-of.ts';
import type { KnownFact } from '../shared/wire/fact.ts';
import type { Cabinet, Unwatch } from '../store/cabinet.ts';

/** Asked for once on this page, so that a course let go by hand stays let go until the next start. */
const asked = new Set<string>();

/** `told`: everything said about the homes that this phone holds, the rota among it. */
export type OwnHomes = { rules: HomeRules; told: readonly KnownFact[] };

/**
 * What somebody's homes ask, told again at each change. A course that only the home asks for is
 * brought to the phone like any other that is assigned.
 */
export function watchRules(cabinet: Cabinet, placements: readonly Placement[], catalogue: Catalogue, today: Day, tell: (asked: OwnHomes) => void): Unwatch {
  const homes = [...new Set(placements.filter((placement) => isPlacementOpen(placement, today)).map((placement) => placement.placeId))];
  const told = new Map<string, KnownFact[]>();
  const speak = () => {
    if (told.size < homes.length) return;
    const said = [...told.values()].flat();
    const rules = homeRules(said, catalogue, today);
    tell({ rules, told: said });
    const usual = new Set(requirementsFor(placements, catalogue.requirements, today).map((due) => due.requirement.courseId));
    for (const { requirement } of requirementsFor(placements, rules.requirements, today)) {
      if (usual.has(requirement.courseId) || asked.has(requirement.courseId)) continue;
      asked.add(requirement.courseId);
      void cabinet.keep(requirement.courseId).catch(() => undefined);
    }
  };
  if (homes.length === 0) void Promise.resolve().then(speak);
  const stops = homes.map((homeId) =>
    cabinet.watchHomeRecord(homeId, (home) => {
      told.set(homeId, home.told);
      speak();
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
