import * as fc from 'fast-check';
import type { Happening } from './happenings.ts';
import { histories } from './happenings.ts';
import type { Plant } from './plant.ts';
import type { Outcome } from './simulate.ts';
import { simulate } from './simulate.ts';

export type Run = {
  seed: number;
  runs: number;
  /** Where in the seed's histories to begin again, as a failure named it. */
  path?: string;
  plant?: Plant;
  /** What happens at the beginning of each history. */
  opening?: readonly Happening[];
  /** Stop at the first failure as it is, without looking for a shorter one. */
  isQuick?: boolean;
  /** No new history begins after this many real milliseconds. */
  withinMs?: number;
  onHistory?: (outcome: Outcome) => void;
};

export type Found = { seed: number; path: string; broken: string[]; history: readonly Happening[] };

/** Plays histories of one seed until a promise is broken; null when none was. */
export async function findBroken(run: Run): Promise<Found | null> {
  const { seed, runs, path, plant, opening = [], isQuick = false, withinMs, onHistory } = run;
  let broken: string[] = [];
  const property = fc.asyncProperty(histories, async (drawn) => {
    const outcome = await simulate([...opening, ...drawn], plant);
    onHistory?.(outcome);
    if (outcome.broken.length > 0) broken = outcome.broken;
    return outcome.broken.length === 0;
  });
  const limits = { ...(path === undefined ? {} : { path }), ...(withinMs === undefined ? {} : { interruptAfterTimeLimit: withinMs }) };
  const details = await fc.check(property, { seed, numRuns: runs, endOnFailure: isQuick, ...limits });
  if (!details.failed || details.counterexamplePath === null) return null;
  return { seed, path: details.counterexamplePath, broken, history: [...opening, ...(details.counterexample?.[0] ?? [])] };
}

/** What is printed of a failure: the promises, the shortest history found, and how to see it again. */
export function sayFound({ seed, path, broken, history }: Found): string {
  return [
    ...broken.map((promise) => `Broken: ${promise}`),
    `After these ${history.length} happenings:`,
    ...history.map((happening) => `  ${JSON.stringify(happening)},`),
    `Seed ${seed}, path ${path}. To see it again: npm run soak -- --seed ${seed} --path ${path}`,
  ].join('\n');
}
