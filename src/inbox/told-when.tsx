import { DayField, TextField } from '../ui/field.tsx';
import { w } from '../words/inbox.ts';
import look from './view.module.css';

/** Who was told, and when, by the clock of the home. */
export type ToldWhen = { day: string; time: string; name: string };

type ToldWhenProps = { id: string; value: ToldWhen; onChange: (value: ToldWhen) => void; error?: string | undefined; today: string };

export function ToldWhenFields({ id, value, onChange, error, today }: ToldWhenProps) {
  return (
    <div class={look.told}>
      <DayField id={`${id}-day`} label={w('told.day')} value={value.day} max={today} onInput={(day) => onChange({ ...value, day })} />
      <TextField
        id={`${id}-time`}
        label={w('told.time')}
        hint={w('told.timeHint')}
        inputMode="numeric"
        maxLength={5}
        value={value.time}
        onInput={(time) => onChange({ ...value, time })}
        {...(error ? { error } : {})}
      />
      <TextField id={`${id}-name`} label={w('told.name')} maxLength={80} autocomplete="off" value={value.name} onInput={(name) => onChange({ ...value, name })} />
    </div>
  );
}
