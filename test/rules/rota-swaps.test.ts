import { describe, expect, it } from 'vitest';
import { checkRota } from '../../src/shared/home/rota-check.ts';
import type { RotaRule } from '../../src/shared/home/rota-rules.ts';
import { swapsFor } from '../../src/shared/home/rota-swaps.ts';
import { teamOf } from '../../src/shared/home/rota-team.ts';
import type { RotaWeek } from '../../src/shared/home/rota.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { milestone, ROTA_CATALOGUE, staff, weekOf } from '../support/rota-home.ts';

const MONDAY = '2026-05-04';

/** "come ann instead of ben", for the first finding of a rule. */
function swaps(rule: RotaRule, week: RotaWeek, people: PersonRecord[], restMinutes?: number): string[] {
  const team = teamOf('home-1', people, ROTA_CATALOGUE, MONDAY, '2026-05-31');
  const check = checkRota([{ ...week, roundTheClock: false }], team, MONDAY);
  const finding = check.findings.find((entry) => entry.rule === rule);
  if (!finding) throw new Error(`nothing was found: ${rule}`);
  return swapsFor(finding, check, team, restMinutes === undefined ? undefined : { limit: 4, restMinutes }).map((swap) => {
    const instead = swap.act !== 'lead' && swap.instead ? ` instead of ${swap.instead.key}` : '';
    return `${swap.act} ${swap.member.key}${instead}${swap.act === 'exchange' ? ` of ${swap.other.day} ${swap.other.name}` : ''}`;
  });
}

const none = (id: string) => staff(id, { firstAid: null });

describe('who could swap in', () => {
  it('is trained on that day, is not on the shift, and comes in place of somebody who is not its leader', () => {
    const people = [none('ann'), none('ben'), staff('cat'), none('dan'), staff('eve', { firstAid: '2023-05-02' })];
    expect(swaps('firstAid', weekOf(MONDAY, [{ day: 0, on: ['ann', 'ben'] }]), people)).toEqual(['come cat instead of ben']);
  });

  it('has had 11 hours of rest, and will have; the hours are a setting', () => {
    const people = [none('ann'), none('ben'), staff('cat'), none('dan')];
    const week = weekOf(MONDAY, [
      { day: 0, name: 'Late', at: [870, 1320], on: ['cat', 'dan'] },
      { day: 1, name: 'Early', at: [420, 870], on: ['ann', 'ben'] },
    ]);
    expect(swaps('firstAid', week, people).filter((entry) => entry.startsWith('come'))).toEqual([]);
    expect(swaps('firstAid', week, people, 540)).toEqual(['come cat instead of ben']);
  });

  it('those with the fewest shifts that week come first', () => {
    const people = [none('ann'), none('ben'), staff('cat'), staff('dan')];
    const week = weekOf(MONDAY, [
      { day: 0, on: ['ann', 'ben'] },
      { day: 3, on: ['cat', 'ann'] },
    ]);
    expect(swaps('firstAid', week, people)).toEqual(['come dan instead of ben', 'come cat instead of ben']);
  });

  it('for a leader, somebody on the shift is the smallest change, then somebody who comes and leads', () => {
    const people = [staff('ann', { inducted: false }), staff('ben'), staff('cat')];
    expect(swaps('leader', weekOf(MONDAY, [{ day: 0, on: ['ann', 'ben'] }]), people).slice(0, 2)).toEqual(['lead ben', 'come cat instead of ann']);
  });

  it('for too many agency staff, somebody of the home takes the place of one of them', () => {
    const people = [staff('ann'), staff('cat'), staff('kay', { role: 'agency' })];
    expect(swaps('agencyHalf', weekOf(MONDAY, [{ day: 0, on: ['ann', 'Kit*', 'Lou*'] }]), people)).toEqual(['come cat instead of name:Kit']);
  });

  it('for somebody alone, a second person joins; never one who must be supervised', () => {
    const people = [staff('ann'), staff('ben', { told: [milestone('ben', 'preEmploymentChecks', 'extended')] }), staff('cat')];
    expect(swaps('lone', weekOf(MONDAY, [{ day: 0, on: ['ann'] }]), people)).toEqual(['come cat']);
  });

  it('two people change places when nobody is free, and the other shift still passes', () => {
    const people = [none('ann'), none('ben'), staff('cat'), staff('dan')];
    const week = weekOf(MONDAY, [
      { day: 0, name: 'Early', at: [420, 870], on: ['ann', 'ben'] },
      { day: 0, name: 'Late', at: [870, 1320], on: ['cat', 'dan'] },
    ]);
    expect(swaps('firstAid', week, people)).toEqual(['exchange dan instead of ben of 2026-05-04 Late']);
    const alone = weekOf(MONDAY, [
      { day: 0, name: 'Early', at: [420, 870], on: ['ann', 'ben'] },
      { day: 0, name: 'Late', at: [870, 1320], on: ['none', 'cat'] },
    ]);
    expect(swaps('firstAid', alone, [none('ann'), none('ben'), staff('cat'), none('none')])).toEqual([]);
  });
});
