import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftDaysOf } from '../../src/shared/home/shift-days.ts';
import { addDays } from '../../src/shared/basics/day.ts';
import type { ClockName } from '../../src/shared/people/clock-lengths.ts';
import { byUrgency, clocksOf, supervisedOnlyOf } from '../../src/shared/people/clocks.ts';
import type { Clock, ClockHelp } from '../../src/shared/people/clocks.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import { placed, sam, told } from '../support/dated.ts';

const TODAY = '2026-11-22';

function clock(record: PersonRecord, what: ClockName, today = TODAY, help?: ClockHelp): Clock {
  const found = clocksOf(record, today, help).find((entry) => entry.what === what);
  if (!found) throw new Error(`no ${what}`);
  return found;
}

const qualified = (day: string, over: Partial<Bodies['people.qualification.recorded']>) =>
  told('people.qualification.recorded', day, { personId: 'sam', diploma: 'level3', state: 'enrolled', title: '', on: day, rationale: '', ...over });
const deferred = (day: string, over: Partial<Bodies['people.clock.deferred']> = {}) =>
  told('people.clock.deferred', day, {
    deferralId: 'd-1',
    personId: 'sam',
    diploma: 'level3',
    reason: 'prolongedAbsence',
    rationale: 'Away for eight months.',
    until: '2027-08-01',
    reviewOn: addDays(day, 90),
    ...over,
  });
const reviewed = (day: string, goesOn: boolean, reviewOn: string | null) =>
  told('people.deferral.reviewed', day, { deferralId: 'd-1', personId: 'sam', goesOn, reviewOn, rationale: '' });
const met = (day: string, kind: 'supervision' | 'appraisal' = 'supervision') =>
  told('people.meeting.recorded', day, { meetingId: `m-${day}`, personId: 'sam', kind, on: day, minutes: 60, agenda: [], notes: '', actions: [], contributions: [], next: null });
const milestone = (day: string, what: Bodies['people.milestone.recorded']['what'], over: Partial<Bodies['people.milestone.recorded']> = {}) =>
  told('people.milestone.recorded', day, { personId: 'sam', homeId: 'home-1', what, outcome: 'met', on: day, until: null, note: '', ...over });

