import { describe, expect, it } from 'vitest';
import { epochDay } from '../../src/shared/basics/day.ts';
import { inductionGap } from '../../src/shared/home/rota-induction.ts';
import { teamOf } from '../../src/shared/home/rota-team.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { completedOn } from '../support/manager-cabinet.ts';
import { milestone, ROTA_CATALOGUE, ROTA_COURSES, signedOn, staff } from '../support/rota-home.ts';

const DAY = '2026-11-24';
const asks = (courseId: string) => ({ id: `r-${courseId}`, courseId, or: [], roles: ['carer' as const], dueDays: 30, pathwayId: 'P2' });
const CATALOGUE: Catalogue = { ...ROTA_CATALOGUE, requirements: ['C5', 'C6'].map(asks) };
const newcomer = (change: Parameters<typeof staff>[1] = {}) => staff('amy', { inducted: false, medication: null, restraint: null, ...change });
const gapOf = (person: PersonRecord, day = DAY, catalogue = CATALOGUE) => inductionGap('home-1', person, catalogue, day);

describe('why somebody may not lead a shift', () => {
  it('names the courses that were never held, where no induction is recorded', () => {
    expect(gapOf(newcomer())).toEqual({ is: 'courses', courseIds: ['C5', 'C6'] });
    expect(gapOf(newcomer({ restraint: '2026-01-01' }))).toEqual({ is: 'courses', courseIds: ['C6'] });
    expect(gapOf(newcomer({ restraint: '2024-01-01', medication: '2024-01-01' }))).toBeNull();
    expect(gapOf(newcomer(), DAY, ROTA_CATALOGUE)).toEqual({ is: 'unasked' });
  });

  it('a recorded induction decides, whatever the courses say, from its day on, and the last word stands', () => {
    const met = newcomer({ told: [milestone('amy', 'induction', 'met', '2026-11-23')] });
    expect([gapOf(met, '2026-11-22')?.is, gapOf(met, '2026-11-23')]).toEqual(['courses', null]);
    const extended = newcomer({ restraint: '2024-01-01', medication: '2024-01-01', told: [milestone('amy', 'induction', 'extended', '2026-11-01')] });
    expect(gapOf(extended)).toEqual({ is: 'said', outcome: 'extended', on: '2026-11-01' });
    const both = newcomer({ told: [milestone('amy', 'induction', 'notMet', '2026-11-01'), milestone('amy', 'induction', 'met', '2026-11-20')] });
    expect(gapOf(both)).toBeNull();
  });

  it('somebody whose checks are not complete, or who does not work here, is told for that reason', () => {
    expect(gapOf(newcomer({ inducted: true, told: [milestone('amy', 'preEmploymentChecks', 'notMet', '2026-11-01')] }))).toEqual({ is: 'checks' });
    expect(gapOf(newcomer({ endsOn: '2026-11-20' }))).toEqual({ is: 'notHere' });
  });

  it('says so of exactly those whom the rota check does not count', () => {
    const people = [
      newcomer(),
      newcomer({ inducted: true }),
      newcomer({ restraint: '2024-01-01', medication: '2024-01-01' }),
      newcomer({ told: [milestone('amy', 'induction', 'notMet', '2026-11-01')] }),
      newcomer({ inducted: true, told: [milestone('amy', 'preEmploymentChecks', 'extended', '2026-11-01')] }),
      newcomer({ restraint: '2026-11-23', medication: '2026-11-23' }),
      { ...newcomer(), completions: ROTA_COURSES.map((course) => completedOn('2026-11-24', course.id)), signOffs: [signedOn('2026-11-24', 'C5')] },
    ];
    for (const person of people) {
      const [member] = teamOf('home-1', [person], CATALOGUE, '2026-11-01', '2026-12-31').members;
      for (const day of ['2026-11-10', '2026-11-23', '2026-11-24', '2026-11-25', '2026-12-20']) {
        const counts = member?.isInducted(epochDay(day)) === true && !member.isSupervisedOnly(epochDay(day));
        expect(gapOf(person, day) === null, day).toBe(counts);
      }
    }
  });
});
