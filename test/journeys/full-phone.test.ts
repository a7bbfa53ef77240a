import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { h } from '../../src/words/hall.ts';
import { launch, PHONE } from '../support/browser.ts';
import { begin, courseOf, openModule, playModule } from '../support/learner.ts';
import type { Scene } from '../support/scene.ts';
import { openScene, startsOf } from '../support/scene.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, status, visit } from '../support/visit.ts';

const CARER = 'Amara Example';
const course = courseOf('C3');
/** The start of the attempt and its first answer; the first question is the fourth screen. */
const MADE = 2;

/**
 * A disk that is full until the reserve is given up. Chromium's own test quota is not kept to by
 * its database, so the page's database itself refuses, as it does on the phone.
 */
function fullUntilReserveGoes(): void {
  const stores = IDBObjectStore.prototype;
  const { add, clear } = stores;
  const disk = globalThis as { isFull?: boolean };
  stores.add = function addIfRoom(...entry) {
    if (disk.isFull && this.name === 'outbox') throw new DOMException('No room.', 'QuotaExceededError');
    return add.apply(this, entry);
  };
  stores.clear = function clearAndMakeRoom() {
    if (this.name === 'ballast') disk.isFull = false;
    return clear.apply(this);
  };
}

/** How many rows one table of the phone's database holds. */
function rowsOf(page: Page, table: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((done) => {
        const opening = indexedDB.open('hearth');
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count();
          counting.onsuccess = () => {
            opening.result.close();
            done(counting.result);
          };
        };
      }),
    table,
  );
}

describe('a phone with no room left', () => {
  let scene: Scene;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    scene = await openScene();
    browser = await launch();
    phone = await browser.newContext({ viewport: PHONE });
    page = await phone.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await scene?.close();
  });

  it('I2 F16 saves the words by giving up what can come again, says so, and delivers them', async () => {
    await page.addInitScript(fullUntilReserveGoes);
    await signInBy(page, scene.link('carer'));
    await readyForOffline(page);
    await expect.poll(() => rowsOf(page, 'ballast'), { timeout: PATIENCE_MS, interval: 500 }).toBe(1);
    await setSignal(phone, false);
    await openModule(page, course, 'C3-M1');
    await page.evaluate(() => Object.assign(globalThis, { isFull: true }));
    await begin(page);
    await playModule(page, course, 'C3-M1', { to: 4 });
    await page.getByText(h('full.banner', { saved: 'yes' })).waitFor({ timeout: PATIENCE_MS });
    expect([await rowsOf(page, 'ballast'), await rowsOf(page, 'outbox')]).toEqual([0, MADE]);

    await page.getByRole('link', { name: h('full.look') }).click();
    const says = page.getByRole('main');
    await says.getByText(h('full.saved')).waitFor({ timeout: PATIENCE_MS });
    await says.getByText(h('full.courses')).waitFor({ timeout: PATIENCE_MS });
    await says.getByText(h('full.reserve')).waitFor({ timeout: PATIENCE_MS });
    await status(page)
      .filter({ hasText: w('status.full') })
      .waitFor({ timeout: PATIENCE_MS });

    await setSignal(phone, true);
    await expect.poll(async () => (await startsOf(scene, CARER, course.id)).length, { timeout: PATIENCE_MS }).toBe(1);
    // Opened again where there is room, it makes its reserve and the courses come back.
    await visit(page, '/on-this-phone');
    await says.getByText(h('full.title')).waitFor({ timeout: PATIENCE_MS });
    await says.getByText(h('full.title')).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await settled(page);
    expect(await rowsOf(page, 'ballast')).toBe(1);
    await visit(page, '/on-this-phone');
    await expect.poll(() => rowsOf(page, 'kept'), { timeout: PATIENCE_MS, interval: 500 }).toBeGreaterThan(1);
  });
});
