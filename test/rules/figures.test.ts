import { describe, expect, it } from 'vitest';
import { onShiftTonight } from '../../src/shared/home/rota-night.ts';
import type { RotaWeek } from '../../src/shared/home/rota.ts';
import { isHard, percentRight, sayCount } from '../../src/shared/training/figures.ts';

const people = ['amara', 'ben', 'chi', null].map((personId) => ({ personId, name: personId ?? 'From an agency', isAgency: personId === null }));
const week = (weekOf: string, shifts: { day: number; start: number; end: number; on: number[]; shadow?: number[] }[]): RotaWeek => ({
  homeId: 'larch',
  weekOf,
  people,
  shifts: shifts.map(({ shadow = [], ...shift }) => ({ name: 'Shift', leader: null, shadow, ...shift })),
  loneAssessedOn: null,
  roundTheClock: true,
});
const at = (moment: string) => Date.parse(moment);
const hours = (count: number) => count * 60;

describe('who is on shift tonight', () => {
  // Friday 20 November 2026; its week begins on the 16th.
  const night = { day: 4, start: hours(21), end: hours(7), on: [0, 3], shadow: [1] };

  it.each([
    ['in the afternoon', '2026-11-20T15:00:00Z'],
    ['in the middle of that night', '2026-11-21T03:00:00Z'],
    ['just before eight in the morning', '2026-11-21T07:59:00Z'],
  ])('%s it is the night that begins on Friday, whoever learns there included', (_when, moment) => {
    expect([...onShiftTonight([week('2026-11-16', [night])], at(moment))].sort()).toEqual(['amara', 'ben']);
  });

  it('from eight in the morning on it is the next one', () => {
    expect([...onShiftTonight([week('2026-11-16', [night])], at('2026-11-21T08:00:00Z'))]).toEqual([]);
  });

  it.each([
    ['a late shift that ends at ten has gone home', { day: 4, start: hours(14), end: hours(22) }, []],
    ['a late shift that ends a quarter past ten has not', { day: 4, start: hours(14), end: hours(22) + 15 }, ['chi']],
    ['an early shift that begins at six is not there yet', { day: 5, start: hours(6), end: hours(14) }, []],
    ['a whole day and night counts', { day: 4, start: hours(10), end: hours(10) }, ['chi']],
  ])('%s', (_title, shift, expected) => {
    expect([...onShiftTonight([week('2026-11-16', [{ ...shift, on: [2] }])], at('2026-11-20T18:00:00Z'))]).toEqual(expected);
  });

  it('a Sunday night reaches into the next week, and both rotas are read', () => {
    const sunday = week('2026-11-16', [{ day: 6, start: hours(22), end: hours(6), on: [0] }]);
    const monday = week('2026-11-23', [{ day: 0, start: 0, end: hours(8), on: [1] }]);
    expect([...onShiftTonight([sunday, monday], at('2026-11-22T20:00:00Z'))].sort()).toEqual(['amara', 'ben']);
  });

  it('on the night the clocks go back it lasts an hour longer, and nobody is missed', () => {
    const autumn = week('2026-10-19', [{ day: 5, start: hours(22), end: hours(7), on: [0] }]);
    expect([...onShiftTonight([autumn], at('2026-10-25T05:30:00Z'))]).toEqual(['amara']);
  });
});

describe('what counts may say', () => {
  it.each([
    [0, null],
    [4, null],
    [5, 5],
    [612, 612],
  ])('%i people are said as %s', (count, said) => expect(sayCount(count)).toBe(said));

  it.each([
    [100, 38, true],
    [100, 40, false],
    [10, 3, true],
    // Too few to say anything of the question.
    [9, 0, false],
  ])('of %i first tries %i right: hard is %s', (asked, right, hard) => expect(isHard({ asked, right })).toBe(hard));

  it('a share is a whole number of percent, and of nothing it is none', () => {
    expect([percentRight({ asked: 21, right: 8 }), percentRight({ asked: 0, right: 0 })]).toEqual([38, 0]);
  });
});
