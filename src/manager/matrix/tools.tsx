import { useState } from 'preact/hooks';
import { isDay } from '../../shared/basics/day.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { formatMoment } from '../../words/dates.ts';
import { w } from '../../words/manager.ts';
import { m } from '../../words/matrix.ts';
import { s } from '../../words/state.ts';
import type { AsAt, Sheet } from './sheet.ts';
import { dayTitle, dayWhy, saveSheet } from './sheet.ts';
import styles from './tools.module.css';

/** The day the page tells of. What is typed and is no day yet changes nothing. */
export function DayChoice({ asAt, onDay }: { asAt: AsAt; onDay: (day: string) => void }) {
  const [typed, setTyped] = useState<string>(asAt.day);
  const take = (value: string) => {
    setTyped(value);
    if (isDay(value)) onDay(value);
  };
  return <DayField id="as-at" label={m('day.label')} value={typed} onInput={take} error={typed === '' ? m('day.missing') : undefined} />;
}

/** Never mistaken for today: said at the top, with the way back. */
export function DayNotice({ asAt, onDay }: { asAt: AsAt; onDay: (day: string) => void }) {
  if (asAt.day === asAt.today) return null;
  return (
    <div class="no-print">
      <Notice tone={asAt.day < asAt.today ? 'info' : 'warn'} title={dayTitle(asAt)} role="status">
        <p>{dayWhy(asAt)}</p>
        <Button kind="quiet" onClick={() => onDay(asAt.today)}>
          {m('day.back')}
        </Button>
      </Notice>
    </div>
  );
}

/** The file of what is on the screen. */
export function ExportButton({ sheet }: { sheet: () => Sheet }) {
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const save = async () => {
    setState('busy');
    await saveSheet(sheet());
    setState('done');
  };
  return (
    <>
      <Button kind="quiet" busy={state === 'busy'} onClick={() => void save()}>
        {m('file.act')}
      </Button>
      <span class={styles.said} role="status">
        {state === 'busy' ? m('file.busy') : state === 'done' ? m('file.done') : ''}
      </span>
    </>
  );
}

const LEGEND = ['current', 'dueSoon', 'expired', 'lapsed', 'awaitingSignOff', 'inProgress', 'notStarted', 'waived', 'notRequired'] as const;

/** Only on paper: the day, when it was printed, and what the shapes mean. */
export function PaperHead({ asAt, now }: { asAt: AsAt; now: string }) {
  return (
    <div class={styles.paper}>
      <p>
        <strong>{dayTitle(asAt)}</strong> {dayWhy(asAt)} {m('print.made', { moment: formatMoment(now) })}
      </p>
      <p>{m('print.legend')}</p>
      <ul class={`plain-list ${styles.legend}`}>
        {LEGEND.map((word) => (
          <li key={word}>
            <StandingMark word={word} says={s(`standing.${word}`)} />
          </li>
        ))}
        <li>
          <StandingMark word="expired" says={w('cell.overdue')} />
        </li>
      </ul>
    </div>
  );
}
