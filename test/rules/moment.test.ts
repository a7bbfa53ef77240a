import { describe, expect, it } from 'vitest';
import { isMoment } from '../../src/shared/basics/moment.ts';

describe('a moment', () => {
  it('is one that was or will be, with its zone', () => {
    for (const moment of ['2026-11-22T13:45:00Z', '2026-11-22T13:45:00.000Z', '2026-11-22T13:45:00.123456+05:30', '2028-02-29T00:00:00Z', '2026-12-31T23:59:59-12:00'])
      expect({ moment, is: isMoment(moment) }).toEqual({ moment, is: true });
  });

  it('a day, an hour or a zone that no calendar and no clock has is none', () => {
    const none = [
      '2026-02-31T10:00:00Z',
      '2026-02-29T10:00:00Z',
      '2026-04-31T10:00:00.000Z',
      '2026-13-01T10:00:00Z',
      '2026-00-10T10:00:00Z',
      '2026-11-22T24:00:00Z',
      '2026-11-22T10:60:00Z',
      '2026-11-22T10:00:60Z',
      '2026-11-22T10:00:00+24:00',
      '2026-11-22T10:00:00+05:99',
      '2026-11-22T10:00:00',
      '2026-11-22',
      '',
    ];
    for (const moment of none) expect({ moment, is: isMoment(moment) }).toEqual({ moment, is: false });
  });
});