describe('Level 3 within two years of starting in a care role (SI 2015/541 regulation 32(5))', () => {
  it('runs two years from the first care role, wherever that was, and names its regulation', () => {
    const one = clock(sam([placed({ startsOn: '2026-01-05', careRoleStartedOn: '2025-03-01' })]), 'level3');
    expect(one).toMatchObject({ startedOn: '2025-03-01', byOn: '2027-03-01', basis: 'SI 2015/541 reg 32(5)', length: 'law' });
    expect(one.starts).toEqual({ firstEver: '2025-03-01', isFirstKnown: true, here: [{ placeId: 'home-1', on: '2026-01-05' }], mustConfirm: true });
  });

  it('moving home does not start it again: both dates are there, the earlier counts, and a person must confirm', () => {
    const record = sam([placed({ placeId: 'kent', startsOn: '2025-02-01', endsOn: '2026-06-30' }), placed({ placeId: 'surrey', startsOn: '2026-07-01' })]);
    expect(clock(record, 'level3')).toMatchObject({ byOn: '2027-02-01', starts: { here: [{ placeId: 'surrey', on: '2026-07-01' }], mustConfirm: true } });
    expect(clock(sam([placed()]), 'level3').starts).toMatchObject({ mustConfirm: false, isFirstKnown: false });
  });

  it('in two homes at once there is one date', () => {
    const record = sam([placed({ startsOn: '2026-01-05' }), placed({ placeId: 'home-2', startsOn: '2026-03-01' })]);
    const dates = clocksOf(record, TODAY).filter((entry) => entry.what === 'level3');
    expect(dates).toHaveLength(1);
    expect(dates[0]).toMatchObject({ byOn: '2028-01-05', starts: { here: [{ on: '2026-01-05' }, { on: '2026-03-01' }] } });
  });

  it('Guide 10.12: agency staff stand under the same date', () => {
    expect(clock(sam([placed({ role: 'agency' })]), 'level3').byOn).toBe('2028-01-05');
  });

  it.each([
    ['2024-02-29', '2026-02-28'],
    ['2022-02-28', '2024-02-28'],
  ])('started on %s, the date is %s', (startedOn, byOn) => {
    expect(clock(sam([placed({ careRoleStartedOn: startedOn })]), 'level3').byOn).toBe(byOn);
  });

  it.each<[number, Clock['state'], number | null]>([
    [181, 'onTime', null],
    [180, 'warn', 180],
    [91, 'warn', 180],
    [90, 'warn', 90],
    [61, 'warn', 90],
    [60, 'warn', 60],
    [31, 'warn', 60],
    [30, 'warn', 30],
    [8, 'warn', 30],
    [7, 'warn', 7],
    [0, 'warn', 7],
    [-1, 'overdue', null],
  ])('%s days before the date it says %s, warning of %s days', (days, state, warnAt) => {
    expect(clock(sam([placed()]), 'level3', addDays('2028-01-05', -days))).toMatchObject({ state, warnAt, daysLeft: days });
  });

  it('a diploma held, or judged equivalent, meets it from its day on and not before', () => {
    for (const state of ['held', 'equivalent'] as const) {
      const record = sam([placed()], [qualified('2026-06-01', { state, rationale: 'Unit by unit.' })]);
      expect(clock(record, 'level3', '2026-05-31').state).toBe('onTime');
      expect(clock(record, 'level3', '2026-06-01')).toMatchObject({ state: 'met', lastOn: '2026-06-01', qualification: { author: 'boss' } });
    }
  });

  it('pace: what is done against the time gone, and an end expected after the date is behind', () => {
    const half = '2027-01-05';
    const at = (over: Partial<Bodies['people.qualification.recorded']>) => clock(sam([placed()], [qualified('2026-06-01', over)]), 'level3', half).qualification;
    expect(at({ percent: 50 })).toMatchObject({ pace: 'onPace', percentGone: 50, percent: 50 });
    expect(at({ percent: 49 })?.pace).toBe('behind');
    expect(at({ percent: 90, expectedOn: '2028-01-06' })?.pace).toBe('behind');
    expect(at({ percent: 90, expectedOn: '2027-01-04' })?.pace).toBe('behind');
    expect(at({ percent: 90, expectedOn: half })?.pace).toBe('onPace');
    expect(at({})?.pace).toBe('unknown');
    expect(clock(sam([placed()]), 'level3', half).qualification).toMatchObject({ state: 'notEnrolled', pace: null });
  });

  it('the latest word about a diploma stands, also when it takes an earlier one back', () => {
    const record = sam([placed()], [qualified('2026-06-01', { state: 'held' }), qualified('2026-06-02', { state: 'enrolled', percent: 80, on: '2026-05-01' })]);
    expect(clock(record, 'level3')).toMatchObject({ state: 'onTime', qualification: { state: 'enrolled', percent: 80 } });
  });
});

