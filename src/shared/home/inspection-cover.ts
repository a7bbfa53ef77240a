import { addDays } from '../basics/day.ts';
import { toldOf } from '../training/person-record.ts';
import { homeRules } from '../training/rules-of.ts';
import { inOrder, sourceFrom } from './inspection-look.ts';
import type { Look } from './inspection-numbers.ts';
import { sumOf } from './inspection-people.ts';
import type { Evidence, NumberWithEvidence } from './inspection-sheet.ts';
import { checkRota, isTyped } from './rota-check.ts';
import { teamOf } from './rota-team.ts';
import { mondayOf } from './rota-time.ts';

/** Weeks looked at: the one of the day and those that follow. */
const WEEKS = 4;

/** Shifts of the rota with a first aider on duty for the whole of them (regulation 31(2)(a)), week by week. */
export function coverNumber({ look, asAt }: Look): NumberWithEvidence {
  const from = mondayOf(asAt);
  const until = addDays(from, 7 * WEEKS - 1);
  const told = inOrder(toldOf({ told: look.told }, 'home.rota.set').filter(({ body }) => body.homeId === look.homeId && body.weekOf <= until));
  const facts = new Map(told.map((fact) => [fact.body.weekOf, fact]));
  const weeks = [...facts.values()].map(({ body }) => body).filter((week) => week.weekOf >= addDays(from, -7) && isTyped(week));
  const inView = weeks.filter((week) => week.weekOf >= from);
  if (inView.length === 0) return sumOf('firstAid', ['covered', 'uncovered'], [], { isShare: true, missing: 'noRota' });

  const team = teamOf(look.homeId, look.people, look.catalogue, from, addDays(until, 1), homeRules(look.told, look.catalogue, asAt));
  const check = checkRota(weeks, team, from);
  const without = new Set(check.findings.flatMap((finding) => (finding.rule === 'firstAid' && finding.shift ? [finding.shift.id] : [])));
  // A shift that nobody was put into yet is a plan still open. It is said, and counted in neither.
  const open = check.shifts.filter((shift) => shift.on.length === 0 && shift.weekOf >= from).length;
  const rows = inView
    .sort((one, other) => one.weekOf.localeCompare(other.weekOf))
    .map(({ weekOf }): Evidence => {
      const shifts = check.shifts.filter((shift) => shift.weekOf === weekOf && shift.on.length > 0);
      const failing = shifts.filter((shift) => without.has(shift.id));
      const counted = shifts.length - failing.length;
      return {
        id: weekOf,
        name: weekOf,
        role: null,
        cells: [
          { type: 'share', value: counted, of: shifts.length },
          { type: 'shifts', shifts: failing.map(({ name, day }) => ({ name, day })) },
        ],
        counted,
        of: shifts.length,
        source: sourceFrom(look, facts.get(weekOf)),
        lead: { to: 'rota' },
      };
    });
  return sumOf('firstAid', ['covered', 'uncovered'], rows, {
    isShare: true,
    aside: open > 0 ? { word: 'unplanned', count: open } : null,
    tone: rows.every((row) => row.counted === row.of) ? 'good' : 'danger',
  });
}
