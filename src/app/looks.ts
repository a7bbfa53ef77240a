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
}

export function setTheme(next: Theme): void {
  localStorage.setItem('hearth.theme', next);
  applyLooks();
}

export function setTextSize(next: TextSize): void {
  localStorage.setItem('hearth.text', next);
  applyLooks();
}
