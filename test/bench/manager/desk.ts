import type { CDPSession, Page } from 'playwright-core';
import { openDemonstration } from '../../../src/server/tasks/demonstration/open.ts';
import { londonDay } from '../../../src/shared/basics/day.ts';
import type { Catalogue } from '../../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../../src/shared/wire/fact.ts';
import { openPhone } from '../../support/browser.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { signInBy } from '../../support/visit.ts';
import type { Cost } from './cost.ts';
import { costOf, slow } from './cost.ts';

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
    slow: (rate) => slow(cdp, rate),
    cost: (act) => costOf(cdp, act),
    close: async () => {
      await context.close();
      await demonstration.close();
      profile.remove();
      folder.remove();
    },
  };
}
