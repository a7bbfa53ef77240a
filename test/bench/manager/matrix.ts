import process from 'node:process';
import type { CDPSession, Page } from 'playwright-core';
import { openDemonstration } from '../../../src/server/tasks/demonstration/open.ts';
import { londonDay } from '../../../src/shared/basics/day.ts';
import type { Catalogue } from '../../../src/shared/training/catalogue.ts';
import { DESKTOP, openPhone } from '../../support/browser.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { manyPeople, wideCatalogue } from './people.ts';

const COURSES = 40;
/** One home; an authority; a region. With `--all` ten regions, which takes minutes. */
const SIZES: { people: number; homes: number }[] = [
  { people: 60, homes: 1 },
  { people: 600, homes: 4 },
  { people: 5000, homes: 4 },
  { people: 50_000, homes: 40 },
];
/** `--people=5000`: that size alone. */
const ONLY = Number(process.argv.find((word) => word.startsWith('--people='))?.slice('--people='.length) ?? 0);
/** `--slow=1,4`: fewer of them. */
const SLOWNESS = (process.argv.find((word) => word.startsWith('--slow='))?.slice('--slow='.length) ?? '1,4,6').split(',').map(Number);
/** Pixels a second. */
const SPEED = 4000;
const SCROLL_MS = 2500;

/** Kept in the page: long tasks since a moment, and what is drawn. */
const WATCH = `(() => {
  const tasks = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => tasks.push([entry.startTime, entry.duration]))).observe({ type: 'longtask', buffered: true });
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const cells = () => document.querySelectorAll('main td a, main [role=gridcell]:not([aria-busy])').length;
  globalThis.bench = {
    tbt: (since, until) => tasks.filter(([at]) => at >= since && at <= until).reduce((sum, [, long]) => sum + Math.max(0, long - 50), 0),
    longest: (since) => Math.max(0, ...tasks.filter(([at]) => at >= since).map(([, long]) => long)),
    async open(path) {
      const since = performance.now();
      const link = document.createElement('a');
      link.href = path;
      document.querySelector('main').append(link);
      link.click();
      while (cells() < 20) { await frame(); if (performance.now() - since > 120000) throw new Error('no cells'); }
      await frame();
      return { since, first: performance.now() - since };
    },
    async counted({ since }) {
      while (!document.querySelector('[aria-pressed]')) await frame();
      await frame();
      const counted = performance.now() - since;
      await new Promise((done) => setTimeout(done, 300));
      return { counted, tbt: globalThis.bench.tbt(since, since + counted), longest: globalThis.bench.longest(since) };
    },
    async act(work) {
      const since = performance.now();
      work();
      await frame();
      await new Promise((done) => setTimeout(done, 0));
      return performance.now() - since;
    },
    async scroll(speed, ms) {
      const box = document.querySelector('[role=grid]')?.parentElement ?? document.scrollingElement;
      const began = performance.now();
      let before = began;
      const gaps = [];
      while (performance.now() - began < ms) {
        box.scrollTop = ((performance.now() - began) / 1000) * speed;
        await frame();
        const now = performance.now();
        gaps.push(now - before);
        before = now;
      }
      gaps.sort((one, other) => one - other);
      return { perS: (gaps.length / ms) * 1000, p95: gaps[Math.floor(gaps.length * 0.95)] };
    },
    nodes: () => { const walk = document.createTreeWalker(document.querySelector('[role=grid], main table'), NodeFilter.SHOW_ALL); let count = 0; while (walk.nextNode()) count += 1; return count; },
    cells,
  };
})()`;

type Opened = { since: number; first: number };
type Counted = { counted: number; tbt: number; longest: number };
type Scrolled = { perS: number; p95: number };

