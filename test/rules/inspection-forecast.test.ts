import { describe, expect, it } from 'vitest';
import { VERY_FEW } from '../../src/shared/home/inspection-forecast.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { diploma, homeOf, inspected, told, worker } from '../support/inspected-home.ts';

const carers = (count: number, startsOn = '2025-09-01') => Array.from({ length: count }, (_, index) => worker(`c${index}`, 'carer', startsOn));
const withDiploma = (person: PersonRecord, over: Parameters<typeof diploma>[1]) => ({ ...person, told: [...(person.told ?? []), diploma(person.personId, over)] });
const shareOf = (people: PersonRecord[]) => inspected(homeOf(people)).forecast('levelThreeShare');

describe('what the framework says of Level 3 (SCCIF, text of 29 June 2026; regulation 32)', () => {
  it('nobody holds it and nobody is expected within 6 months or by their date: the rule applies', () => {
    expect(shareOf(carers(4))).toMatchObject({ verdict: 'applies', counts: { held: 0, of: 4, now: 0, soon: 0, byDate: 0 }, on: '2027-05-22' });
  });

  it('somebody expected within 6 months is a prospect, and so is somebody expected by their own date', () => {
    const [first, ...others] = carers(4);
    if (!first) throw new Error('nobody');
    expect(shareOf([withDiploma(first, { expectedOn: '2027-05-22' }), ...others])).toMatchObject({ verdict: 'prospect', counts: { soon: 25, byDate: 25 } });
    expect(shareOf([withDiploma(first, { expectedOn: '2027-08-31' }), ...others])).toMatchObject({ verdict: 'prospect', counts: { soon: 0, byDate: 25 } });
    expect(shareOf([withDiploma(first, { expectedOn: '2027-09-02' }), ...others])?.verdict).toBe('applies');
  });

  it('being enrolled with no day expected is no prospect', () => {
    expect(shareOf(carers(2).map((person) => withDiploma(person, {})))?.verdict).toBe('applies');
  });

  it('“very few” is a judgement: below the page’s own unconfirmed share it says so, at the share it does not', () => {
    expect(VERY_FEW.unconfirmed).toContain('must confirm');
    const held = (count: number, of: number) => carers(of).map((person, index) => (index < count ? withDiploma(person, { state: 'held', on: '2026-01-01' }) : person));
    expect(shareOf(held(1, 5))).toMatchObject({ verdict: 'judgement', counts: { now: 20, threshold: 25 } });
    expect(shareOf(held(1, 4))?.verdict).toBe('clear');
    expect(shareOf([])?.verdict).toBe('notKnown');
  });

  it('who is past the date without a deferral is a requirement not met; a legal deferral in force is not', () => {
    const late = carers(1, '2024-01-01');
    expect(inspected(homeOf(late)).forecast('levelThreeLate')).toMatchObject({ verdict: 'applies', counts: { late: 1 } });
    const until = (day: string, reviewOn: string) =>
      late.map((person) => ({
        ...person,
        told: [
          told(
            'people.clock.deferred',
            { deferralId: 'd', personId: person.personId, diploma: 'level3' as const, reason: 'partTime' as const, rationale: '', until: day, reviewOn },
            '2026-09-01',
          ),
        ],
      }));
    const deferred = inspected(homeOf(until('2027-03-01', '2026-11-30')));
    expect([deferred.forecast('levelThreeLate')?.verdict, deferred.forecast('levelThreeDeferrals')]).toEqual([
      'clear',
      { rule: 'levelThreeDeferrals', verdict: 'clear', counts: { deferred: 1, unreviewed: 0 }, on: null },
    ]);
    expect(inspected(homeOf(until('2027-03-01', '2026-11-22'))).forecast('levelThreeDeferrals')?.verdict).toBe('applies');
    expect(inspected(homeOf(until('2026-11-21', '2026-11-20'))).forecast('levelThreeLate')?.verdict).toBe('applies');
  });
});

describe('what the framework says of the manager’s Level 5 (SCCIF, text of 29 June 2026; regulation 28)', () => {
  const boss = (startsOn: string, over?: Parameters<typeof diploma>[1]) => {
    const person = worker('mo', 'manager', startsOn);
    return homeOf([over ? withDiploma(person, { diploma: 'level5', ...over }) : person]);
  };
  const fiveOf = (home: ReturnType<typeof homeOf>) => inspected(home).forecast('levelFive');

  it('past the date without a valid deferral, leadership cannot be outstanding', () => {
    expect(fiveOf(boss('2023-11-21'))).toMatchObject({ verdict: 'applies', counts: { late: 1 }, on: '2026-11-21' });
    expect(fiveOf(boss('2023-11-22', { percent: 90 }))?.verdict).toBe('clear');
  });

  it('an end expected after the date is the same rule; not being enrolled is a judgement, for there may be good reason', () => {
    expect(fiveOf(boss('2025-01-01', { expectedOn: '2028-01-02' }))).toMatchObject({ verdict: 'applies', counts: { willBeLate: 1 } });
    expect(fiveOf(boss('2025-01-01', { expectedOn: '2028-01-01' }))?.verdict).toBe('clear');
    expect(fiveOf(boss('2025-01-01'))?.verdict).toBe('judgement');
  });

  it('an equivalent that nobody wrote a reason for cannot be explained', () => {
    expect(inspected(boss('2020-01-01', { state: 'equivalent', on: '2021-01-01' })).forecast('levelFiveEquivalent')?.verdict).toBe('applies');
    expect(inspected(boss('2020-01-01', { state: 'equivalent', on: '2021-01-01', rationale: 'Units compared.' })).forecast('levelFiveEquivalent')?.verdict).toBe('clear');
    expect(inspected(boss('2020-01-01', { state: 'held', on: '2021-01-01' })).forecast('levelFiveEquivalent')).toBeUndefined();
  });

  it('without a manager placed there is nothing to say', () => {
    expect(fiveOf(homeOf(carers(1)))?.verdict).toBe('notKnown');
  });
});
