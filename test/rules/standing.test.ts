import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, epochDay } from '../../src/shared/basics/day.ts';
import type { StandingFacts } from '../../src/shared/training/standing.ts';
import { coversShift, DUE_SOON_DAYS, LAPSED_AFTER_DAYS, lastValidDay, standingOf, WINDOW_DAYS } from '../../src/shared/training/standing.ts';

const TODAY = '2026-11-22';

function facts(over: Partial<StandingFacts> = {}): StandingFacts {
  return { today: TODAY, dueOn: '2026-12-20', renewalMonths: 12, completedOn: [], hasOpenAttempt: false, signOffsNeeded: 0, signedOn: [], waivedUntil: null, ...over };
}

const someDay = fc.integer({ min: epochDay('2020-01-01'), max: epochDay('2030-12-31') }).map((days) => addDays('1970-01-01', days));
const someMonths = fc.constantFrom(6, 12, 24, 36);
const someFacts = fc.record({
  today: someDay,
  dueOn: fc.option(someDay, { nil: null }),
  renewalMonths: fc.option(someMonths, { nil: null }),
  completedOn: fc.array(someDay, { maxLength: 6 }),
  hasOpenAttempt: fc.boolean(),
  signOffsNeeded: fc.constantFrom(0, 1, 3),
  signedOn: fc.array(someDay, { maxLength: 6 }),
  waivedUntil: fc.option(someDay, { nil: null }),
});

