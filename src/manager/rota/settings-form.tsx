import { useState } from 'preact/hooks';
import { clockFrom, clockSays } from '../../shared/home/rota-time.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DayField, TextField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { r } from '../../words/rota.ts';
import type { ShiftKind } from './edits.ts';
import { kindsOf } from './edits.ts';
import styles from './settings-form.module.css';

/** `was` is the name before, null for a new shift. */
type Line = { was: string | null; name: string; start: string; end: string };

const NAME_LIMIT = 20;

function linesOf(week: RotaWeek): Line[] {
  return kindsOf(week).map(({ name, start, end }) => ({ was: name, name, start: clockSays(start), end: clockSays(end) }));
}

export type SettingsFormProps = {
  week: RotaWeek;
  today: string;
  onKinds: (kinds: { was: string | null; kind: ShiftKind }[]) => void;
  onSet: (change: Pick<RotaWeek, 'loneAssessedOn' | 'roundTheClock'>) => void;
};

/** The home's own shifts, whether it is open at every hour, and its lone working assessment. */
export function SettingsForm({ week, today, onKinds, onSet }: SettingsFormProps) {
  const [lines, setLines] = useState(() => linesOf(week));
  const [error, setError] = useState<string | null>(null);
  const change = (at: number, part: Partial<Line>) => setLines(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));

  const act = (event: Event) => {
    event.preventDefault();
    const read = lines.map((line) => ({ was: line.was, name: line.name.trim(), start: clockFrom(line.start), end: clockFrom(line.end) }));
    const names = read.map((line) => line.name);
    const badName = names.includes('') || new Set(names).size < names.length;
    const kinds = read.flatMap(({ was, name, start, end }) => (start === null || end === null ? [] : [{ was, kind: { name, start, end } }]));
    const fault = lines.length === 0 ? 'none' : badName ? 'badName' : kinds.length < lines.length ? 'badTime' : null;
    setError(fault && r(`settings.${fault}`));
    if (fault === null) onKinds(kinds);
  };

  return (
    <Stack gap="m">
      <DayField
        id="lone-on"
        label={r('settings.lone')}
        hint={r('settings.loneHint')}
        max={today}
        value={week.loneAssessedOn ?? ''}
        onInput={(day) => onSet({ loneAssessedOn: day === '' ? null : day, roundTheClock: week.roundTheClock })}
      />
      <div>
        <Choice
          type="checkbox"
          name="always"
          value="always"
          checked={week.roundTheClock}
          onChange={(checked) => onSet({ loneAssessedOn: week.loneAssessedOn, roundTheClock: checked })}
        >
          {r('settings.always')}
        </Choice>
        <p class={styles.hint}>{r('settings.alwaysHint')}</p>
      </div>
      <form noValidate onSubmit={act}>
        <Stack gap="s">
          <h3>{r('settings.kinds')}</h3>
          <p class={styles.hint}>{r('settings.kindsHint')}</p>
          {error && (
            <p role="alert" class={styles.error}>
              {error}
            </p>
          )}
          {lines.map((line, at) => (
            <div key={at} class={styles.line}>
              <TextField id={`kind-${at}`} label={r('settings.name', { number: at + 1 })} value={line.name} maxLength={NAME_LIMIT} onInput={(name) => change(at, { name })} />
              <TextField id={`start-${at}`} label={r('settings.start')} value={line.start} autocomplete="off" onInput={(start) => change(at, { start })} />
              <TextField id={`end-${at}`} label={r('settings.end')} value={line.end} autocomplete="off" onInput={(end) => change(at, { end })} />
              <Button kind="quiet" onClick={() => setLines(lines.filter((_, index) => index !== at))}>
                {r('settings.remove', { name: line.name })}
              </Button>
            </div>
          ))}
          <Row>
            <Button kind="quiet" onClick={() => setLines([...lines, { was: null, name: '', start: '', end: '' }])}>
              {r('settings.add')}
            </Button>
            <Button type="submit">{r('settings.act')}</Button>
          </Row>
        </Stack>
      </form>
    </Stack>
  );
}
