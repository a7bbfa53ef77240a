import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/button.tsx';
import { p } from '../../words/publishing.ts';
import look from './desk.module.css';

type GroupProps = { id: string; legend: string; hint?: string; error?: string; children: ComponentChildren };

/** Fields that belong together. `id` lets a check lead here. */
export function Group({ id, legend, hint, error, children }: GroupProps) {
  return (
    <fieldset id={id} tabIndex={-1} class={`${look.group} ${error ? look.wrong : ''}`}>
      <legend>{legend}</legend>
      {hint && <p class={look.hint}>{hint}</p>}
      {error && <p class={look.error}>{error}</p>}
      {children}
    </fieldset>
  );
}

type LineProps = { children: ComponentChildren; name: string; onRemove?: () => void; onUp?: () => void; onDown?: () => void };

/** One line of a list, with what can be done to it. `name` tells its buttons from those of other lines. */
export function Line({ children, name, onRemove, onUp, onDown }: LineProps) {
  return (
    <div class={look.line}>
      <div class={look.lineInside}>{children}</div>
      <div class={look.lineActs}>
        {onUp && (
          <Button kind="quiet" onClick={onUp}>
            {p('act.up')}
            <span class="visually-hidden"> {name}</span>
          </Button>
        )}
        {onDown && (
          <Button kind="quiet" onClick={onDown}>
            {p('act.down')}
            <span class="visually-hidden"> {name}</span>
          </Button>
        )}
        {onRemove && (
          <Button kind="quiet" onClick={onRemove}>
            {p('act.remove')}
            <span class="visually-hidden"> {name}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
