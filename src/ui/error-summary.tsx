import { useEffect, useRef } from 'preact/hooks';
import { w } from '../words/ui.ts';
import look from './error-summary.module.css';

type ErrorSummaryProps = { errors: readonly { field: string; says: string }[] };

function lead(event: Event, field: string): void {
  event.preventDefault();
  event.stopPropagation();
  const control = document.getElementById(field);
  // The label must be seen with its control, so the control comes to the middle.
  control?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

/** Takes focus when it appears. Give it a new `key` at each try, so that a second try is heard too. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const isShown = errors.length > 0;

  // After Page's own effect, which names the document and may have taken focus to the heading.
  useEffect(() => {
    if (!isShown) return;
    const title = document.title;
    document.title = w('page.titleWithError', { title });
    box.current?.focus();
    return () => {
      if (document.title === w('page.titleWithError', { title })) document.title = title;
    };
  }, [isShown]);

  if (!isShown) return null;
  return (
    <div class={look.summary} ref={box} tabIndex={-1} role="alert">
      <h2>{w('problem.title')}</h2>
      <ul class="plain-list">
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`} onClick={(event) => lead(event, error.field)}>
              {error.says}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
