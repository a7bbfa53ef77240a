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
export function openPhone(profile: string, flags: string[] = []): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [...FLAGS, ...flags],
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    serviceWorkers: 'allow',
  });
}

/** What must not happen on any page: a console error, a failed request, an uncaught fault, a shifted layout. */
export type Watch = {
  errors: string[];
  /** The worst layout shift of any document this page has shown. */
  shift(): number;
  /** What moved, for the reader of a failed test. */
  moved: string[];
};

type Shift = { value: number; page: string; moved: string };

export async function watch(page: Page): Promise<Watch> {
  const errors: string[] = [];
  const moved: string[] = [];
  const sums = new Map<string, number>();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (fault) => errors.push(`fault: ${fault.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What the page itself gives up, by closing a stream or by leaving, has not failed.
    if (!why.includes('ERR_ABORTED')) errors.push(`request: ${new URL(request.url()).pathname} ${why}`);
  });
  await page.exposeFunction('reportShift', (shift: Shift) => {
    sums.set(shift.page, (sums.get(shift.page) ?? 0) + shift.value);
    if (shift.value > 0.001) moved.push(`${shift.value.toFixed(4)} ${shift.moved}`);
  });
  await page.addInitScript(() => {
    const { reportShift } = globalThis as unknown as { reportShift(shift: Shift): void };
    const page = `${location.pathname} ${performance.timeOrigin}`;
    type Moved = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Moved[]) {
        const says = entry.sources.map(({ node }) => `${node?.nodeName ?? 'gone'} “${(node?.textContent ?? '').slice(0, 40)}”`);
        if (!entry.hadRecentInput) reportShift({ value: entry.value, page, moved: `${location.pathname}: ${says.join(', ')}` });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return { errors, moved, shift: () => Math.max(0, ...sums.values()) };
}
