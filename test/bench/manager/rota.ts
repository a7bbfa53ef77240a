import type { RotaWeek } from '../../../src/shared/home/rota.ts';
import { checkRota } from '../../../src/shared/home/rota-check.ts';
import { swapsFor } from '../../../src/shared/home/rota-swaps.ts';
import { teamOf } from '../../../src/shared/home/rota-team.ts';
import { addDays } from '../../../src/shared/basics/day.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import { makeDice } from '../../../src/server/tasks/demonstration/dice.ts';
import { completedOn } from '../../support/manager-cabinet.ts';
import { ROTA_CATALOGUE, rotaPerson, signedOn, staff, TIMES } from '../../support/rota-home.ts';

const MONDAY = '2026-05-04';
const WEEKS = 4;

/** People with two years of training each, some of it ended. */
function peopleOf(count: number): PersonRecord[] {
  const dice = makeDice(7);
  return Array.from({ length: count }, (_, at) => {
    const person = staff(`p${at}`, { firstAid: dice.chance(0.5) ? '2023-05-10' : null, medication: dice.chance(0.7) ? '2025-06-01' : null, inducted: dice.chance(0.8) });
    const older = Array.from({ length: 20 }, (_entry, index) => addDays('2024-05-01', index * 30));
    return {
      ...person,
      completions: [...person.completions, ...older.map((day) => completedOn(day, dice.pick(['C5', 'C6', 'other-1', 'other-2'])))],
      signOffs: [...person.signOffs, ...older.map((day) => signedOn(day, dice.pick(['C5', 'C6', 'other-1'])))],
    };
  });
}

function weeksOf(people: readonly PersonRecord[], homes: number): RotaWeek[] {
  const dice = makeDice(11);
  return Array.from({ length: WEEKS }, (_, week) => ({
    homeId: 'home-1',
    weekOf: addDays(MONDAY, week * 7),
    people: people.map((person) => rotaPerson(person.personId)),
    shifts: Array.from({ length: homes * 21 }, (_entry, index) => {
      const [name, start, end] = TIMES[index % 3] ?? ['Early', 420, 870];
      const on = [...new Set(Array.from({ length: 6 }, () => dice.whole(0, people.length - 1)))];
      return { day: Math.floor(index / 3) % 7, name, start, end, on, shadow: [], leader: on[0] ?? null };
    }),
    loneAssessedOn: null,
    roundTheClock: true,
  }));
}

function timed<T>(work: () => T): { ms: number; made: T } {
  const before = performance.now();
  const made = work();
  return { ms: performance.now() - before, made };
}

/** `npm run bench -- manager`: REQ-7, 60 staff × 28 days × 3 shifts, and ten times as many of each. */
export async function benchRota(): Promise<void> {
  console.log('Rota check: 28 days, milliseconds, the middle of five runs');
  console.log('staff  shifts  team  check  swaps of all  findings');
  for (const times of [1, 10]) {
    const people = peopleOf(60 * times);
    const weeks = weeksOf(people, times);
    const runs = Array.from({ length: 5 }, () => {
      const team = timed(() => teamOf('home-1', people, ROTA_CATALOGUE, MONDAY, addDays(MONDAY, 28)));
      const check = timed(() => checkRota(weeks, team.made, MONDAY));
      const failing = check.made.findings.filter((finding) => finding.weight === 'fails').slice(0, 100);
      const swaps = timed(() => failing.map((finding) => swapsFor(finding, check.made, team.made)));
      return { team: team.ms, check: check.ms, swaps: swaps.ms, findings: check.made.findings.length };
    });
    const middle = (of: 'team' | 'check' | 'swaps') => (runs.map((entry) => entry[of]).sort((one, other) => one - other)[2] ?? 0).toFixed(1);
    const first = runs[0];
    console.log(
      `${60 * times}  ${84 * times}  ${middle('team')}  ${middle('check')}  ${middle('swaps')}  ${first?.findings}   first run: ${first?.team.toFixed(1)} + ${first?.check.toFixed(1)}`,
    );
  }
}
