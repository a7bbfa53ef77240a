import type { ComponentChildren } from 'preact';
import look from './disclosure.module.css';

type DisclosureProps = { summary: ComponentChildren; children: ComponentChildren; onToggle?: (isOpen: boolean) => void };

export function Disclosure({ summary, children, onToggle }: DisclosureProps) {
  return (
    <details class={look.disclosure} onToggle={onToggle && (({ currentTarget }) => onToggle(currentTarget.open))}>
      <summary class={look.summary}>{summary}</summary>
      <div class={look.inside}>{children}</div>
    </details>
  );
}
