// @vitest-environment node
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Happening } from '../support/simulation/happenings.ts';
import { histories } from '../support/simulation/happenings.ts';
import { findBroken, sayFound } from '../support/simulation/runs.ts';
import { hashTrace, simulate } from '../support/simulation/simulate.ts';

/** More runs, or others: HEARTH_RUNS=5000 HEARTH_SEED=7. The other half of them is in simulation-more. */
const runs = Number(process.env.HEARTH_RUNS ?? 2000) / 2;
const seed = Number(process.env.HEARTH_SEED ?? 1);

describe('whatever happens to phones, people and server', () => {
  it(`I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11 I12 I14 I15 I16 every promise is kept in ${runs} histories of seed ${seed}`, async () => {
    const found = await findBroken({ seed, runs });
    expect(found === null ? 'nothing was broken' : sayFound(found)).toBe('nothing was broken');
  }, 1_500_000);

  it('F11 I10 what a person may no longer see goes from the phone, though the server was restored meanwhile', async () => {
    expect((await simulate([{ is: 'restore' }, { is: 'endPlacement', who: 1, home: 0 }])).broken).toEqual([]);
  });

  it('I8 I10 a fact refused because its id is taken does not hide the fact that has the id', async () => {
    const outcome = await simulate([
      { is: 'fate', phone: 1, fate: 'slow' },
      { is: 'pass', seconds: 123 },
      { is: 'record', phone: 0, page: 0, deed: 'wholeAttempt', choice: 2, isSoonSent: true },
      { is: 'sameId', phone: 1, choice: 0 },
      { is: 'arrive', which: 0 },
    ]);
    expect(outcome.broken).toEqual([]);
  });

  it('I11 I12 what was erased stays so, though its author’s phone sends it again and adds to it', async () => {
    const outcome = await simulate([
      { is: 'fate', phone: 1, fate: 'replyLost' },
      { is: 'record', phone: 1, page: 0, deed: 'answer', choice: 1, isSoonSent: true },
      { is: 'record', phone: 1, page: 0, deed: 'answer', choice: 1, isSoonSent: false },
      { is: 'erase', which: 0 },
      { is: 'restore' },
    ]);
    expect(outcome.counts.erased).toBe(1);
    expect(outcome.broken).toEqual([]);
  });

  it('I16 F25 a picture arrives whole and once, whatever each of its parts meets on the way', async () => {
    const fates = ['replyLost', 'garbled', 'twice', 'ghost', 'cut', 'badGateway'] as const;
    const outcome = await simulate([
      { is: 'record', phone: 2, page: 0, deed: 'photo', choice: 2, isSoonSent: false },
      { is: 'fate', phone: 2, fate: 'fair' },
      { is: 'fate', phone: 2, fate: 'fair' },
      ...fates.flatMap((fate): Happening[] => [
        { is: 'fate', phone: 2, fate },
        { is: 'server', fault: 'killedAfter', times: 1 },
        { is: 'drain', phone: 2, page: 0 },
        { is: 'kill', phone: 2, page: 0 },
        { is: 'pass', seconds: 400 },
      ]),
    ]);
    expect(outcome.counts.parts).toBeGreaterThan(4);
    expect(outcome.broken).toEqual([]);
  });

  it('F23 I4 what a closed account delivers is kept, and takes its effect when the account is opened again', async () => {
    const outcome = await simulate([
      { is: 'closeAccount', who: 1 },
      { is: 'record', phone: 1, page: 0, deed: 'wholeAttempt', choice: 1, isSoonSent: true },
      { is: 'signIn', phone: 0, who: 0 },
      { is: 'days', days: 2 },
      { is: 'settle' },
      { is: 'reopenAccount', who: 1 },
    ]);
    expect(outcome.counts.closed).toBe(1);
    expect(outcome.broken).toEqual([]);
  });

  it('F11 I11 I16 a picture of what was erased is not given to a server put back', async () => {
    const outcome = await simulate([
      { is: 'record', phone: 2, page: 0, deed: 'photo', choice: 0, isSoonSent: true },
      { is: 'backup' },
      { is: 'erase', which: 0 },
      { is: 'restore' },
      { is: 'drain', phone: 2, page: 0 },
    ]);
    expect(outcome.counts.erased).toBe(1);
    expect(outcome.broken).toEqual([]);
  });

  it('F15 I15 what was kept while the connection was lost is counted on the screen at once', async () => {
    const outcome = await simulate([
      { is: 'showCount', phone: 1, page: 0 },
      { is: 'disk', phone: 1, page: 0, fault: 'lostAfter', after: 0 },
      { is: 'record', phone: 1, page: 0, deed: 'start', choice: 0, isSoonSent: false },
    ]);
    expect(outcome.broken).toEqual([]);
  });

  it('the same history leaves the same trace, so that a seed shows a failure again', async () => {
    for (const history of fc.sample(histories, { numRuns: 5, seed })) expect(hashTrace(await simulate(history))).toBe(hashTrace(await simulate(history)));
  });
});
