import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { londonDay } from '../../src/shared/basics/day.ts';
import type { Metadata } from '../../src/shared/voice/clock.ts';
import { addStaffedMs, addWorkingDays, dueOf, isOverdue, isStaffed, stepsOf } from '../../src/shared/voice/clock.ts';

const HOUR = 3_600_000;
const WEEKDAYS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const ALWAYS = { days: [], from: '00:00', to: '00:00' };
const NIGHTS = { days: [5, 6], from: '22:00', to: '06:00' };

function view(over: Partial<Metadata> = {}): Metadata {
  const receivedAt = over.receivedAt ?? '2026-11-20T10:00:00.000Z';
  return { state: 'new', receivedAt, waitingSince: receivedAt, isFlagged: false, isWorry: false, dutySince: null, ...over };
}

describe('staffed hours', () => {
  it.each([
    ['within a day', '2026-11-20T10:00:00.000Z', 1, '2026-11-20T11:00:00.000Z'],
    ['over a night', '2026-11-19T16:30:00.000Z', 1, '2026-11-20T09:30:00.000Z'],
    ['over a weekend', '2026-11-20T16:30:00.000Z', 1, '2026-11-23T09:30:00.000Z'],
    ['from a Sunday', '2026-11-22T12:00:00.000Z', 4, '2026-11-23T13:00:00.000Z'],
    ['in summer time', '2026-07-01T07:00:00.000Z', 1, '2026-07-01T09:00:00.000Z'],
    ['over the weekend on which clocks go forward', '2026-03-27T16:30:00.000Z', 1, '2026-03-30T08:30:00.000Z'],
    ['over the weekend on which clocks go back', '2026-10-23T15:30:00.000Z', 1, '2026-10-26T09:30:00.000Z'],
  ])('count %s', (_says, from, hours, until) => {
    expect(addStaffedMs(from, hours * HOUR, WEEKDAYS)).toBe(until);
  });

  it('reach over midnight where they are so set, and over the hour that there is twice', () => {
    expect(addStaffedMs('2026-11-21T12:00:00.000Z', HOUR, NIGHTS)).toBe('2026-11-21T23:00:00.000Z');
    expect(addStaffedMs('2026-11-22T05:30:00.000Z', HOUR, NIGHTS)).toBe('2026-11-27T22:30:00.000Z');
    // Saturday 24 October 22:00 to Sunday 06:00 has nine hours.
    expect(addStaffedMs('2026-10-24T21:00:00.000Z', 9 * HOUR, NIGHTS)).toBe('2026-10-25T06:00:00.000Z');
  });

  it('leave out a day off, which is data', () => {
    expect(addStaffedMs('2026-12-24T16:30:00.000Z', HOUR, WEEKDAYS, ['2026-12-25'])).toBe('2026-12-28T09:30:00.000Z');
    expect(addWorkingDays('2026-12-24T10:00:00.000Z', 1, ['2026-12-25'])).toBe('2026-12-28T10:00:00.000Z');
  });

  const moments = fc.integer({ min: Date.parse('2026-01-01T00:00:00.000Z'), max: Date.parse('2028-01-01T00:00:00.000Z') }).map((ms) => new Date(ms).toISOString());
  const hours = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: fc.constantFrom('00:00', '01:30', '09:00', '22:00'),
    to: fc.constantFrom('06:00', '12:00', '17:00', '23:59'),
  });

  it('never end before the clock does, end while a person looks, and add up', () => {
    fc.assert(
      fc.property(moments, hours, fc.integer({ min: 1, max: 30 * HOUR }), fc.integer({ min: 1, max: 30 * HOUR }), (from, given, first, second) => {
        const half = addStaffedMs(from, first, given);
        expect(Date.parse(half) - Date.parse(from)).toBeGreaterThanOrEqual(first);
        expect(isStaffed(new Date(Date.parse(half) - 1).toISOString(), given)).toBe(true);
        expect(addStaffedMs(half, second, given)).toBe(addStaffedMs(from, first + second, given));
        expect(addStaffedMs(from, first, ALWAYS)).toBe(new Date(Date.parse(from) + first).toISOString());
      }),
      { numRuns: 400 },
    );
  });

  it('working days are Monday to Friday, and later arrivals are never due sooner', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 1, max: 30 }), (one, other, count) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        expect(addWorkingDays(early, count) <= addWorkingDays(late, count)).toBe(true);
        expect(addWorkingDays(addWorkingDays(early, 1), count)).toBe(addWorkingDays(early, count + 1));
        expect([0, 6]).not.toContain(new Date(londonDay(addWorkingDays(early, count))).getUTCDay());
      }),
      { numRuns: 400 },
    );
    expect(addWorkingDays('2026-11-21T12:00:00.000Z', 1)).toBe('2026-11-24T00:00:00.000Z');
    expect(addWorkingDays('2026-11-20T10:00:00.000Z', 1)).toBe('2026-11-23T10:00:00.000Z');
  });
});

