import { describe, expect, it } from 'vitest';
import type { RotaCheck } from '../../src/shared/home/rota-check.ts';
import { checkRota } from '../../src/shared/home/rota-check.ts';
import { teamOf } from '../../src/shared/home/rota-team.ts';
import { clockSays, londonClock } from '../../src/shared/home/rota-time.ts';
import type { RotaWeek } from '../../src/shared/home/rota.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { certificate, milestone, ROTA_CATALOGUE, staff, weekOf, wholeWeek } from '../support/rota-home.ts';

const MONDAY = '2026-05-04';

function check(weeks: RotaWeek[], people: PersonRecord[], since = MONDAY): RotaCheck {
  return checkRota(weeks, teamOf('home-1', people, ROTA_CATALOGUE, since, '2026-12-31'), since);
}

const clock = (minute: number) => {
  const { day, minutes } = londonClock(minute);
  return `${new Date(day * 86_400_000).toISOString().slice(5, 10)} ${clockSays(minutes)}`;
};
/** "rule why shift from–to" of everything found. */
const says = (found: RotaCheck) =>
  found.findings.map(({ rule, why, shift, from, to }) => [rule, why, shift ? `${shift.day} ${shift.name}` : null, `${clock(from)} to ${clock(to)}`].filter(Boolean).join(', '));
const rules = (found: RotaCheck) => [...new Set(found.findings.map((entry) => entry.rule))].sort();

const ANN = staff('ann');
const BEN = staff('ben');
const CAT = staff('cat');
const DAN = staff('dan');
/** One early, and nothing is asked of the hours around it. */
const one = (on: string[], change: Partial<RotaWeek> = {}, more: { shadow?: string[]; leader?: string | null } = {}) =>
  weekOf(MONDAY, [{ day: 0, on, ...more }], { roundTheClock: false, ...change });

