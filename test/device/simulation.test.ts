// @vitest-environment node
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories } from '../support/simulation/happenings.ts';
import { simulate } from '../support/simulation/simulate.ts';

const runs = Number(process.env.HEARTH_RUNS ?? 20);
const seed = Number(process.env.HEARTH_SEED ?? 1);
describe('whatever happens', () => {
  it('probe', async () => {
    const all: Record<string, number> = {};
    const broken: Record<string, number> = {};
    const t = performance.now();
    let first: unknown = null;
    for (const history of fc.sample(histories, { numRuns: runs, seed })) {
      const o = await simulate(history);
      for (const [k, v] of Object.entries(o.counts)) all[k] = (all[k] ?? 0) + v;
      for (const b of o.broken) { broken[b] = (broken[b] ?? 0) + 1; first ??= { b: o.broken, history }; }
    }
    process.stdout.write(`${JSON.stringify({ ms: (performance.now() - t) / runs, all, broken }, null, 1)}\n${JSON.stringify(first)}\n`);
    expect(1).toBe(1);
  }, 600_000);
});
