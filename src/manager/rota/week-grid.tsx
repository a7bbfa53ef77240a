import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { RotaCheck } from '../../shared/home/rota-check.ts';
import { clockSays } from '../../shared/home/rota-time.ts';
import type { RotaShift, RotaWeek } from '../../shared/home/rota.ts';
import { Icon } from '../../ui/icon.tsx';
import { r } from '../../words/rota.ts';
import { crewOf, keyOf } from './edits.ts';
import { weekdaySays } from './rota-words.ts';
import styles from './week-grid.module.css';

export type ShiftMark = { fails: number; looks: number };

/** How many rules fail on each shift. */
export function marksOf(check: RotaCheck | null): Map<string, ShiftMark> {
  const rules = new Map<string, { fails: Set<string>; looks: Set<string> }>();
  for (const { shift, rule, weight } of check?.findings ?? []) {
    if (!shift) continue;
    const found = rules.get(shift.id) ?? { fails: new Set(), looks: new Set() };
    (weight === 'fails' ? found.fails : found.looks).add(rule);
    rules.set(shift.id, found);
  }
  return new Map([...rules].map(([id, { fails, looks }]) => [id, { fails: fails.size, looks: looks.size }]));
}

/** Everybody of a shift in words, the leader first. */
export function peopleSay(week: RotaWeek, shift: RotaShift): string[] {
  const { on, shadow, leader } = crewOf(week, shift);
  const lead = leader === null ? '' : keyOf(leader);
  const says = (person: (typeof on)[number]) => {
    const name = person.isAgency ? r('shift.agency', { name: person.name }) : person.name;
    return keyOf(person) === lead ? r('shift.leads', { name }) : name;
  };
  const inOrder = [...on].sort((one, other) => Number(keyOf(other) === lead) - Number(keyOf(one) === lead));
  return [...inOrder.map(says), ...shadow.map((person) => r('shift.shadow', { name: person.name }))];
}

type ShiftButtonProps = { week: RotaWeek; shift: RotaShift; day: Day; mark: ShiftMark | undefined; isChecked: boolean; onOpen: () => void };

function ShiftButton({ week, shift, day, mark, isChecked, onOpen }: ShiftButtonProps) {
  const people = peopleSay(week, shift);
  const from = clockSays(shift.start);
  const to = clockSays(shift.end);
  const fails = mark?.fails ?? 0;
  const looks = mark?.looks ?? 0;
  const isEmpty = people.length === 0;
  const result = isEmpty ? null : fails > 0 ? r('shift.fails', { count: fails }) : looks > 0 ? r('shift.looks') : !isChecked ? null : r('shift.passes');
  return (
    <button type="button" class={`${styles.shift} ${isEmpty ? '' : fails > 0 ? styles.fails : looks > 0 ? styles.looks : ''}`} onClick={onOpen}>
      <span class={styles.head}>
        <strong>{shift.name}</strong>
        <span class="visually-hidden">{` ${weekdaySays(day)} `}</span>
        <span class={styles.times}>{r('shift.times', { from, to })}</span>
      </span>
      <span class={styles.people}>
        {isEmpty
          ? r('shift.nobody')
          : people.map((name, at) => (
              <span key={name}>
                {at > 0 && <span class="visually-hidden">, </span>}
                {name}
              </span>
            ))}
      </span>
      {result && (
        <>
          <span class="visually-hidden">. </span>
          <span class={styles.result}>
            <Icon name={fails > 0 ? 'cross' : looks > 0 ? 'info' : 'check'} />
            {result}
          </span>
        </>
      )}
    </button>
  );
}

type WeekGridProps = { week: RotaWeek; marks: ReadonlyMap<string, ShiftMark>; isChecked: boolean; onOpen: (index: number) => void; onCopyDay: (from: number, to: number) => void };

/** Seven days of shifts: under each other on a phone, side by side where there is room. */
export function WeekGrid({ week, marks, isChecked, onOpen, onCopyDay }: WeekGridProps) {
  const shifts = week.shifts.map((shift, index) => ({ shift, index }));
  return (
    <ol class={`plain-list ${styles.days}`}>
      {[0, 1, 2, 3, 4, 5, 6].map((day) => {
        const date = addDays(week.weekOf, day);
        const theirs = shifts.filter(({ shift }) => shift.day === day);
        const isBare = theirs.every(({ shift }) => shift.on.length + shift.shadow.length === 0);
        const canCopy = day > 0 && isBare && shifts.some(({ shift }) => shift.day === day - 1 && shift.on.length > 0);
        return (
          <li key={date} class={styles.day}>
            <h3 class={styles.date}>{weekdaySays(date)}</h3>
            {theirs.map(({ shift, index }) => (
              <ShiftButton key={index} week={week} shift={shift} day={date} mark={marks.get(`${week.weekOf}.${index}`)} isChecked={isChecked} onOpen={() => onOpen(index)} />
            ))}
            {canCopy && (
              <button type="button" class={`${styles.copy} no-print`} onClick={() => onCopyDay(day - 1, day)}>
                {r('act.copyDay')}
                <span class="visually-hidden">{r('act.copyDayOf', { from: weekdaySays(addDays(date, -1)), to: weekdaySays(date) })}</span>
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
