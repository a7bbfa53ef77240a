import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { w } from '../words/ui.ts';
import { Icon } from './icon.tsx';
import look from './page.module.css';

type PageProps = {
  title: string;
  lead?: ComponentChildren;
  back?: { href: string; label: string };
  /** Stands before the heading: an error summary, or news that matters more than the page. */
  above?: ComponentChildren;
  wide?: boolean;
  /** A smaller head, where what stands under it is what matters. */
  compact?: boolean;
  children?: ComponentChildren;
};

let lastPath: string | null = null;

export function Page({ title, lead, back, above, wide, compact, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  // On a new screen reading starts at its heading. On the first one the browser's own start is right.
  useLayoutEffect(() => {
    document.title = w('page.title', { title });
    const isNewScreen = lastPath !== null && lastPath !== location.pathname;
    const isFocusLost = lastPath !== null && document.activeElement === document.body;
    lastPath = location.pathname;
    if (isNewScreen || isFocusLost) heading.current?.focus();
  }, [title]);

  return (
    <main id="main" tabIndex={-1} class={`${look.page} ${wide ? look.wide : ''}`}>
      {back && (
        <a class={look.back} href={back.href}>
          <Icon name="back" />
          {back.label}
        </a>
      )}
      {above}
      <header class={`${look.head} ${compact ? look.compact : ''}`}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p class={look.lead}>{lead}</p>}
      </header>
      {children}
    </main>
  );
}
