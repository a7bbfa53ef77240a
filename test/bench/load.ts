import type { CDPSession, Page } from 'playwright-core';
import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';
import { openPhone } from '../support/browser.ts';
import { temporaryFolder } from '../support/folder.ts';

/** A slow phone link: 1.6 Mbit/s down, 0.75 up, 150 ms, and a processor four times slower. */
const LINK = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) | 0, uploadThroughput: (0.75e6 / 8) | 0 };
const CPU = 4;
const RUNS = 5;
const READY = 'main h1';

type Figures = { fcp: number; lcp: number; ready: number; tbt: number; cls: number; jsKB: number; cssKB: number; htmlKB: number; allKB: number; heapMB: number };

/** The budgets of a role, from the design: printed beside what was measured. */
const BUDGETS: Record<string, Partial<Figures>> = {
  carer: { fcp: 800, lcp: 1500, ready: 1800, tbt: 200, cls: 0.02, jsKB: 95, cssKB: 10, htmlKB: 14, allKB: 280, heapMB: 10 },
  manager: { fcp: 800, lcp: 1800, ready: 2300, tbt: 250, cls: 0.02, jsKB: 115, cssKB: 12, htmlKB: 14, allKB: 380, heapMB: 25 },
};

const OBSERVE = `(() => {
  const seen = { fcp: 0, lcp: 0, cls: 0, tasks: [], ready: 0 };
  globalThis.__load = seen;
  const on = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
  on('paint', (entry) => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
  on('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  on('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  on('longtask', (entry) => seen.tasks.push([entry.startTime, entry.duration]));
  const look = () => { if (document.querySelector(${JSON.stringify(READY)})) { seen.ready = performance.now(); return; } requestAnimationFrame(look); };
  requestAnimationFrame(look);
})()`;

async function attach(page: Page): Promise<{ cdp: CDPSession; bytes: Map<string, number> }> {
  const cdp = await page.context().newCDPSession(page);
  const bytes = new Map<string, number>();
  const kinds = new Map<string, string>();
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type));
  cdp.on('Network.loadingFinished', (event) => {
    const kind = kinds.get(event.requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + event.encodedDataLength);
  });
  return { cdp, bytes };
}

async function visit(address: string): Promise<Figures> {
  const folder = temporaryFolder();
  const context = await openPhone(folder.path);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const { cdp, bytes } = await attach(page);
    await cdp.send('Network.emulateNetworkConditions', LINK);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    await page.addInitScript(OBSERVE);
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForSelector(READY);
    await page.waitForTimeout(6000);
    const seen = (await page.evaluate('globalThis.__load')) as { fcp: number; lcp: number; cls: number; ready: number; tasks: [number, number][] };
    await cdp.send('HeapProfiler.collectGarbage');
    const metrics = await cdp.send('Performance.enable').then(() => cdp.send('Performance.getMetrics'));
    const heap = metrics.metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? 0;
    const kB = (kind: string) => (bytes.get(kind) ?? 0) / 1000;
    const tbt = seen.tasks.filter(([start]) => start > seen.fcp).reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
    return {
      fcp: seen.fcp,
      lcp: seen.lcp,
      ready: seen.ready,
      tbt,
      cls: seen.cls,
      jsKB: kB('Script'),
      cssKB: kB('Stylesheet'),
      htmlKB: kB('Document'),
      allKB: [...bytes.values()].reduce((sum, size) => sum + size, 0) / 1000,
      heapMB: heap / 1e6,
    };
  } finally {
    await context.close();
    folder.remove();
  }
}

function median(values: number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** The first visit by a sign-in link, from an empty browser to the person's own screen. */
export async function benchLoad(): Promise<void> {
  const folder = temporaryFolder();
  const demonstration = await openDemonstration({ dataDir: folder.path, port: 0, size: { homes: 4, staff: 14 }, say: () => undefined });
  for (const role of ['carer', 'manager'] as const) {
    const runs: Figures[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await visit(demonstration.links[role] ?? demonstration.origin));
    console.log(`\nload, ${role}, first visit: ${LINK.latency} ms, 1.6 Mbit/s, processor ${CPU} times slower, median of ${RUNS}`);
    for (const key of Object.keys(runs[0] ?? {}) as (keyof Figures)[]) {
      const values = runs.map((figures) => figures[key]);
      const shown = (value: number) => (key === 'cls' ? value.toFixed(3) : value.toFixed(key.endsWith('KB') || key.endsWith('MB') ? 1 : 0));
      const budget = BUDGETS[role]?.[key];
      console.log(
        `  ${key.padEnd(8)} ${shown(median(values)).padStart(8)}  (${shown(Math.min(...values))} to ${shown(Math.max(...values))})${budget === undefined ? '' : `  budget ${budget}`}`,
      );
    }
  }
  await demonstration.close();
  folder.remove();
}
