import { describe, expect, it } from 'vitest';
import { addDays, epochDay, londonDay } from '../../src/shared/basics/day.ts';
import { coveredDays, isWithin } from '../../src/shared/home/rota-cover.ts';
import { clockFrom, londonClock, londonMinute, mondayOf } from '../../src/shared/home/rota-time.ts';
import { makeDice } from '../../src/server/tasks/demonstration/dice.ts';
import type { CourseCard } from '../../src/shared/training/catalogue.ts';
import type { AttemptRecord, PersonRecord } from '../../src/shared/training/person-record.ts';
import { standingFor } from '../../src/shared/training/person-record.ts';
import { coversShift } from '../../src/shared/training/standing.ts';
import { completedOn, personOf } from '../support/manager-cabinet.ts';
import { ROTA_CATALOGUE, signedOn, toldBy } from '../support/rota-home.ts';

const FROM = '2026-02-16';
const TO = '2026-03-15';

function randomPerson(seed: number): PersonRecord {
  const dice = makeDice(seed);
  const day = () => addDays(FROM, dice.whole(-500, 40));
  const some = <T>(most: number, make: () => T) => Array.from({ length: dice.whole(0, most) }, make);
  const courses = ['C6', 'C5', 'C6-refresh'];
  const waivers = some(1, () => {
    const from = day();
    return toldBy(
      'training.waiver.given',
      { waiverId: `w-${seed}`, personId: 'p', courseId: 'C6', reason: 'other', rationale: 'x', from, endsOn: addDays(from, 30), reviewOn: from },
      from,
    );
  });
  const imported = some(2, () => {
    const on = day();
    return [
      toldBy('training.record.imported', { recordId: `r-${seed}-${on}`, personId: 'p', courseId: 'C6', on, expiresOn: null, number: '', provider: '', importId: 'i', row: 1 }, on),
      toldBy('training.record.verified', { recordId: `r-${seed}-${on}`, personId: 'p', holds: dice.chance(0.8), seen: 'copy', note: '' }, addDays(on, 3)),
    ];
  }).flat();
  return personOf('p', 'Person', {
    completions: some(4, () => completedOn(day(), dice.pick(courses))),
    signOffs: some(12, () => ({ ...signedOn(day(), dice.pick(courses)), met: dice.chance(0.9) })),
    told: [...waivers, ...imported],
  });
}

/** The course as it would be once versions of it were published, and a person who went through some of that. */
function published(seed: number, person: PersonRecord, card: CourseCard): { person: PersonRecord; card: CourseCard } {
  const dice = makeDice(seed + 5000);
  const day = () => addDays(FROM, dice.whole(-60, 40));
  const days = Array.from({ length: dice.whole(1, 2) }, day).sort();
  const history = days.map((from, at) => ({ version: at + 2, changeClass: dice.pick(['minor', 'material', 'new'] as const), from, whatChanged: 'Ring first.' }));
  const score = { right: 0, of: 0, passed: true };
  const attempts = Array.from({ length: dice.whole(0, 2) }, (_, at): AttemptRecord => {
    const claim = { at: `${day()}T09:00:00.000Z`, off: null, recordedAt: null };
    return { attemptId: `wc-${at}`, courseId: card.id, courseVersion: 3, moduleId: 'WC-1-3', started: claim, finished: { ...claim, factId: `f-${at}`, score, serverScore: null } };
  });
  const completions = person.completions.map((entry) => ({ ...entry, courseVersion: dice.whole(1, 3) }));
  return { person: { ...person, attempts, completions }, card: { ...card, version: 3, history } };
}

describe('who covers on which days', () => {
  it('the same where versions of a course were published, whatever was gone through', () => {
    const wrong: string[] = [];
    let stopped = 0;
    for (let seed = 1; seed <= 1000; seed += 1) {
      for (const plain of ROTA_CATALOGUE.courses) {
        const { person, card } = published(seed, randomPerson(seed), plain);
        const spans = coveredDays(person, card, [], FROM, TO);
        const due = { requirement: { id: 'r', courseId: card.id, or: [], roles: [], dueDays: 0, pathwayId: '' }, dueOn: FROM, placeId: '' };
        for (let day = FROM; day <= TO; day = addDays(day, 1)) {
          const standing = standingFor(person, card, due, day);
          if (standing.change && standing.word === 'expired') stopped += 1;
          if (coversShift(standing.word) !== isWithin(spans, epochDay(day))) wrong.push(`${seed} ${card.id} ${day}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(stopped).toBeGreaterThan(500);
  });

  it('a thousand random people: the days found at once are those that the standing gives one by one', () => {
    const wrong: string[] = [];
    let covered = 0;
    for (let seed = 1; seed <= 1000; seed += 1) {
      const person = randomPerson(seed);
      for (const card of ROTA_CATALOGUE.courses) {
        const or = card.id === 'C6' ? ['C6-refresh'] : [];
        const spans = coveredDays(person, card, or, FROM, TO);
        const due = { requirement: { id: 'r', courseId: card.id, or, roles: [], dueDays: 0, pathwayId: '' }, dueOn: FROM, placeId: '' };
        for (let day = FROM; day <= TO; day = addDays(day, 1)) {
          const slowly = coversShift(standingFor(person, card, due, day).word);
          if (slowly) covered += 1;
          if (slowly !== isWithin(spans, epochDay(day))) wrong.push(`${seed} ${card.id} ${day}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(covered).toBeGreaterThan(1000);
  });
});

describe('the clock of the home', () => {
  it('every hour of four years is the London day and hour that the browser’s own calendar says', () => {
    const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const wrong: string[] = [];
    const start = Date.parse('2024-01-01T00:30:00Z') / 60_000;
    for (let minute = start; minute < start + 4 * 366 * 1440; minute += 360) {
      for (const exact of [minute, minute + 45]) {
        const moment = new Date(exact * 60_000).toISOString();
        const { day, minutes } = londonClock(exact);
        const says = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        if (day !== epochDay(londonDay(moment)) || says !== london.format(new Date(moment))) wrong.push(moment);
        const isTwice = minutes >= 60 && minutes < 120 && londonClock(exact - 60).minutes === minutes;
        if (!isTwice && londonMinute(day, minutes) !== exact && londonClock(exact + 60).minutes !== minutes) wrong.push(`back ${moment}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('an hour that the clocks leave out counts as the next; a day has 23 hours then, and 25 in October', () => {
    const spring = epochDay('2026-03-29');
    const autumn = epochDay('2026-10-25');
    expect(londonClock(londonMinute(spring, 90))).toEqual({ day: spring, minutes: 150 });
    expect(londonMinute(spring + 1, 0) - londonMinute(spring, 0)).toBe(23 * 60);
    expect(londonMinute(autumn + 1, 0) - londonMinute(autumn, 0)).toBe(25 * 60);
  });

  it('reads the times people write, and finds the Monday of a day', () => {
    expect(['7', '07:00', '7.30', '0730', '23h15', '24:00', '7pm', ''].map(clockFrom)).toEqual([420, 420, 450, 450, 1395, null, null, null]);
    expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23']);
  });
});
