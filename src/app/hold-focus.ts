import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * The button that was pressed is gone once its part of the page has changed. Focus stays with that part:
 * at the field at fault, at the first field, or where it has none, at the whole of it.
 */
export function useHeldFocus<Part extends HTMLElement>(shows: unknown): RefObject<Part | null> {
  const part = useRef<Part>(null);
  const before = useRef(shows);
  useEffect(() => {
    if (before.current === shows) return;
    before.current = shows;
    const held = part.current;
    // Changed by somebody else, another tab say, while the person stands elsewhere: nothing is taken from under them.
    if (document.activeElement !== document.body && !held?.contains(document.activeElement)) return;
    const first = (what: string) => held?.querySelector<HTMLElement>(what) ?? null;
    const field = first('[aria-invalid="true"]') ?? first('input, textarea');
    if (field) field.focus();
    else held?.focus({ preventScroll: true });
  }, [shows]);
  return part;
}

/** What was read is gone: reading goes on from the heading, and nothing moves on the screen. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}
