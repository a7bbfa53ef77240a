import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedDay, countedMoment, isSkewed, SKEW_FLAGGED_MS } from '../../src/shared/training/claimed-time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('the time a device claims', () => {
  it.each([
    ['a good clock, delivered later', { at: '2026-11-22T10:00:00.000Z', off: 0, recordedAt: '2026-11-22T18:00:00.000Z' }, '2026-11-22T10:00:00.000Z', false],
    ['not delivered yet', { at: '2026-11-22T10:00:00.000Z', off: null, recordedAt: null }, '2026-11-22T10:00:00.000Z', false],
    ['an offset is put right', { at: '2026-11-22T10:00:00.000Z', off: -5 * MINUTE, recordedAt: '2026-11-22T18:00:00.000Z' }, '2026-11-22T09:55:00.000Z', false],
    ['ten minutes is not yet flagged', { at: '2026-11-22T10:00:00.000Z', off: 10 * MINUTE, recordedAt: null }, '2026-11-22T10:10:00.000Z', false],
    ['over ten minutes is flagged', { at: '2026-11-22T10:00:00.000Z', off: 10 * MINUTE + 1, recordedAt: null }, '2026-11-22T10:10:00.001Z', true],
    ['a clock a day behind', { at: '2026-11-21T10:00:00.000Z', off: DAY, recordedAt: '2026-11-22T10:01:00.000Z' }, '2026-11-22T10:00:00.000Z', true],
    ['never later than the receipt', { at: '2026-12-25T10:00:00.000Z', off: null, recordedAt: '2026-11-22T10:00:00.000Z' }, '2026-11-22T10:00:00.000Z', true],
    ['a minute ahead is bound but not flagged', { at: '2026-11-22T10:01:00.000Z', off: null, recordedAt: '2026-11-22T10:00:00.000Z' }, '2026-11-22T10:00:00.000Z', false],
    ['a claim with a zone of its own', { at: '2026-07-01T10:00:00+01:00', off: 0, recordedAt: null }, '2026-07-01T09:00:00.000Z', false],
    ['six months without signal stays the day it was done', { at: '2026-05-22T10:00:00.000Z', off: 0, recordedAt: '2026-11-22T10:00:00.000Z' }, '2026-05-22T10:00:00.000Z', false],
  ])('%s', (_name, claim, moment, flagged) => {
    expect(countedMoment(claim)).toBe(moment);
    expect(isSkewed(claim)).toBe(flagged);
  });

  it('half an hour after midnight in summer belongs to the new day in London', () => {
    expect(countedDay({ at: '2026-06-30T23:30:00.000Z', off: 0, recordedAt: null })).toBe('2026-07-01');
  });

  it('no certificate is dated after the server had it', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }).map((ms) => new Date(ms).toISOString());
    fc.assert(
      fc.property(moment, fc.option(fc.integer({ min: -400 * DAY, max: 400 * DAY }), { nil: null }), moment, (at, off, recordedAt) => {
        const claim = { at, off, recordedAt };
        expect(countedMoment(claim) <= recordedAt).toBe(true);
        // Put right by more than the limit is always told.
        if (Math.abs(off ?? 0) > SKEW_FLAGGED_MS) expect(isSkewed(claim)).toBe(true);
      }),
    );
  });
});
