import { execFileSync } from 'node:child_process';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** The system's own Chromium; `CHROMIUM` names it where it is not on the path. */
export function chromiumPath(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error('Chromium is not installed: set CHROMIUM, or install it with the system’s package manager');
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

/** A browser profile on disk, so that a tab can be killed and the same phone opened again. */
export function openPhone(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), args: FLAGS, viewport: PHONE, hasTouch: true, isMobile: true, serviceWorkers: 'allow' });
}

/** What must not happen on any page: a console error, a failed request, an uncaught fault, a shifted layout. */
type Watch = { errors: string[]; shift(): Promise<number> };

export async function watch(page: Page): Promise<Watch> {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (fault) => errors.push(`fault: ${fault.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A stream that the page itself closes is not a failure.
    if (!(why.includes('ERR_ABORTED') && request.url().endsWith('/sync/events'))) errors.push(`request: ${new URL(request.url()).pathname} ${why}`);
  });
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    (globalThis as { __shifts?: { sum: number } }).__shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) shifts.sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return { errors, shift: () => page.evaluate(() => (globalThis as { __shifts?: { sum: number } }).__shifts?.sum ?? 0) };
}
