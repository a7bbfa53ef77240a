import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Stack } from '../../ui/stack.tsx';
import look from './part.module.css';

type PartProps = { title: string; lead?: ComponentChildren; children?: ComponentChildren };

/** One step of a screen. Reading starts at its heading when it comes up. */
export function Part({ title, lead, children }: PartProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo?.(0, 0);
  }, [title]);
  return (
    <div class={look.part}>
      <header class={look.head}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p class={look.lead}>{lead}</p>}
      </header>
      <Stack>{children}</Stack>
    </div>
  );
}
