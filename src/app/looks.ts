/** Looks are kept in localStorage, because they must be known before the first paint. */
export type Theme = 'system' | 'light' | 'dark';
export type TextSize = '100' | '125' | '150' | '200';

export function theme(): Theme {
  const kept = localStorage.getItem('hearth.theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function textSize(): TextSize {
  const kept = localStorage.getItem('hearth.text');
  return kept === '125' || kept === '150' || kept === '200' ? kept : '100';
}

export function applyLooks(): void {
  const root = document.documentElement;
  const chosen = theme();
  if (chosen === 'system') delete root.dataset.theme;
  else root.dataset.theme = chosen;
  root.dataset.text = textSize();
  if (localStorage.getItem('hearth.letters') === 'own' || isLineFast()) root.dataset.letters = 'own';
}

/** A longer way than this is a slow phone link, where 26 kB of letters would hold up a first screen (start value). */
const FAST_MS = 140;

function isLineFast(): boolean {
  const line = (navigator as Navigator & { connection?: { rtt?: number; saveData?: boolean } }).connection;
  return (line?.rtt ?? 0) < FAST_MS && line?.saveData !== true;
}

/**
 * Our own letters from the next start on: the worker has kept them by then. On a slow line the
 * first visit is drawn in the phone's own, and nothing moves under a reader's eyes.
 */
export function keepOwnLetters(): void {
  localStorage.setItem('hearth.letters', 'own');
}

export function setTheme(next: Theme): void {
  localStorage.setItem('hearth.theme', next);
  applyLooks();
}

export function setTextSize(next: TextSize): void {
  localStorage.setItem('hearth.text', next);
  applyLooks();
}
