import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useId, useRef } from 'preact/hooks';
import { w } from '../words/ui.ts';
import look from './dialog.module.css';
import { Icon } from './icon.tsx';

type DialogProps = { isOpen: boolean; title: string; onClose: () => void; children: ComponentChildren };

/** The browser's own dialog: it keeps focus inside, closes on Escape and gives focus back. */
export function Dialog({ isOpen, title, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog || dialog.open === isOpen) return;
    if (isOpen) dialog.showModal();
    else dialog.close();
  }, [isOpen]);

  // `isOpen` belongs to the caller, so Escape and the backdrop only ask.
  const ask = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  const pressBackdrop = (event: MouseEvent) => {
    if (event.target === box.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way out is Escape, which the browser turns into cancel
    <dialog class={look.dialog} ref={box} aria-labelledby={id} onCancel={ask} onClose={() => isOpen && onClose()} onClick={pressBackdrop}>
      {isOpen && (
        <div class={look.inside}>
          <div class={look.head}>
            <h2 id={id} tabIndex={-1} autofocus>
              {title}
            </h2>
            <button class={look.close} type="button" onClick={onClose}>
              <Icon name="cross" label={w('close')} />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