describe('what is due', () => {
  it('a worry within one staffed hour, anything else within 24 hours', () => {
    expect(dueOf(view({ isWorry: true }), WEEKDAYS)).toEqual({ what: 'open', at: '2026-11-20T11:00:00.000Z' });
    expect(dueOf(view({ isFlagged: true, receivedAt: '2026-11-20T17:10:00.000Z' }), WEEKDAYS)).toEqual({ what: 'open', at: '2026-11-23T10:00:00.000Z' });
    expect(dueOf(view(), WEEKDAYS)).toEqual({ what: 'open', at: '2026-11-21T10:00:00.000Z' });
  });

  it('a reply in five working days, an outcome in twenty, the LADO in one, and nothing once closed', () => {
    const opened = { waitingSince: null } as const;
    expect(dueOf(view({ ...opened, state: 'read' }), WEEKDAYS)).toEqual({ what: 'reply', at: '2026-11-27T10:00:00.000Z' });
    expect(dueOf(view({ ...opened, state: 'replied' }), WEEKDAYS)).toEqual({ what: 'outcome', at: '2026-12-18T10:00:00.000Z' });
    expect(dueOf(view({ ...opened, state: 'replied', dutySince: '2026-11-20T11:00:00.000Z' }), WEEKDAYS)).toEqual({ what: 'lado', at: '2026-11-23T11:00:00.000Z' });
    expect(dueOf(view({ ...opened, state: 'closed' }), WEEKDAYS)).toBeNull();
  });

  it('a flagged view left unopened on a Friday evening reaches the safeguarding lead in four hours, day or night', () => {
    const steps = stepsOf(view({ isFlagged: true, receivedAt: '2026-11-20T18:00:00.000Z' }), WEEKDAYS);
    expect(steps[0]).toEqual({ step: 'escalation', what: 'open', at: '2026-11-20T22:00:00.000Z' });
    expect(steps[1]).toEqual({ step: 'reminder', what: 'open', at: '2026-11-23T10:00:00.000Z' });
  });

  it('a worry that is not flagged: the second reader after one staffed hour, the lead after four', () => {
    expect(stepsOf(view({ isWorry: true }), WEEKDAYS)).toEqual([
      { step: 'reminder', what: 'open', at: '2026-11-20T11:00:00.000Z' },
      { step: 'escalation', what: 'open', at: '2026-11-20T14:00:00.000Z' },
    ]);
  });

  it('anything else: reminded after 24 hours, escalated a working day later', () => {
    expect(stepsOf(view(), WEEKDAYS)).toEqual([
      { step: 'reminder', what: 'open', at: '2026-11-21T10:00:00.000Z' },
      { step: 'escalation', what: 'open', at: '2026-11-24T00:00:00.000Z' },
    ]);
  });

  it('the young person is shown late after three working days unopened, and after a promise that was not kept', () => {
    expect(isOverdue(view(), WEEKDAYS, '2026-11-25T09:59:00.000Z')).toBe(false);
    expect(isOverdue(view(), WEEKDAYS, '2026-11-25T10:00:00.000Z')).toBe(true);
    expect(isOverdue(view({ state: 'read', waitingSince: null }), WEEKDAYS, '2026-11-27T10:00:00.000Z')).toBe(true);
    expect(isOverdue(view({ state: 'closed', waitingSince: null }), WEEKDAYS, '2027-11-27T10:00:00.000Z')).toBe(false);
  });
});