describe('the rota check', () => {
  it('a whole week with trained people passes, every minute of it', () => {
    expect(says(check([wholeWeek(MONDAY, { Early: ['ann', 'ben'], Late: ['cat', 'dan'], Night: ['eve', 'fay'] })], [ANN, BEN, CAT, DAN, staff('eve'), staff('fay')]))).toEqual([]);
  });

  it('regulation 31(2)(a): a shift without a first aider fails, and says from when to when', () => {
    const people = [staff('ann', { firstAid: null }), staff('ben', { firstAid: null }), CAT];
    expect(says(check([one(['ann', 'ben'])], people))).toEqual(['firstAid, 2026-05-04 Early, 05-04 07:00 to 05-04 14:30']);
    expect(says(check([one(['ann', 'cat'])], people))).toEqual([]);
  });

  it('regulation 31(2)(a) holds at all times: the first aider of an overlapping shift covers only the hours of the overlap', () => {
    const people = [staff('ann', { firstAid: null }), staff('ben', { firstAid: null }), CAT, DAN];
    const week = weekOf(
      MONDAY,
      [
        { day: 0, name: 'Early', at: [420, 900], on: ['ann', 'ben'] },
        { day: 0, name: 'Late', at: [840, 1320], on: ['cat', 'dan'] },
      ],
      { roundTheClock: false },
    );
    expect(says(check([week], people))).toEqual(['firstAid, 2026-05-04 Early, 05-04 07:00 to 05-04 14:00']);
  });

  it('an old certificate covers only when somebody else has seen it, and until the day before it is invalid', () => {
    const told = (facts: ReturnType<typeof certificate>) => [staff('ann', { firstAid: null, told: facts }), staff('ben', { firstAid: null })];
    const week = [one(['ann', 'ben'])];
    expect(rules(check(week, told(certificate('ann', '2024-01-01'))))).toEqual([]);
    expect(rules(check(week, told(certificate('ann', '2024-01-01', { seen: null }))))).toEqual(['firstAid']);
    expect(rules(check(week, told(certificate('ann', '2024-01-01', { seen: false }))))).toEqual(['firstAid']);
    expect(rules(check(week, told(certificate('ann', '2024-01-01', { by: 'ann' }))))).toEqual(['firstAid']);
    expect(rules(check(week, told(certificate('ann', '2023-05-04'))))).toEqual([]);
    expect(rules(check(week, told(certificate('ann', '2023-05-03'))))).toEqual(['firstAid']);
    expect(rules(check(week, told(certificate('ann', '2024-01-01', { expiresOn: '2026-05-03' }))))).toEqual(['firstAid']);
  });

  it('Guide 10.17: half of those on duty may come from an agency, more may not, by day and by night', () => {
    const people = [ANN, BEN, CAT, staff('kay', { role: 'agency' })];
    expect(rules(check([one(['ann', 'Kit*'])], people))).toEqual(['restraintAll']);
    expect(rules(check([one(['ann', 'Kit*', 'Lou*'])], people))).toContain('agencyHalf');
    expect(rules(check([one(['ann', 'ben', 'kay', 'Lou*'])], people))).not.toContain('agencyHalf');
    const night = weekOf(MONDAY, [{ day: 6, name: 'Night', at: [1320, 420], on: ['ann', 'kay', 'Lou*'] }], { roundTheClock: false });
    expect(says(check([night], people))).toContain('agencyHalf, 2026-05-10 Night, 05-10 22:00 to 05-11 07:00');
  });

  it('Guide 10.21: a leader is named, is on the shift, and has finished induction in this home', () => {
    const people = [ANN, staff('ben', { inducted: false }), staff('cat', { inducted: false, told: [milestone('cat', 'induction', 'extended')] })];
    expect(says(check([one(['ann', 'ben'], {}, { leader: null })], people))).toEqual(['leader, noLeader, 2026-05-04 Early, 05-04 07:00 to 05-04 14:30']);
    expect(says(check([one(['ben', 'cat'], {}, { leader: 'ann' })], people))).toEqual(['leader, leaderNotOn, 2026-05-04 Early, 05-04 07:00 to 05-04 14:30']);
    expect(says(check([one(['ann', 'ben'], {}, { leader: 'ben' })], people))).toEqual(['leader, notInducted, 2026-05-04 Early, 05-04 07:00 to 05-04 14:30']);
    expect(says(check([one(['ann', 'cat'], {}, { leader: 'cat' })], people))).toHaveLength(1);
    expect(says(check([one(['ann', 'ben'], {}, { leader: 'ann' })], people))).toEqual([]);
  });

  it('regulation 23: somebody on duty gives medicine, with the course and all three observations', () => {
    const oneSeen = staff('ben', { medication: null });
    const taught = { ...oneSeen, completions: [...oneSeen.completions, ...ANN.completions.filter((entry) => entry.courseId === 'C6')] };
    expect(rules(check([one(['ben', 'cat'])], [taught, staff('cat', { medication: null })]))).toEqual(['medication']);
    expect(rules(check([one(['ben', 'ann'])], [taught, ANN]))).toEqual([]);
  });

  it('Guide 9.57: nobody trained in restraint fails; some who are not is pointed out', () => {
    const people = [ANN, staff('ben', { restraint: null }), staff('cat', { restraint: null })];
    expect(rules(check([one(['ben', 'cat'])], people))).toEqual(['restraint']);
    const found = check([one(['ann', 'ben'])], people);
    expect(found.findings.map(({ rule, weight, members }) => [rule, weight, members.map((member) => member.key)])).toEqual([['restraintAll', 'look', ['ben']]]);
  });

  it('Guide 10.18: working alone needs a recorded assessment, and an old one is pointed out', () => {
    expect(says(check([one(['ann'])], [ANN]))).toEqual(['lone, noAssessment, 2026-05-04 Early, 05-04 07:00 to 05-04 14:30']);
    expect(rules(check([one(['ann'], { loneAssessedOn: '2026-05-05' })], [ANN]))).toEqual(['lone']);
    expect(rules(check([one(['ann'], { loneAssessedOn: '2026-01-05' })], [ANN]))).toEqual([]);
    expect(rules(check([one(['ann'], { loneAssessedOn: '2025-01-05' })], [ANN]))).toEqual(['loneOld']);
  });

  it('regulation 32(7): who started early is never on duty without somebody whose checks are complete', () => {
    const early = (id: string, outcome: 'met' | 'extended') => staff(id, { told: [milestone(id, 'preEmploymentChecks', outcome)] });
    const alone = { loneAssessedOn: '2026-01-05' };
    expect(rules(check([one(['ben', 'cat'], {}, { leader: 'ben' })], [early('ben', 'extended'), early('cat', 'extended')]))).toEqual(['leader', 'supervised']);
    expect(rules(check([one(['ben'], alone)], [early('ben', 'extended')]))).toContain('supervised');
    expect(rules(check([one(['ann', 'ben'])], [ANN, early('ben', 'extended')]))).toEqual([]);
    expect(rules(check([one(['ben'], alone)], [early('ben', 'met')]))).toEqual([]);
  });

  it('Ofsted on recruiting: a shadow is never counted', () => {
    const people = [ANN, staff('ben', { firstAid: null, medication: null, restraint: null })];
    expect(rules(check([one(['ben'], {}, { shadow: ['ann'] })], people))).toEqual(['firstAid', 'lone', 'medication', 'restraint']);
  });

  it('Ofsted on recruiting: agency staff who are new here are never in sole charge', () => {
    const people = [ANN, staff('kay', { role: 'agency' })];
    expect(rules(check([one(['Kit*'], { loneAssessedOn: '2026-01-05' })], people))).toContain('soleCharge');
    expect(rules(check([one(['Kit*', 'Lou*'])], people))).toContain('soleCharge');
    expect(rules(check([one(['kay', 'Lou*'])], people))).not.toContain('soleCharge');
    expect(rules(check([one(['ann', 'Lou*'])], people))).not.toContain('soleCharge');
  });

  it('hours with nobody on duty are found, also between two weeks, and not before the first shift that is known', () => {
    const people = [ANN, BEN];
    const both = ['ann', 'ben'];
    const weeks = [weekOf(MONDAY, [{ day: 6, name: 'Late', at: [870, 1320], on: both }]), weekOf('2026-05-11', [{ day: 0, name: 'Early', at: [420, 870], on: both }])];
    expect(says(check(weeks, people))).toEqual(['nobody, 05-10 22:00 to 05-11 07:00', 'nobody, 05-11 14:30 to 05-18 00:00']);
    expect(
      says(
        check(
          weeks.map((week) => ({ ...week, roundTheClock: false })),
          people,
        ),
      ),
    ).toEqual([]);
    const empty = weekOf(
      MONDAY,
      [
        { day: 0, on: both },
        { day: 1, on: [] },
      ],
      { roundTheClock: false },
    );
    expect(says(check([empty], people))).toEqual(['nobody, 2026-05-05 Early, 05-05 07:00 to 05-05 14:30']);
  });

  it('of a week that nobody typed nothing is said', () => {
    expect(
      says(
        check(
          [
            weekOf(MONDAY, [
              { day: 0, on: [] },
              { day: 1, on: [] },
            ]),
          ],
          [ANN],
        ),
      ),
    ).toEqual([]);
  });

  it('a certificate is judged on the day: a night across midnight fails from the first day it is invalid', () => {
    const people = [staff('ann', { firstAid: '2023-05-05' }), staff('ben', { firstAid: null })];
    const week = weekOf(MONDAY, [{ day: 1, name: 'Night', at: [1320, 420], on: ['ann', 'ben'] }], { roundTheClock: false });
    expect(says(check([week], people))).toEqual(['firstAid, 2026-05-05 Night, 05-06 00:00 to 05-06 07:00']);
  });

  it('what breaks next: a certificate that ends in the middle names every shift it leaves uncovered', () => {
    const people = [staff('ann', { firstAid: '2023-05-06' }), staff('ben', { firstAid: null }), CAT, DAN];
    const found = check([wholeWeek(MONDAY, { Early: ['cat', 'dan'], Late: ['cat', 'dan'], Night: ['ann', 'ben'] })], people);
    expect(found.endings.map(({ member, what, lastDay, shifts }) => [member.key, what, lastDay, shifts.map((shift) => `${shift.day} ${shift.name}`)])).toEqual([
      ['ann', 'firstAid', '2026-05-06', ['2026-05-06 Night', '2026-05-07 Night', '2026-05-08 Night', '2026-05-09 Night', '2026-05-10 Night']],
    ]);
  });

  it('what breaks next names an end that breaks nothing, because somebody else covers', () => {
    const found = check([wholeWeek(MONDAY, { Early: ['ann', 'cat'], Late: ['ann', 'cat'], Night: ['ann', 'cat'] })], [staff('ann', { firstAid: '2023-05-06' }), CAT]);
    expect(found.endings.map(({ lastDay, shifts }) => [lastDay, shifts])).toEqual([['2026-05-06', []]]);
  });

  it('the night the clocks go forward has an hour less, and no hour without cover', () => {
    const people = [staff('ann', { firstAid: '2023-03-28' }), BEN, staff('cat', { firstAid: null })];
    const week = weekOf(
      '2026-03-23',
      [
        { day: 5, name: 'Night', at: [1320, 420], on: ['ann', 'cat'] },
        { day: 6, name: 'Early', at: [420, 870], on: ['ben', 'cat'] },
      ],
      { roundTheClock: false },
    );
    const found = check([week], people, '2026-03-23');
    expect(says(found)).toEqual(['firstAid, 2026-03-28 Night, 03-29 00:00 to 03-29 07:00']);
    expect(found.findings.map(({ from, to }) => (to - from) / 60)).toEqual([6]);
  });

  it('the night the clocks go back has an hour more', () => {
    const people = [staff('ann', { firstAid: null }), staff('ben', { firstAid: null })];
    const found = check([weekOf('2026-10-19', [{ day: 5, name: 'Night', at: [1320, 420], on: ['ann', 'ben'] }], { roundTheClock: false })], people, '2026-10-19');
    expect(found.findings.map(({ rule, from, to }) => [rule, (to - from) / 60])).toEqual([['firstAid', 10]]);
  });

  it('the Sunday night of the week before is known, and shown only there', () => {
    const before = weekOf('2026-04-27', [{ day: 6, name: 'Night', at: [1320, 420], on: ['ann', 'ben'] }]);
    const people = [staff('ann', { firstAid: null }), staff('ben', { firstAid: null }), CAT, DAN];
    const found = check([before, wholeWeek(MONDAY, { Early: ['cat', 'dan'], Late: ['cat', 'dan'], Night: ['cat', 'dan'] })], people);
    expect(rules(found)).toEqual([]);
    expect(found.shifts).toHaveLength(21);
  });

  it('who no longer works here, and who is on two shifts at once, is pointed out', () => {
    const people = [staff('ann', { endsOn: '2026-05-03' }), BEN, CAT];
    const week = weekOf(
      MONDAY,
      [
        { day: 0, name: 'Early', at: [420, 900], on: ['ben', 'ann'] },
        { day: 0, name: 'Late', at: [840, 1320], on: ['ben', 'cat'] },
      ],
      { roundTheClock: false },
    );
    expect(says(check([week], people)).filter((entry) => /notHere|twice/.test(entry))).toEqual([
      'notHere, 2026-05-04 Early, 05-04 07:00 to 05-04 15:00',
      'twice, 2026-05-04 Late, 05-04 14:00 to 05-04 22:00',
    ]);
  });

  it('somebody whom this home does not know any more covers nothing, and is pointed out', () => {
    expect(rules(check([one(['gone', 'ann'])], [staff('ann', { firstAid: null })]))).toEqual(['firstAid', 'leader', 'notHere', 'restraintAll']);
  });

  it('Guide 10.1: how many shifts have a deputy or manager on duty is counted', () => {
    const found = check([wholeWeek(MONDAY, { Early: ['ann', 'ben'], Late: ['dee', 'ben'], Night: ['ann', 'ben'] })], [ANN, BEN, staff('dee', { role: 'deputy' })]);
    expect(found.managed).toEqual({ shifts: 7, of: 21 });
  });
});
