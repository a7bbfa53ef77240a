// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findBroken, sayFound } from '../support/simulation/runs.ts';

/** The other half of the histories, for a second worker. */
const runs = Number(process.env.HEARTH_RUNS ?? 2000) / 2;
const seed = Number(process.env.HEARTH_SEED ?? 1) + 1;

describe('whatever else happens to phones, people and server', () => {
  it(`I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11 I12 I14 I15 I16 every promise is kept in ${runs} histories of seed ${seed}`, async () => {
    const found = await findBroken({ seed, runs });
    expect(found === null ? 'nothing was broken' : sayFound(found)).toBe('nothing was broken');
  }, 1_500_000);
});
