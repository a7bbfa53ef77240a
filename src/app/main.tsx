import '../ui/tokens.css';
import '../ui/base.css';
import { render } from 'preact';
import { chooseLocale, currentDirection, currentLocale } from '../words/phrasebook.ts';
import { applyLooks } from './looks.ts';

/**
 * Start-up. The language must be chosen before any room says anything, so everything that speaks
 * is imported after it; the browser has it already (index.html preloads it).
 */
async function start(): Promise<void> {
  applyLooks();
  const asked = localStorage.getItem('hearth.language');
  if (asked) {
    await chooseLocale(asked);
    document.documentElement.dir = currentDirection();
    document.documentElement.lang = currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
  }
  const { App } = await import('./app.tsx');
  const place = document.getElementById('app');
  if (!place) return;
  place.replaceChildren();
  render(<App />, place);
}

void start();
