import type { ComponentChildren } from 'preact';
import { w } from '../words/ui.ts';
import look from './field.module.css';

type Asking = { id: string; label: string; hint?: string; error?: string };
/** What is not to be completed is private: no spelling service of a browser gets to read it either. */
type Written = Asking & { value: string; onInput: (value: string) => void; autocomplete?: string; maxLength?: number; disabled?: boolean };

/** What every control of a field needs, so that hint and error are read out with it. */
function spoken({ id, hint, error }: Asking) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { id, name: id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? ('true' as const) : undefined };
}

function Around({ id, label, hint, error, children }: Asking & { children: ComponentChildren }) {
  return (
    <div class={`${look.field} ${error ? look.wrong : ''}`}>
      <label class={look.label} for={id}>
        {label}
      </label>
      {hint && (
        <p class={look.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class={look.error} id={`${id}-error`}>
          <span class="visually-hidden">{w('problem.mark')} </span>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

type TextFieldProps = Written & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'number';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search';
};

export function TextField(props: TextFieldProps) {
  const { value, onInput, type = 'text', inputMode, autocomplete, maxLength, disabled } = props;
  return (
    <Around {...props}>
      <input
        {...spoken(props)}
        class={look.control}
        dir="auto"
        // Preact's types know one kind of input at a time; the attributes here suit all of these.
        type={type as 'text'}
        inputMode={inputMode}
        autocomplete={autocomplete}
        spellcheck={autocomplete !== 'off'}
        maxLength={maxLength}
        disabled={disabled}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Around>
  );
}

type TextAreaProps = Written & { rows?: number };

export function TextArea(props: TextAreaProps) {
  const { value, onInput, rows = 4, autocomplete, maxLength, disabled } = props;
  return (
    <Around {...props}>
      <textarea
        {...spoken(props)}
        class={look.control}
        dir="auto"
        rows={rows}
        autocomplete={autocomplete}
        spellcheck={autocomplete !== 'off'}
        maxLength={maxLength}
        disabled={disabled}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Around>
  );
}

type SelectFieldProps = Asking & { options: readonly { value: string; label: string }[]; value: string; onInput: (value: string) => void; disabled?: boolean };

export function SelectField(props: SelectFieldProps) {
  const { options, value, onInput, disabled } = props;
  return (
    <Around {...props}>
      <select {...spoken(props)} class={look.control} value={value} disabled={disabled} onChange={(event) => onInput(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  );
}

type DayFieldProps = Asking & { value: string; onInput: (day: string) => void; min?: string; max?: string; disabled?: boolean };

/** A day as `2027-03-31`, picked with the phone's own calendar. */
export function DayField(props: DayFieldProps) {
  const { value, onInput, min, max, disabled } = props;
  return (
    <Around {...props}>
      <input
        {...spoken(props)}
        class={`${look.control} ${look.day}`}
        type="date"
        min={min}
        max={max}
        disabled={disabled}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Around>
  );
}
