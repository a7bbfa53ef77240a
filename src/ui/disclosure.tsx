import type { ComponentChildren } from 'preact';
import look from './disclosure.module.css';

type DisclosureProps = { summary: ComponentChildren; children: ComponentChildren };

export function Disclosure({ summary, children }: DisclosureProps) {
  return (
    <details class={look.disclosure}>
      <summary class={look.summary}>{summary}</summary>
      <div class={look.inside}>{children}</div>
    </details>
  );
}