describe('deferral for one of the two legal reasons (SI 2015/541 regulation 32(6) and 28(4))', () => {
  const start = [placed({ startsOn: '2024-12-01' })];

  it('a new date holds, with who decided, why, and when it is looked at again', () => {
    const one = clock(sam(start, [deferred('2026-10-01')]), 'level3');
    expect(one).toMatchObject({ state: 'deferred', byOn: '2027-08-01', firstByOn: '2026-12-01' });
    expect(one.deferral).toMatchObject({
      basis: 'SI 2015/541 reg 32(6)',
      reason: 'prolongedAbsence',
      author: 'boss',
      decidedOn: '2026-10-01',
      reviewOn: '2026-12-30',
      isReviewDue: false,
    });
  });

  it('on its review day it asks to be looked at, and a review gives the next day', () => {
    expect(clock(sam(start, [deferred('2026-10-01')]), 'level3', '2026-12-29').deferral?.isReviewDue).toBe(false);
    expect(clock(sam(start, [deferred('2026-10-01')]), 'level3', '2026-12-30').deferral?.isReviewDue).toBe(true);
    const again = sam(start, [deferred('2026-10-01'), reviewed('2026-12-30', true, '2027-03-15')]);
    expect(clock(again, 'level3', '2027-01-05').deferral).toMatchObject({ reviewOn: '2027-03-15', isReviewDue: false, reviews: [{ goesOn: true, by: 'boss' }] });
  });

  it('a review may end it: the first date counts again, and what was true before stays true', () => {
    const ended = sam(start, [deferred('2026-10-01'), reviewed('2026-12-10', false, null)]);
    expect(clock(ended, 'level3', '2026-12-09').state).toBe('deferred');
    expect(clock(ended, 'level3', '2026-12-10')).toMatchObject({ state: 'overdue', byOn: '2026-12-01', deferral: null });
  });

  it('once the new date has gone it is overdue', () => {
    const record = sam(start, [deferred('2026-10-01', { until: '2026-12-20' })]);
    expect(clock(record, 'level3', '2026-12-20')).toMatchObject({ state: 'deferred', warnAt: 7 });
    expect(clock(record, 'level3', '2026-12-21').state).toBe('overdue');
  });

  it('a diploma held needs no deferral any more', () => {
    expect(clock(sam(start, [deferred('2026-10-01'), qualified('2026-11-01', { state: 'held' })]), 'level3')).toMatchObject({ state: 'met', deferral: null });
  });
});

describe('Level 5 within three years of starting to manage a home (SI 2015/541 regulation 28(3))', () => {
  it('runs from the earliest home managed, for managers only, 29 February included', () => {
    const record = sam([placed({ role: 'manager', placeId: 'old', startsOn: '2024-02-29', endsOn: '2025-01-01' }), placed({ role: 'manager', startsOn: '2025-01-02' })]);
    expect(clock(record, 'level5')).toMatchObject({ startedOn: '2024-02-29', byOn: '2027-02-28', basis: 'SI 2015/541 reg 28(3)', starts: { mustConfirm: true } });
    expect(clocksOf(sam([placed()]), TODAY).map((entry) => entry.what)).not.toContain('level5');
    expect(clocksOf(record, TODAY).map((entry) => entry.what)).not.toContain('level3');
  });

  it('its deferral is its own', () => {
    const record = sam([placed({ role: 'manager', startsOn: '2023-12-01' })], [deferred('2026-10-01', { diploma: 'level5' })]);
    expect(clock(record, 'level5')).toMatchObject({ state: 'deferred', byOn: '2027-08-01', deferral: { reason: 'prolongedAbsence', basis: 'SI 2015/541 reg 28(4)' } });
  });
});

