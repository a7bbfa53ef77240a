import { chooseLocale, currentDirection, currentLocale } from '../words/phrasebook.ts';
import { drawApp } from './app.tsx';
import { applyLooks } from './looks.ts';

/** Looks and language come first: both must be known before anything is drawn or said. */
export async function start(): Promise<void> {
  applyLooks();
  const asked = localStorage.getItem('hearth.language');
  if (asked) {
    await chooseLocale(asked);
    document.documentElement.dir = currentDirection();
    document.documentElement.lang = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  }
  drawApp();
}
