import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { RotaCheck } from '../../shared/home/rota-check.ts';
import { isTyped } from '../../shared/home/rota-check.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import { Button } from '../../ui/button.tsx';
import { Row } from '../../ui/stack.tsx';
import { r } from '../../words/rota.ts';
import { dateSays } from './rota-words.ts';
import styles from './week-tabs.module.css';

type WeekTabsProps = { weeks: readonly RotaWeek[]; check: RotaCheck; chosen: Day; onChoose: (weekOf: Day) => void; onMove: (weeks: number) => void };

/** Which week is shown, with what fails in each. */
export function WeekTabs({ weeks, check, chosen, onChoose, onMove }: WeekTabsProps) {
  const failsIn = (weekOf: Day) => check.findings.filter((finding) => finding.weekOf === weekOf && finding.weight === 'fails').length;
  return (
    <nav aria-label={r('weeks')} class="no-print">
      <ul class={`plain-list ${styles.tabs}`}>
        {weeks.map((week) => (
          <li key={week.weekOf}>
            <button type="button" class={styles.tab} aria-pressed={week.weekOf === chosen} onClick={() => onChoose(week.weekOf)}>
              <span>{r('span', { from: dateSays(week.weekOf), to: dateSays(addDays(week.weekOf, 6)) })}</span>
              <span class={styles.count}>{isTyped(week) ? r('weekFails', { count: failsIn(week.weekOf) }) : r('weekEmpty')}</span>
            </button>
          </li>
        ))}
      </ul>
      <Row>
        <Button kind="quiet" onClick={() => onMove(-weeks.length)}>
          {r('earlier')}
        </Button>
        <Button kind="quiet" onClick={() => onMove(weeks.length)}>
          {r('later')}
        </Button>
      </Row>
    </nav>
  );
}
