import type { CDPSession, Page } from 'playwright-core';
import { openDemonstration } from '../../../src/server/tasks/demonstration/open.ts';
import { londonDay } from '../../../src/shared/basics/day.ts';
import type { Catalogue } from '../../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../../src/shared/wire/fact.ts';
import { openPhone } from '../../support/browser.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { signInBy } from '../../support/visit.ts';

/** What one act cost: on the clock, in processor time of the page's thread, and its longest single task in processor time. Milliseconds. */
export type Cost = { wall: number; work: number; longest: number };

/** A manager's page over the real store, to be filled and measured. Without signal: nothing else goes on. */
export type Desk = {
  page: Page;
  cdp: CDPSession;
  origin: string;
  today: string;
  catalogue: Catalogue;
  homeId: string;
  /** Other people and other words on this home, where the store keeps them, and the catalogue. */
  fill(people: readonly PersonRecord[], told: readonly KnownFact[], catalogue: Catalogue): Promise<void>;
  slow(rate: number): Promise<void>;
  /** @param act resolves when what was waited for stands on the screen. */
  cost(act: () => Promise<void>): Promise<Cost>;
  close(): Promise<void>;
};

const LOOK = `(async () => {
  const db = await new Promise((done) => { const opening = indexedDB.open('hearth'); opening.onsuccess = () => done(opening.result); });
  const get = (name) => new Promise((done) => { const reading = db.transaction(name).objectStore(name).getAll(); reading.onsuccess = () => done(reading.result); });
  const [[kept], rows] = await Promise.all([get('catalogue'), get('records')]);
  db.close();
  return { catalogue: kept.catalogue, homeId: rows.find((row) => row.place?.kind === 'home').place.placeId };
})()`;

/** Run in the page, with what replaces the home’s records. */
const FILL = `(async ({ catalogue, rows }) => {
  const db = await new Promise((done) => { const opening = indexedDB.open('hearth'); opening.onsuccess = () => done(opening.result); });
  await new Promise((done) => {
    const writing = db.transaction(['records', 'catalogue', 'settings'], 'readwrite');
    const records = writing.objectStore('records');
    records.delete(IDBKeyRange.bound('person:', 'person:\\uffff'));
    for (const row of rows) records.put(row);
    writing.objectStore('catalogue').put({ id: 'now', catalogue });
    writing.objectStore('settings').delete(IDBKeyRange.bound('manager.rota.', 'manager.rota.\\uffff'));
    writing.oncomplete = done;
  });
  db.close();
})`;

type TraceEvent = { name: string; ph: string; pid: number; tid: number; ts: number; tdur?: number; dur?: number; args?: { name?: string } };

/** The longest task of the page's own thread in a trace, in milliseconds of processor time. */
function longestIn(events: readonly TraceEvent[]): number {
  const mains = new Set(events.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(`${event.pid} ${event.tid}`));
  return tasks.reduce((most, task) => Math.max(most, (task.tdur ?? 0) / 1000), 0);
}

async function traced(cdp: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const gather = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', gather);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'toplevel'], excludedCategories: ['*'] },
  });
  await act();
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', gather);
  return events;
}

/** What the page's main thread has worked so far, in milliseconds of processor time: other programs do not count. */
async function workOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Opens the demonstration as a manager whose home is then filled as a bench wants it. */
export async function openDesk(size: { width: number; height: number }): Promise<Desk> {
  const folder = temporaryFolder();
  const profile = temporaryFolder();
  const demonstration = await openDemonstration({ dataDir: folder.path, port: 0, size: { homes: 2, staff: 6 }, say: () => undefined });
  const context = await openPhone(profile.path);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize(size);
  await signInBy(page, demonstration.links.manager ?? '');
  await page.evaluate('navigator.serviceWorker.ready');
  await page.waitForTimeout(2000);
  await context.setOffline(true);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { catalogue, homeId } = (await page.evaluate(LOOK)) as { catalogue: Catalogue; homeId: string };
  return {
    page,
    cdp,
    origin: demonstration.origin,
    today: londonDay(new Date().toISOString()),
    catalogue,
    homeId,
    fill: async (people, told, shelf) => {
      const home = { key: `home:${homeId}`, homes: [], told };
      for (let from = 0; from < Math.max(1, people.length); from += 1000) {
        const rows = people.slice(from, from + 1000).map((person) => ({ key: `person:${person.personId}`, homes: [homeId], person }));
        await page.evaluate(
          `${from === 0 ? FILL : FILL.replace("records.delete(IDBKeyRange.bound('person:', 'person:\\uffff'));", '')}(${JSON.stringify({ catalogue: shelf, rows: [...rows, home] })})`,
        );
      }
    },
    slow: async (rate) => void (await cdp.send('Emulation.setCPUThrottlingRate', { rate })),
    cost: async (act) => {
      const before = await workOf(cdp);
      let wall = 0;
      const events = await traced(cdp, async () => {
        const from = performance.now();
        await act();
        wall = performance.now() - from;
      });
      return { wall, work: (await workOf(cdp)) - before, longest: longestIn(events) };
    },
    close: async () => {
      await context.close();
      await demonstration.close();
      profile.remove();
      folder.remove();
    },
  };
}
