import type { ComponentChildren } from 'preact';
import { w } from '../words/ui.ts';
import look from './choice.module.css';
import { Icon, type IconName } from './icon.tsx';

/** After an answer: `missed` was right and not chosen. */
export type ChoiceMark = 'right' | 'wrong' | 'missed';

const MARKS: Record<ChoiceMark, { icon: IconName; phrase: 'mark.right' | 'mark.wrong' | 'mark.missed' }> = {
  right: { icon: 'check', phrase: 'mark.right' },
  wrong: { icon: 'cross', phrase: 'mark.wrong' },
  missed: { icon: 'check', phrase: 'mark.missed' },
};

type ChoiceProps = {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean, value: string) => void;
  children: ComponentChildren;
  mark?: ChoiceMark;
};

export function Choice({ type, name, value, checked, disabled, onChange, children, mark }: ChoiceProps) {
  return (
    <label class={`${look.choice} ${checked ? look.chosen : ''} ${disabled ? look.still : ''} ${mark ? look[mark] : ''}`}>
      <input class={look.box} type={type} name={name} value={value} checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked, value)} />
      <span class={look.inside}>
        <span>{children}</span>
        {mark && (
          <span class={look.mark}>
            <Icon name={MARKS[mark].icon} />
            {w(MARKS[mark].phrase)}
          </span>
        )}
      </span>
    </label>
  );
}

type ChoiceGroupProps = { legend: ComponentChildren; hint?: ComponentChildren; error?: string; id?: string; children: ComponentChildren };

/** `id` lets an error summary lead here. */
export function ChoiceGroup({ legend, hint, error, id, children }: ChoiceGroupProps) {
  return (
    <fieldset id={id} tabIndex={id ? -1 : undefined} class={`${look.group} ${error ? look.failed : ''}`}>
      <legend class={look.legend}>{legend}</legend>
      {hint && <p class={look.hint}>{hint}</p>}
      {error && (
        <p class={look.error}>
          <span class="visually-hidden">{w('problem.mark')} </span>
          {error}
        </p>
      )}
      <div class={look.rows}>{children}</div>
    </fieldset>
  );
}
