// @vitest-environment node
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plant } from '../support/simulation.ts';
import { happenings, simulate } from '../support/simulation.ts';

/** More runs: HEARTH_RUNS=2000. A failing seed is printed and can be given back with HEARTH_SEED. */
const runs = Number(process.env.HEARTH_RUNS ?? 25);
const seed = process.env.HEARTH_SEED ? Number(process.env.HEARTH_SEED) : undefined;

/** Every one of these mistakes must be found, or the simulation proves nothing. */
const PLANTED: Record<string, Plant> = {
  'the line is closed before it is sent': (cabinet, server) => ({
    ...cabinet,
    openLines: async (owner, limit, except) => {
      const lines = await cabinet.openLines(owner, limit, except);
      const receipt = { state: 'recorded' as const, serverSeq: 1, recordedAt: '2026-11-20T09:00:00.000Z' };
      if (limit > 1)
        await cabinet.applyAnswers(
          owner,
          lines.map(({ factId, hash }) => ({ factId, receipt: { ...receipt, hash } })),
          { epoch: server.shelves.epoch, offset: null },
        );
      return lines;
    },
  }),
  'a refusal is dropped in silence': (cabinet) => ({
    ...cabinet,
    applyAnswers: async (owner, answers, news) => {
      const settled = await cabinet.applyAnswers(owner, answers, news);
      for (const answer of answers) if (answer.refusal) await cabinet.letGoOfRefusal(answer.factId);
      return settled;
    },
  }),
  'the server does not know an id again': (cabinet, server) => {
    server.shelves.log.get = () => undefined;
    return cabinet;
  },
};

describe('whatever happens to phones, people and server', () => {
  it(`I1 I2 I4 I5 I10 nothing is lost, doubled, stuck or hidden (${runs} histories)`, async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (list) => {
        expect(await simulate(list)).toEqual([]);
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
    );
  }, 600_000);

  for (const [mistake, plant] of Object.entries(PLANTED)) {
    it(`finds it when ${mistake}`, async () => {
      const found = await fc.check(
        fc.asyncProperty(
          happenings,
          async (list) =>
            (await simulate([{ is: 'record', tab: 0, count: 2 }, { is: 'refuseNext' }, { is: 'weather', tab: 0, kind: 'replyLost' }, { is: 'drain', tab: 0 }, ...list], plant))
              .length === 0,
        ),
        { numRuns: 20, endOnFailure: true, seed: 7 },
      );
      expect(found.failed).toBe(true);
    }, 60_000);
  }
});
