import type { RotaWeek } from '../../src/shared/home/rota.ts';
import { applyFact, subjectOf } from '../../src/shared/training/person-record.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { ManagerCabinet } from './manager-cabinet.ts';
import { managerCabinet } from './manager-cabinet.ts';
import { ROTA_CATALOGUE, ROTA_COURSES, toldBy } from './rota-home.ts';

export type RotaCabinet = ManagerCabinet & {
  /** What a phone keeps between two openings of the page. */
  settings: Map<string, string>;
  /** Another leader saved a week. */
  saveElsewhere(week: RotaWeek, day?: string): void;
  told(): KnownFact[];
};

/** A manager's cabinet that also holds what was said of the home, and the catalogue a rota is judged by. */
export function rotaCabinet(people: PersonRecord[], weeks: RotaWeek[] = [], settings = new Map<string, string>()): RotaCabinet {
  const base = managerCabinet({ people, courses: ROTA_COURSES });
  let told: KnownFact[] = weeks.map((week) => toldBy('home.rota.set', week, '2026-11-20'));
  const watchers = new Set<() => void>();
  const speakAll = () => {
    for (const speak of watchers) speak();
  };
  return {
    ...base,
    settings,
    told: () => told,
    saveElsewhere: (week, day = '2026-11-22') => {
      told = [...told, toldBy('home.rota.set', week, day, 'deputy')];
      speakAll();
    },
    record: async (drafts) => {
      const before = base.facts.length;
      const recorded = await base.record(drafts);
      const made = base.facts.slice(before);
      told = [...told, ...made.filter((fact) => fact.kind.startsWith('home.'))];
      const about = made.filter((fact) => !fact.kind.startsWith('home.'));
      if (about.length > 0) base.replacePeople(base.people().map((person) => about.filter((fact) => subjectOf(fact, fact.owner) === person.personId).reduce(applyFact, person)));
      speakAll();
      return recorded;
    },
    watchCatalogue: (tell) => {
      void Promise.resolve().then(() => tell(ROTA_CATALOGUE));
      return () => undefined;
    },
    watchHomeRecord: (homeId, tell) => {
      const speak = () => tell({ homeId, told });
      watchers.add(speak);
      void Promise.resolve().then(speak);
      return () => void watchers.delete(speak);
    },
    setting: async (name) => settings.get(name) ?? null,
    setSetting: async (name, value) => void settings.set(name, value),
  };
}
