import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, epochDay, isDay, londonDay } from '../../src/shared/basics/day.ts';

const someDay = fc.integer({ min: epochDay('1990-01-01'), max: epochDay('2090-12-31') }).map((days) => addDays('1970-01-01', days));

describe('days', () => {
  it.each([
    ['2026-11-21', 12, '2027-11-21'],
    ['2026-11-21', 24, '2028-11-21'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2025-02-28', 12, '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-4-3', false],
    ['', false],
    ['2026-04-03T00:00:00Z', false],
    ['next week', false],
  ])('%s is a real day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  it.each([
    // The clocks go forward at 01:00 UTC on 29 March 2026 and back on 25 October 2026.
    ['2026-01-31T23:59:59.999Z', '2026-01-31'],
    ['2026-03-28T23:59:59Z', '2026-03-28'],
    ['2026-03-29T22:59:59Z', '2026-03-29'],
    ['2026-03-29T23:00:00Z', '2026-03-30'],
    ['2026-07-01T22:59:59Z', '2026-07-01'],
    ['2026-07-01T23:00:00Z', '2026-07-02'],
    ['2026-10-24T23:30:00Z', '2026-10-25'],
    ['2026-10-25T23:30:00Z', '2026-10-25'],
    ['2026-11-22T00:30:00+01:00', '2026-11-21'],
    ['2026-12-31T19:00:00-05:00', '2027-01-01'],
  ])('%s falls on %s in London', (moment, expected) => {
    expect(londonDay(moment)).toBe(expected);
  });

  it('adding days and counting them are each other’s undoing', () => {
    fc.assert(fc.property(someDay, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => daysBetween(day, addDays(day, count)) === count));
  });

  it('every day made is a real day', () => {
    fc.assert(fc.property(someDay, fc.integer({ min: -600, max: 600 }), (day, count) => isDay(addMonths(day, count)) && isDay(addDays(day, count))));
  });

  it('days compare as plain text', () => {
    fc.assert(fc.property(someDay, someDay, (one, other) => one < other === daysBetween(one, other) > 0));
  });

  it('months keep the date, or use the last day of a month that is too short', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 240 }), (day, count) => {
        const moved = addMonths(day, count);
        return moved.slice(8) === day.slice(8) || (moved.slice(8) < day.slice(8) && addDays(moved, 1).slice(8) === '01');
      }),
    );
  });

  it('a later day never ends earlier', () => {
    fc.assert(fc.property(someDay, someDay, fc.integer({ min: 1, max: 60 }), (one, other, months) => one > other || addMonths(one, months) <= addMonths(other, months)));
  });
});
