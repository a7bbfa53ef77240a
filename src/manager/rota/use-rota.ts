import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import { countedMoment } from '../../shared/training/claimed-time.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import type { Cabinet, HomeRecord, Recorded } from '../../store/cabinet.ts';
import { emptyWeek, mondays } from './edits.ts';

export const WEEKS = 4;

/** A saved week with the fact that said it. */
type Saved = { factId: string; week: RotaWeek };
/** A changed week that is not saved yet, and what it began from. */
type Draft = { week: RotaWeek; began: string | null };
type Drafts = Record<Day, Draft>;

/** The last word on each week. */
export function savedWeeks(home: HomeRecord): Map<Day, Saved> {
  const order = (fact: { factId: string } & Parameters<typeof countedMoment>[0]) => `${countedMoment(fact)} ${fact.factId}`;
  const said = toldOf(home, 'home.rota.set').sort((one, other) => (order(one) < order(other) ? -1 : 1));
  return new Map(said.map((fact) => [fact.body.weekOf, { factId: fact.factId, week: fact.body }]));
}

function readDrafts(text: string | null): Drafts {
  try {
    const read = text ? (JSON.parse(text) as Drafts) : {};
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}

export type Rota = {
  /** The weeks shown, and the one before, as typed or saved; an untouched one is empty shifts. */
  weeks: Map<Day, RotaWeek>;
  shown: Day[];
  unsaved: Day[];
  /** Weeks that somebody else saved after they were begun here. */
  overtaken: Day[];
  change(weeks: readonly RotaWeek[]): void;
  letGo(weekOf: Day): void;
  save(): Promise<Recorded>;
};

/** The rota of a home from a Monday on. What is typed stays on this phone until it is saved. */
export function useRota(cabinet: Cabinet, home: HomeRecord, from: Day): Rota | null {
  const setting = `manager.rota.${home.homeId}`;
  const [drafts, setDrafts] = useState<Drafts | null>(null);
  const latest = useRef<Drafts>({});
  useEffect(() => {
    let isGone = false;
    cabinet
      .setting(setting)
      .catch(() => null)
      .then((text) => {
        if (isGone) return;
        latest.current = readDrafts(text);
        setDrafts(latest.current);
      });
    return () => {
      isGone = true;
    };
  }, [cabinet, setting]);

  const keep = (next: Drafts) => {
    latest.current = next;
    setDrafts(next);
    void cabinet.setSetting(setting, Object.keys(next).length > 0 ? JSON.stringify(next) : '').catch(() => undefined);
  };
  const saved = useMemo(() => savedWeeks(home), [home]);
  return useMemo(() => {
    if (drafts === null) return null;
    const shown = mondays(from, WEEKS);
    const known = (weekOf: Day) => drafts[weekOf]?.week ?? saved.get(weekOf)?.week ?? null;
    const newest = [...saved.keys()].sort().at(-1);
    const like = (newest ? known(newest) : null) ?? Object.values(drafts)[0]?.week ?? null;
    const weeks = new Map<Day, RotaWeek>();
    const before = known(addDays(from, -7));
    if (before) weeks.set(before.weekOf, before);
    for (const weekOf of shown) weeks.set(weekOf, known(weekOf) ?? emptyWeek(home.homeId, weekOf, like));
    const unsaved = Object.keys(drafts).sort();
    return {
      weeks,
      shown,
      unsaved,
      overtaken: unsaved.filter((weekOf) => (saved.get(weekOf)?.factId ?? null) !== (drafts[weekOf]?.began ?? null)),
      change: (changed) => {
        const next = { ...latest.current };
        for (const week of changed) {
          const before = next[week.weekOf];
          next[week.weekOf] = { week, began: before ? before.began : (saved.get(week.weekOf)?.factId ?? null) };
        }
        keep(next);
      },
      letGo: (weekOf) => {
        const { [weekOf]: _gone, ...others } = latest.current;
        keep(others);
      },
      save: async () => {
        const going = latest.current;
        const recorded = await cabinet.record(Object.values(going).map(({ week }) => ({ kind: 'home.rota.set', about: `${home.homeId}.${week.weekOf}`, body: week })));
        // What was typed while it was saved stays typed.
        if (recorded.ok) keep(Object.fromEntries(Object.entries(latest.current).filter(([weekOf, draft]) => going[weekOf] !== draft)));
        return recorded;
      },
    };
  }, [drafts, saved, from, home.homeId]);
}