describe('standing', () => {
  it.each<[string, Partial<StandingFacts>, Partial<ReturnType<typeof standingOf>>]>([
    ['nobody asks for it', { dueOn: null }, { word: 'notRequired', daysLeft: null, isOverdue: false }],
    ['asked for, not begun', {}, { word: 'notStarted', daysLeft: 28, isOverdue: false }],
    ['due today is not yet overdue', { dueOn: TODAY }, { word: 'notStarted', daysLeft: 0, isOverdue: false }],
    ['due yesterday is overdue', { dueOn: '2026-11-21' }, { word: 'notStarted', daysLeft: -1, isOverdue: true }],
    ['begun', { hasOpenAttempt: true }, { word: 'inProgress', isRenewing: false }],
    ['begun of one’s own will', { hasOpenAttempt: true, dueOn: null }, { word: 'inProgress', isOverdue: false }],
    ['completed today', { completedOn: [TODAY] }, { word: 'current', expiresOn: '2027-11-22', daysLeft: 365 }],
    ['completed and never renewed', { completedOn: ['2019-01-01'], renewalMonths: null }, { word: 'current', expiresOn: null, daysLeft: null }],
    ['31 days left', { completedOn: ['2025-12-23'] }, { word: 'current', daysLeft: 31 }],
    ['30 days left', { completedOn: ['2025-12-22'] }, { word: 'dueSoon', daysLeft: 30 }],
    ['the last valid day', { completedOn: ['2025-11-22'] }, { word: 'dueSoon', daysLeft: 0, isOverdue: false }],
    ['the day after the last valid day', { completedOn: ['2025-11-21'] }, { word: 'expired', daysLeft: -1, isOverdue: true }],
    ['ended, but nobody asks for it', { completedOn: ['2025-11-21'], dueOn: null }, { word: 'expired', isOverdue: false }],
    ['90 days after the end', { completedOn: ['2025-08-24'] }, { word: 'expired', daysLeft: -90 }],
    ['91 days after the end', { completedOn: ['2025-08-23'] }, { word: 'lapsed', daysLeft: -91 }],
    ['a renewal begun before the end', { completedOn: ['2025-12-01'], hasOpenAttempt: true }, { word: 'dueSoon', isRenewing: true }],
    ['a renewal begun after the end stays expired', { completedOn: ['2025-11-01'], hasOpenAttempt: true }, { word: 'expired', isRenewing: true }],
    ['learning passed, practice missing', { completedOn: ['2026-11-01'], signOffsNeeded: 3, signedOn: ['2026-11-02'] }, { word: 'awaitingSignOff', signOffsLeft: 2 }],
    ['two sign-offs on one day are one', { completedOn: ['2026-11-01'], signOffsNeeded: 2, signedOn: ['2026-11-02', '2026-11-02'] }, { word: 'awaitingSignOff', signOffsLeft: 1 }],
    ['practice seen shortly before counts', { completedOn: ['2026-11-01'], signOffsNeeded: 1, signedOn: ['2026-10-20'] }, { word: 'current', expiresOn: '2027-11-01' }],
    ['practice seen long before does not', { completedOn: ['2026-11-01'], signOffsNeeded: 1, signedOn: ['2026-08-01'] }, { word: 'awaitingSignOff', signOffsLeft: 1 }],
    ['certified on the day of the last sign-off', { completedOn: ['2026-10-01'], signOffsNeeded: 1, signedOn: ['2026-11-10'] }, { word: 'current', expiresOn: '2027-11-10' }],
    ['practice alone is not learning', { signOffsNeeded: 1, signedOn: ['2026-11-10'] }, { word: 'notStarted' }],
    [
      'ended, relearned, practice missing',
      { completedOn: ['2025-06-01', '2026-11-20'], signOffsNeeded: 1, signedOn: ['2025-06-01'] },
      { word: 'awaitingSignOff', isOverdue: true },
    ],
    ['a waiver in force', { waivedUntil: TODAY, dueOn: '2026-01-01' }, { word: 'waived', isOverdue: false }],
    ['a waiver that ended yesterday', { waivedUntil: '2026-11-21' }, { word: 'notStarted' }],
    [
      'asked about a day before the sign-offs',
      { today: '2026-11-03', completedOn: ['2026-11-01'], signOffsNeeded: 3, signedOn: ['2026-11-02', '2026-11-05', '2026-11-06'] },
      { word: 'awaitingSignOff', signOffsLeft: 2 },
    ],
    ['asked about a day before the completion', { today: '2026-10-01', completedOn: ['2026-11-01'] }, { word: 'notStarted' }],
  ])('%s', (_name, over, expected) => {
    expect(standingOf(facts(over))).toMatchObject(expected);
  });

  it.each([
    ['once', ['2026-01-15'], '2027-01-15'],
    ['inside the window keeps the anniversary', ['2026-01-15', '2026-12-01'], '2028-01-15'],
    ['on the first day of the window', ['2026-01-15', '2026-11-16'], '2028-01-15'],
    ['a day before the window starts afresh', ['2026-01-15', '2026-11-15'], '2027-11-15'],
    ['on the last valid day', ['2026-01-15', '2027-01-15'], '2028-01-15'],
    ['a day late starts afresh', ['2026-01-15', '2027-01-16'], '2028-01-16'],
    ['twice inside the window loses nothing', ['2026-01-15', '2026-12-01', '2026-12-10'], '2028-01-15'],
    ['on two phones on one day', ['2026-01-15', '2026-12-01', '2026-12-01'], '2028-01-15'],
    ['29 February ends on 28 February', ['2024-02-29'], '2025-02-28'],
    ['29 February, renewed in the window, stays on 28 February', ['2024-02-29', '2025-02-01', '2026-02-01', '2027-02-01'], '2028-02-28'],
  ])('the last valid day of a year’s certificate: %s', (_name, days, expected) => {
    expect(lastValidDay(days, 12)).toBe(expected);
  });

  it('a renewal inside the window keeps the anniversary', () => {
    fc.assert(
      fc.property(someDay, someMonths, fc.integer({ min: 0, max: WINDOW_DAYS }), (first, months, before) => {
        const ends = addMonths(first, months);
        return lastValidDay([first, addDays(ends, -before)], months) === addMonths(ends, months);
      }),
    );
  });

  it('a renewal after the end runs from its own day', () => {
    fc.assert(
      fc.property(someDay, someMonths, fc.integer({ min: 1, max: 2000 }), (first, months, after) => {
        const day = addDays(addMonths(first, months), after);
        return lastValidDay([first, day], months) === addMonths(day, months);
      }),
    );
  });

  it('doing a course once more never brings its end nearer', () => {
    fc.assert(
      fc.property(fc.array(someDay, { minLength: 1, maxLength: 5 }), someMonths, fc.nat(900), (days, months, after) => {
        const before = lastValidDay(days, months) ?? '';
        const latest = [...days].sort().at(-1) ?? '';
        return (lastValidDay([...days, addDays(latest, after)], months) ?? '') >= before;
      }),
    );
  });

  it('it never depends on the order in which facts arrive', () => {
    fc.assert(
      fc.property(someFacts, fc.infiniteStream(fc.nat()), (given, order) => {
        const shuffled = (days: readonly string[]) =>
          days
            .map((day) => ({ day, at: order.next().value ?? 0 }))
            .sort((one, other) => one.at - other.at)
            .map((entry) => entry.day);
        expect(standingOf({ ...given, completedOn: shuffled(given.completedOn), signedOn: shuffled(given.signedOn) })).toEqual(standingOf(given));
      }),
    );
  });

  it('a fact that arrives twice changes nothing', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        expect(standingOf({ ...given, completedOn: [...given.completedOn, ...given.completedOn], signedOn: [...given.signedOn, ...given.signedOn] })).toEqual(standingOf(given));
      }),
    );
  });

  it('what happens after the day asked about changes nothing', () => {
    fc.assert(
      fc.property(someFacts, fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 4 }), (given, later) => {
        const after = later.map((days) => addDays(given.today, days));
        expect(standingOf({ ...given, completedOn: [...given.completedOn, ...after], signedOn: [...given.signedOn, ...after] })).toEqual(standingOf(given));
      }),
    );
  });

  it('what has been completed is expired the day after its last valid day, and not before', () => {
    fc.assert(
      fc.property(someDay, someMonths, (completed, months) => {
        const ends = addMonths(completed, months);
        const at = (today: string) => standingOf(facts({ today, completedOn: [completed], renewalMonths: months })).word;
        return coversShift(at(ends)) && at(addDays(ends, 1)) === 'expired' && at(addDays(ends, LAPSED_AFTER_DAYS + 1)) === 'lapsed';
      }),
    );
  });

  it('the word and the days left never contradict each other', () => {
    fc.assert(
      fc.property(someFacts, (given) => {
        const standing = standingOf(given);
        if (standing.expiresOn !== null) expect(standing.daysLeft).toBe(daysBetween(given.today, standing.expiresOn));
        const left = standing.daysLeft ?? 0;
        if (standing.word === 'current') expect(standing.expiresOn === null || left > DUE_SOON_DAYS).toBe(true);
        if (standing.word === 'dueSoon') expect(left >= 0 && left <= DUE_SOON_DAYS).toBe(true);
        if (standing.word === 'expired') expect(left < 0 && left >= -LAPSED_AFTER_DAYS).toBe(true);
        if (standing.word === 'lapsed') expect(left).toBeLessThan(-LAPSED_AFTER_DAYS);
        if (standing.isOverdue) expect(left).toBeLessThan(0);
        if (coversShift(standing.word)) expect(standing.isOverdue).toBe(false);
      }),
    );
  });

  it.each([
    ['current', true],
    ['dueSoon', true],
    ['expired', false],
    ['lapsed', false],
    ['awaitingSignOff', false],
    ['inProgress', false],
    ['notStarted', false],
    ['waived', false],
    ['notRequired', false],
  ] as const)('%s covers a shift: %s', (word, covers) => {
    expect(coversShift(word)).toBe(covers);
  });
});
