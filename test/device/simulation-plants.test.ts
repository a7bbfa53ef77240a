// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { PLANTS } from '../support/simulation/plants.ts';
import { findBroken } from '../support/simulation/runs.ts';
import { simulate } from '../support/simulation/simulate.ts';

/** Most are found in the first few histories of their seed. */
const RUNS_AT_MOST = 60;

describe('a simulation that finds nothing proves nothing: each of these mistakes is found', () => {
  for (const [mistake, { seed, opening, ...plant }] of Object.entries(PLANTS)) {
    it(`when ${mistake}`, async () => {
      const found = await findBroken({ seed, runs: RUNS_AT_MOST, plant, opening, isQuick: true });
      expect(found?.broken ?? []).not.toEqual([]);
      // It is the mistake that was found, and nothing else.
      expect((await simulate(found?.history ?? [])).broken).toEqual([]);
    }, 120_000);
  }
});
