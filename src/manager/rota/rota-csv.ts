import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { RotaCheck } from '../../shared/home/rota-check.ts';
import { clockSays } from '../../shared/home/rota-time.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { r } from '../../words/rota.ts';
import type { CsvCell } from '../csv.ts';
import { crewOf } from './edits.ts';
import { ruleSays } from './rota-words.ts';

/** One line for each shift, with the rules it does not pass, as the page says them. */
export function rotaLines(weeks: readonly RotaWeek[], check: RotaCheck | null, catalogue: Catalogue | null): CsvCell[][] {
  // A dozen rules, thousands of findings: each rule is put into words once.
  const wordsOf = new Map([...new Set(check?.findings.map(({ rule }) => rule))].map((rule) => [rule, ruleSays(rule, catalogue)]));
  const says = new Map<string, Set<string>>();
  for (const { shift, rule } of check?.findings ?? []) if (shift) says.set(shift.id, (says.get(shift.id) ?? new Set()).add(wordsOf.get(rule) ?? ''));
  const failing = new Set(check?.findings.flatMap(({ shift, weight }) => (shift && weight === 'fails' ? shift.id : [])));
  const head = [r('csv.day'), r('csv.shift'), r('csv.from'), r('csv.to'), r('csv.people'), r('csv.leader'), r('csv.shadow'), r('csv.result'), r('csv.rules')];
  const lines = weeks.flatMap((week) =>
    week.shifts.map((shift, index): CsvCell[] => {
      const id = `${week.weekOf}.${index}`;
      const day: Day = addDays(week.weekOf, shift.day);
      const { on, shadow, leader } = crewOf(week, shift);
      const names = (people: typeof on) => people.map((person) => (person.isAgency ? r('shift.agency', { name: person.name }) : person.name)).join('; ');
      const result =
        on.length === 0 && !says.has(id) ? '' : failing.has(id) ? r('shift.fails', { count: says.get(id)?.size ?? 0 }) : says.has(id) ? r('shift.looks') : r('shift.passes');
      return [day, shift.name, clockSays(shift.start), clockSays(shift.end), names(on), leader?.name ?? '', names(shadow), result, [...(says.get(id) ?? [])].join('; ')];
    }),
  );
  return [head, ...lines];
}
