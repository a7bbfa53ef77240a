import type { ComponentChildren } from 'preact';
import look from './stack.module.css';

type StackProps = { gap?: 's' | 'm' | 'l'; children: ComponentChildren };

export function Stack({ gap = 'm', children }: StackProps) {
  return <div class={`${look.stack} ${look[gap]}`}>{children}</div>;
}

type RowProps = { children: ComponentChildren; wrap?: boolean };

export function Row({ children, wrap = true }: RowProps) {
  return <div class={`${look.row} ${wrap ? look.wrap : ''}`}>{children}</div>;
}
