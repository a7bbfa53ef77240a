import type { ComponentChildren } from 'preact';
import look from './button.module.css';

type Kind = 'primary' | 'quiet' | 'danger';

type ButtonProps = {
  kind?: Kind;
  type?: 'button' | 'submit' | 'reset';
  busy?: boolean;
  disabled?: boolean;
  onClick?: (event: MouseEvent) => void;
  full?: boolean;
  children: ComponentChildren;
};

function looks(kind: Kind, full?: boolean): string {
  return `${look.button} ${look[kind]} ${full ? look.full : ''}`;
}

/** While busy it keeps focus and takes no second press. */
export function Button({ kind = 'primary', type = 'button', busy, disabled, onClick, full, children }: ButtonProps) {
  const press = (event: MouseEvent) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button class={looks(kind, full)} type={type} disabled={disabled} aria-disabled={busy ? 'true' : undefined} aria-busy={busy ? 'true' : undefined} onClick={press}>
      {children}
    </button>
  );
}

type LinkButtonProps = { href: string; kind?: Kind; full?: boolean; children: ComponentChildren };

export function LinkButton({ href, kind = 'primary', full, children }: LinkButtonProps) {
  return (
    <a class={looks(kind, full)} href={href}>
      {children}
    </a>
  );
}