/** Writes records as they are. */
async function put(page: Page, rows: readonly object[]): Promise<void> {
  await page.evaluate(`(async (rows) => {
    const db = await new Promise((done) => { const opening = indexedDB.open('hearth'); opening.onsuccess = () => done(opening.result); });
    await new Promise((done) => { const writing = db.transaction('records', 'readwrite'); for (const row of rows) writing.objectStore('records').put(row); writing.oncomplete = done; });
    db.close();
  })(${JSON.stringify(rows)})`);
}

/** Puts people and courses where the store keeps them, as a sync of many hours would have. */
async function fill(page: Page, people: number, homes: number): Promise<void> {
  const { catalogue, homeIds } = (await page.evaluate(`(async () => {
    const db = await new Promise((done) => { const opening = indexedDB.open('hearth'); opening.onsuccess = () => done(opening.result); });
    const get = (name) => new Promise((done) => { const reading = db.transaction(name).objectStore(name).getAll(); reading.onsuccess = () => done(reading.result); });
    const [[kept], rows] = await Promise.all([get('catalogue'), get('records')]);
    db.close();
    globalThis.original ??= kept.catalogue;
    return { catalogue: kept.catalogue, homeIds: rows.flatMap((row) => row.place?.kind === 'home' ? [row.place.placeId] : []) };
  })()`)) as { catalogue: Catalogue; homeIds: string[] };
  const wide = wideCatalogue(catalogue, COURSES);
  const list = manyPeople(people, homeIds.slice(0, homes), wide, londonDay(new Date().toISOString()));
  await page.evaluate(`(async (catalogue) => {
    const db = await new Promise((done) => { const opening = indexedDB.open('hearth'); opening.onsuccess = () => done(opening.result); });
    await new Promise((done) => {
      const writing = db.transaction(['records', 'catalogue'], 'readwrite');
      const store = writing.objectStore('records');
      for (const kind of ['person', 'roll']) store.delete(IDBKeyRange.bound(kind + ':', kind + ':\\uffff'));
      writing.objectStore('catalogue').put({ id: 'now', catalogue });
      writing.oncomplete = done;
    });
    db.close();
  })(${JSON.stringify(wide)})`);
  const rolls = homeIds.slice(0, homes).map((homeId) => ({
    key: `roll:${homeId}`,
    homes: [],
    roll: list.flatMap(({ personId, name, placements }) => (placements[0]?.placeId === homeId ? { personId, name, placements } : [])),
  }));
  await put(page, rolls);
  for (let at = 0; at < list.length; at += 1000) {
    const rows = list.slice(at, at + 1000).map((person) => ({ key: `person:${person.personId}`, homes: [person.placements[0]?.placeId ?? ''], person }));
    await put(page, rows);
  }
}

async function slow(cdp: CDPSession, rate: number): Promise<void> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
}

/** What the page's main thread has worked so far, in milliseconds of processor time: other programs do not count. */
async function workOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

const ms = (value: number) => value.toFixed(0).padStart(7);

