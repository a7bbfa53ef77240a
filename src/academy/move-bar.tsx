import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { learn } from '../words/learning.ts';
import type { SaveFault } from './attempt-facts.ts';
import style from './player.module.css';
import { SaveFaultNotice } from './save-fault-notice.tsx';

type Around = { back: (() => void) | null; fault: SaveFault | null };

/** What the player tells the bar of whatever screen it shows. */
export const MoveBarAround = createContext<Around>({ back: null, fault: null });

type Props = { says: string; busy?: boolean; type?: 'button' | 'submit'; onMove?: () => void; children?: ComponentChildren };

/**
 * The one button that goes on, always in the same place near the thumb. The second press of a
 * double tap does nothing: it would skip what has just appeared.
 */
export function MoveBar({ says, busy, type, onMove, children }: Props) {
  const { back, fault } = useContext(MoveBarAround);
  const press = (event: MouseEvent) => {
    if (event.detail > 1) event.preventDefault();
    else onMove?.();
  };
  return (
    <div class={style.bar}>
      {children}
      {fault && <SaveFaultNotice fault={fault} />}
      <div class={style.moves}>
        {back && (
          <Button kind="quiet" onClick={back}>
            {learn('player.back')}
          </Button>
        )}
        <div class={style.onward}>
          <Button kind="primary" type={type} full busy={busy} onClick={press}>
            {says}
          </Button>
        </div>
      </div>
    </div>
  );
}
