import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/button.tsx';
import { p } from '../../words/publishing.ts';
import look from './desk.module.css';

type RowProps = {
  id: string;
  says: string;
  isOpen: boolean;
  /** How many checks lead here. */
  faults: number;
  onToggle: () => void;
  onRemove?: () => void;
  onUp?: () => void;
  onDown?: () => void;
  children: ComponentChildren;
};

/** One fact, question or screen in its list: its words, and its fields while it is open. */
export function Row({ id, says, isOpen, faults, onToggle, onRemove, onUp, onDown, children }: RowProps) {
  return (
    <li class={look.row}>
      <button class={look.rowHead} id={id} type="button" aria-expanded={isOpen} onClick={onToggle}>
        <span class={look.rowId}>{id}</span>
        <span class={look.rowText}>{says}</span>
        {faults > 0 && <span class={look.rowFault}>{p('row.faults', { count: faults })}</span>}
      </button>
      {isOpen && (
        <div class={look.rowInside}>
          {children}
          <div class={look.acts}>
            <Button kind="quiet" onClick={onToggle}>
              {p('row.close')}
            </Button>
            {onUp && (
              <Button kind="quiet" onClick={onUp}>
                {p('act.up')}
              </Button>
            )}
            {onDown && (
              <Button kind="quiet" onClick={onDown}>
                {p('act.down')}
              </Button>
            )}
            {onRemove && (
              <Button kind="quiet" onClick={onRemove}>
                {p('row.remove')}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