describe('induction and probation (SI 2015/541 regulation 33(1)); their lengths are practice, not law', () => {
  it('each home has its own induction', () => {
    const record = sam([placed({ startsOn: '2026-11-01' }), placed({ placeId: 'home-2', startsOn: '2026-11-10' })], [milestone('2026-11-15', 'induction')]);
    const inductions = clocksOf(record, TODAY).filter((entry) => entry.what === 'induction');
    expect(inductions.map(({ placeId, state, byOn, length }) => [placeId, state, byOn, length])).toEqual([
      ['home-1', 'met', '2026-11-29', 'practice'],
      ['home-2', 'onTime', '2026-12-08', 'practice'],
    ]);
  });

  it('probation has its look in the middle, may be extended, and may not be met', () => {
    const start = [placed({ startsOn: '2026-06-01' })];
    expect(clock(sam(start), 'probation')).toMatchObject({ byOn: '2026-11-16', state: 'overdue' });
    expect(clock(sam(start), 'probationReview')).toMatchObject({ byOn: '2026-08-24', state: 'overdue' });
    const longer = sam(start, [milestone('2026-11-10', 'probation', { outcome: 'extended', until: '2027-02-01' })]);
    expect(clock(longer, 'probation')).toMatchObject({ state: 'warn', byOn: '2027-02-01', firstByOn: '2026-11-16' });
    expect(clock(sam(start, [milestone('2026-11-10', 'probation', { outcome: 'notMet' })]), 'probation').state).toBe('notMet');
    const whole = clocksOf(sam(start, [milestone('2026-11-10', 'probation')]), TODAY).map((entry) => entry.what);
    expect(whole).not.toContain('probationReview');
  });

  it('agency staff are inducted and have no probation', () => {
    expect(clocksOf(sam([placed({ role: 'agency' })]), TODAY).map((entry) => entry.what)).toEqual(['level3', 'induction', 'supervision']);
  });

  it('what should have happened over a year ago, and was never told, is called not recorded', () => {
    const record = sam([placed({ startsOn: '2025-11-21' })]);
    expect(clock(record, 'induction').state).toBe('notRecorded');
    expect(clock(record, 'induction', '2026-11-21').state).toBe('overdue');
    expect(clock(record, 'supervision').rule).toBe('established');
  });

  it('regulation 32(7): while a check is still out, they work supervised only', () => {
    const early = sam([placed({ startsOn: '2026-11-15' })], [milestone('2026-11-14', 'preEmploymentChecks', { outcome: 'extended', until: '2026-12-01', note: 'A reference.' })]);
    expect(supervisedOnlyOf(early, TODAY)).toEqual([{ homeId: 'home-1', since: '2026-11-14', note: 'A reference.', until: '2026-12-01' }]);
    const later = { ...early, told: [...(early.told ?? []), milestone('2026-11-20', 'preEmploymentChecks')] };
    expect(supervisedOnlyOf(later, TODAY)).toEqual([]);
    expect(supervisedOnlyOf(later, '2026-11-19')).toHaveLength(1);
  });
});

describe('practice supervision (SI 2015/541 regulation 33(4)(b)); the intervals are defaults, not law', () => {
  it.each<[string, PersonRecord, string, number]>([
    ['in probation', sam([placed({ startsOn: '2026-11-01' })], [met('2026-11-10')]), 'probation', 14],
    ['established', sam([placed()], [milestone('2026-06-20', 'probation'), met('2026-11-10')]), 'established', 31],
    ['a manager', sam([placed({ role: 'manager' })], [milestone('2026-06-20', 'probation'), met('2026-11-10')]), 'manager', 42],
    ['agency, no rota known', sam([placed({ role: 'agency' })], [met('2026-11-10')]), 'agency', 31],
  ])('%s: %#', (_name, record, rule, days) => {
    expect(clock(record, 'supervision')).toMatchObject({
      rule,
      startedOn: '2026-11-10',
      byOn: addDays('2026-11-10', days),
      length: 'practice',
      basis: 'SI 2015/541 reg 33(4)(b)',
      shifts: null,
    });
  });

  it('agency staff after eight shifts, where the rota shows them', () => {
    const agency = sam([placed({ role: 'agency' })], [met('2026-11-10')]);
    const shiftDays = Array.from({ length: 9 }, (_, index) => addDays('2026-11-11', index * 2));
    expect(clock(agency, 'supervision', TODAY, { shiftDays })).toMatchObject({ byOn: '2026-11-25', shifts: 6 });
    expect(clock(agency, 'supervision', TODAY, { shiftDays: shiftDays.slice(0, 3) })).toMatchObject({ byOn: '2026-12-11', shifts: 3 });
  });

  it('shifts are read from the latest rota of each week', () => {
    const rota = (day: string, on: number[]) =>
      told('home.rota.set', day, {
        homeId: 'home-1',
        weekOf: '2026-11-16',
        people: [{ personId: 'sam', name: 'Sam', isAgency: true }],
        shifts: [0, 2].map((at) => ({ day: at, name: 'Day', start: 480, end: 900, on, shadow: [], leader: null })),
        loneAssessedOn: null,
        roundTheClock: true,
      });
    expect(shiftDaysOf({ told: [rota('2026-11-12', []), rota('2026-11-13', [0])] }).get('sam')).toEqual(['2026-11-16', '2026-11-18']);
  });

  it('a first day to come has not begun, and a meeting to come is no meeting', () => {
    expect(clock(sam([placed({ startsOn: '2026-12-01' })]), 'supervision').state).toBe('notStarted');
    expect(clock(sam([placed({ startsOn: '2026-11-01' })], [met('2026-12-01')]), 'supervision').startedOn).toBe('2026-11-01');
  });
});

