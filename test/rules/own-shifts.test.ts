import { describe, expect, it } from 'vitest';
import { ownGaps, ownOverlaps } from '../../src/shared/home/own-gaps.ts';
import { ownShifts, publishedWeeks } from '../../src/shared/home/own-shifts.ts';
import { ROTA_CATALOGUE, staff, toldBy, weekOf, wholeWeek } from '../support/rota-home.ts';

const MONDAY = '2026-11-23';
const TODAY = '2026-11-22';
const at = (moment: string) => Date.parse(moment) / 60_000;
const NIGHTS = wholeWeek(MONDAY, { Early: ['bea'], Late: ['cy'], Night: ['amy', 'kit*'] });
const nightsOf = (person: string) => ownShifts([NIGHTS], person, at('2026-11-22T09:00:00Z'));
const gapsOf = (change: Parameters<typeof staff>[1], weeks = [NIGHTS]) =>
  ownGaps('home-1', ownShifts(weeks, 'amy', at('2026-11-22T09:00:00Z')), staff('amy', change), ROTA_CATALOGUE, TODAY);
const said = (gaps: ReturnType<typeof gapsOf>) =>
  gaps.map((gap) => [gap.is, 'what' in gap ? gap.what : null, 'lastDay' in gap ? gap.lastDay : null, gap.shifts.map((shift) => shift.day.slice(8))]);

describe('a person’s own shifts', () => {
  it('are those they are on or shadow, with who leads and who else is there', () => {
    const week = weekOf(MONDAY, [
      { day: 0, on: ['bea', 'amy', 'kit*'], leader: 'bea' },
      { day: 1, on: ['bea', 'cy'], shadow: ['amy'], leader: 'cy' },
      { day: 2, on: ['amy'], leader: 'amy' },
      { day: 3, on: ['bea', 'cy'] },
    ]);
    const shifts = ownShifts([week], 'amy', at('2026-11-22T09:00:00Z'));
    expect(shifts.map(({ day, isShadow, isLeading, leader, others }) => ({ day, isShadow, isLeading, leader, others }))).toEqual([
      { day: '2026-11-23', isShadow: false, isLeading: false, leader: 'Person BEA', others: ['Person BEA', 'kit'] },
      { day: '2026-11-24', isShadow: true, isLeading: false, leader: 'Person CY', others: ['Person BEA', 'Person CY'] },
      { day: '2026-11-25', isShadow: false, isLeading: true, leader: null, others: [] },
    ]);
  });

  it('a night is still theirs until it ends in the morning, also on the night the clocks change', () => {
    expect(nightsOf('amy')[0]?.day).toBe('2026-11-23');
    const later = (moment: string) => ownShifts([NIGHTS], 'amy', at(moment))[0]?.day;
    expect([later('2026-11-24T06:59:00Z'), later('2026-11-24T07:00:00Z')]).toEqual(['2026-11-23', '2026-11-24']);
    const spring = wholeWeek('2027-03-22', { Early: ['bea'], Late: ['cy'], Night: ['amy'] });
    const [night] = ownShifts([spring], 'amy', at('2027-03-28T05:00:00Z'));
    // 22:00 GMT to 07:00 BST is eight hours.
    expect([night?.day, (night?.to ?? 0) - (night?.from ?? 0)]).toEqual(['2027-03-27', 8 * 60]);
  });

  it('the last word on a week stands, whichever came first, and somebody with the same name from an agency is another', () => {
    const first = weekOf(MONDAY, [{ day: 0, on: ['amy'] }]);
    const second = weekOf(MONDAY, [{ day: 1, on: ['amy'] }]);
    const told = [toldBy('home.rota.set', second, '2026-11-21'), toldBy('home.rota.set', first, '2026-11-20')];
    expect(ownShifts(publishedWeeks({ told }), 'amy', 0).map((shift) => shift.day)).toEqual(['2026-11-24']);
    const byName = { ...first, people: [{ personId: null, name: 'Person AMY', isAgency: true }] };
    expect(ownShifts([byName], 'amy', 0)).toEqual([]);
  });
});

describe('what somebody can put right for their own shifts', () => {
  it('says nothing to who holds what a shift asks for', () => {
    expect(gapsOf({})).toEqual([]);
  });

  it('names the certificate of theirs that ends, and the shifts that go past it, a night from midnight', () => {
    expect(said(gapsOf({ firstAid: '2023-11-25' }))).toEqual([['ends', 'firstAid', '2026-11-25', ['25', '26', '27', '28', '29']]]);
    // On an early shift the same certificate still covers its last day.
    const early = wholeWeek(MONDAY, { Early: ['amy'], Late: ['cy'], Night: ['bea'] });
    expect(said(gapsOf({ firstAid: '2023-11-25' }, [early]))).toEqual([['ends', 'firstAid', '2026-11-25', ['26', '27', '28', '29']]]);
  });

  it('a certificate that ended last month is still said; one that they never held is not asked of them', () => {
    expect(said(gapsOf({ firstAid: '2023-10-20' })).map(([is, what, lastDay]) => [is, what, lastDay])).toEqual([['ends', 'firstAid', '2026-10-20']]);
    expect(gapsOf({ firstAid: null, medication: null })).toEqual([]);
  });

  it('restraint training is asked of everybody on duty', () => {
    expect(said(gapsOf({ restraint: null })).map(([is, what, , days]) => [is, what, (days as string[]).length])).toEqual([['missing', 'restraint', 7]]);
  });

  it('whoever leads without a finished induction is told so; who only shadows is asked for nothing', () => {
    expect(said(gapsOf({ inducted: false, told: [] })).map(([is]) => is)).toEqual(['notInducted']);
    const shadowing = weekOf(MONDAY, [{ day: 0, on: ['bea'], shadow: ['amy'] }]);
    expect(gapsOf({ firstAid: null, medication: null, restraint: null, inducted: false }, [shadowing])).toEqual([]);
  });

  it('shifts after their last day here, and two at once, are pointed out', () => {
    expect(said(gapsOf({ endsOn: '2026-11-26' }))).toEqual([['notHere', null, null, ['27', '28', '29']]]);
    const twice = weekOf(MONDAY, [
      { day: 0, on: ['amy'] },
      { day: 0, at: [800, 1200], name: 'Late', on: ['amy'] },
      { day: 2, on: ['amy'] },
    ]);
    const shifts = ownShifts([twice], 'amy', 0);
    expect(ownOverlaps(shifts).map((gap) => gap.shifts.map((shift) => shift.name))).toEqual([['Early', 'Late']]);
    expect(ownOverlaps(shifts.slice(1))).toEqual([]);
  });
});