/** The real page over the real store: from the touch on “My home” to the first cells, then counting, filters and scrolling. */
export async function benchMatrix(): Promise<void> {
  const folder = temporaryFolder();
  const profile = temporaryFolder();
  const demonstration = await openDemonstration({ dataDir: folder.path, port: 0, size: { homes: 44, staff: 4 }, say: () => undefined });
  const context = await openPhone(profile.path);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize(DESKTOP);
    await page.addInitScript(WATCH);
    await page.goto(demonstration.links.areaManager ?? '');
    await page.waitForSelector('main table, main [role=grid]', { timeout: 60_000 });
    await page.evaluate('navigator.serviceWorker.ready');
    await page.waitForTimeout(2000);
    await context.setOffline(true);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    console.log(`\nmatrix of ${COURSES} courses, ms (goals at 4×: 60 people under 300 to the first cells; 5,000: 300, blocked 150, filter 60, 40 drawings a second, 1,500 nodes)`);
    console.log(
      ' people  slow    open     work  counted  blocked  longest  filter    sort    find  draws/s  p95  nodes   file  (open: from the touch to 20 cells; work: what the page’s thread did of it, whatever else the machine does; blocked: until counted)',
    );
    for (const { people, homes } of SIZES) {
      if ((people > 5000 && !process.argv.includes('--all')) || (ONLY > 0 && people !== ONLY)) continue;
      await fill(page, people, homes);
      for (const rate of SLOWNESS) {
        await slow(cdp, 1);
        await chooseHomes(page, homes > 1);
        await page.goto(`${demonstration.origin}/settings`);
        await page.waitForSelector('main h1');
        // Long enough that the page is quiet, as it is under a hand.
        await page.waitForTimeout(3000);
        await slow(cdp, rate);
        const before = await workOf(cdp);
        const opened = (await page.evaluate(`bench.open('/manager')`)) as Opened;
        const work = (await workOf(cdp)) - before;
        const counted = (await page.evaluate(`bench.counted(${JSON.stringify(opened)})`)) as Counted;
        await page.waitForTimeout(500);
        const press = `document.querySelectorAll('[aria-pressed]')[1].click()`;
        const filter = (await page.evaluate(`bench.act(() => ${press})`)) as number;
        await page.evaluate(press);
        const order = (value: string) =>
          `(() => { const select = document.getElementById('sort'); select.value = '${value}'; select.dispatchEvent(new Event('change', { bubbles: true })); })()`;
        const sort = (await page.evaluate(`bench.act(() => ${order('role')})`)) as number;
        await page.evaluate(order('name'));
        const type = (text: string) =>
          `(() => { const field = document.getElementById('find'); field.value = '${text}'; field.dispatchEvent(new Event('input', { bubbles: true })); })()`;
        const find = (await page.evaluate(`bench.act(() => ${type('a')})`)) as number;
        await page.evaluate(type(''));
        await page.evaluate(order('break'));
        await page.waitForTimeout(500);
        const nodes = (await page.evaluate('bench.nodes()')) as number;
        const scrolled = (await page.evaluate(`bench.scroll(${SPEED}, ${SCROLL_MS})`)) as Scrolled;
        const downloading = page.waitForEvent('download');
        const from = Date.now();
        await page.getByRole('button', { name: 'Export' }).click();
        await downloading;
        const file = Date.now() - from;
        console.log(
          `${String(people).padStart(7)}  ${rate}×  ${ms(opened.first)}  ${ms(work)}  ${ms(counted.counted)}  ${ms(counted.tbt)}  ${ms(counted.longest)} ${ms(filter)} ${ms(sort)} ${ms(find)}  ${scrolled.perS.toFixed(0).padStart(7)}  ${scrolled.p95.toFixed(0).padStart(3)}  ${String(nodes).padStart(5)}  ${ms(file)}`,
        );
      }
    }
  } finally {
    await context.close();
    await demonstration.close();
    profile.remove();
    folder.remove();
  }
}

/** One home, or all of them together: set where the page remembers it. */
async function chooseHomes(page: Page, isAll: boolean): Promise<void> {
  await page.evaluate(`(async () => {
    const db = await new Promise((done) => { const opening = indexedDB.open('hearth'); opening.onsuccess = () => done(opening.result); });
    const rows = await new Promise((done) => { const reading = db.transaction('records').objectStore('records').getAll(IDBKeyRange.bound('place:', 'place:\\uffff')); reading.onsuccess = () => done(reading.result); });
    const places = rows.map((row) => row.place);
    const area = places.find((place) => place.kind === 'authority');
    const home = places.find((place) => place.kind === 'home');
    await new Promise((done) => {
      const writing = db.transaction('settings', 'readwrite');
      writing.objectStore('settings').put({ name: 'manager.homes', value: ${isAll} ? area.placeId : '' });
      writing.objectStore('settings').put({ name: 'manager.home', value: home.placeId });
      writing.objectStore('settings').put({ name: 'manager.matrix', value: '{}' });
      writing.oncomplete = done;
    });
    db.close();
  })()`);
}