describe('appraisal at least once every year (SI 2015/541 regulation 33(4)(c))', () => {
  it('365 days after the last one, or after the first day', () => {
    expect(clock(sam([placed()]), 'appraisal')).toMatchObject({ byOn: '2027-01-05', length: 'law', state: 'warn', warnAt: 60 });
    const record = sam([placed()], [met('2026-02-01', 'appraisal')]);
    expect(clock(record, 'appraisal')).toMatchObject({ byOn: '2027-02-01', lastOn: '2026-02-01' });
    expect(clock(record, 'appraisal', '2027-02-02').state).toBe('overdue');
  });
});

describe('every device says the same', () => {
  it('whatever order facts arrived in, also those of one moment', () => {
    const someDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2024-02-29', days));
    const states = fc.constantFrom('notEnrolled', 'enrolled', 'held', 'equivalent');
    const outcomes = fc.constantFrom('met', 'extended', 'notMet');
    const someFact = fc.oneof(
      fc.tuple(someDay, states).map(([day, state]) => qualified(day, { state: state as 'held' })),
      someDay.map((day) => deferred(day, { deferralId: `d-${day}` })),
      fc.tuple(someDay, fc.boolean()).map(([day, goesOn]) => reviewed(day, goesOn, goesOn ? addDays(day, 60) : null)),
      someDay.map((day) => met(day)),
      fc.tuple(someDay, outcomes).map(([day, outcome]) => milestone(day, 'probation', { outcome: outcome as 'met', until: outcome === 'extended' ? addDays(day, 40) : null })),
    );
    const facts = fc.array(someFact, { maxLength: 12 }).map((list) => list.map((fact, index) => ({ ...fact, factId: `f-${index}` })));
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 1200 }), fc.nat(), (list, days, seed) => {
        const today = addDays('2024-02-29', days);
        const mixed = [...list].sort(
          (one, other) => ((one.factId.length * 7 + Number(one.factId.slice(2)) * (seed + 1)) % 11) - ((other.factId.length * 7 + Number(other.factId.slice(2)) * (seed + 1)) % 11),
        );
        const places = [placed({ startsOn: '2024-02-29' })];
        const clocks = clocksOf(sam(places, list), today);
        expect(clocksOf(sam(places, mixed), today)).toEqual(clocks);
        for (const one of clocks) {
          if (one.state === 'overdue') expect(one.daysLeft).toBeLessThan(0);
          if (['onTime', 'warn', 'deferred'].includes(one.state)) expect(one.daysLeft).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('whose clocks run', () => {
  it('nobody’s who has left, whose account is closed, or who only reads', () => {
    expect(clocksOf(sam([placed({ endsOn: '2026-11-21' })]), TODAY)).toEqual([]);
    expect(clocksOf({ ...sam([placed()]), isClosed: true }, TODAY)).toEqual([]);
    expect(clocksOf(sam([placed({ role: 'reader' }), placed({ role: 'regionAdmin' })]), TODAY)).toEqual([]);
  });

  it('the most urgent comes first, and a deferral to be looked at again with the warnings', () => {
    const record = sam([placed({ startsOn: '2024-12-01' })], [deferred('2026-08-01', { reviewOn: '2026-10-30' }), met('2026-10-01'), met('2026-03-01', 'appraisal')]);
    expect(
      clocksOf(record, TODAY)
        .sort(byUrgency)
        .map((entry) => [entry.what, entry.state]),
    ).toEqual([
      ['supervision', 'overdue'],
      ['level3', 'deferred'],
      ['appraisal', 'warn'],
      ['induction', 'notRecorded'],
      ['probation', 'notRecorded'],
    ]);
  });
});
