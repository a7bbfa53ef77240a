import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { h } from '../../src/words/hall.ts';
import { begin, courseOf, openModule, playModule } from '../support/learner.ts';
import { startsOf } from '../support/scene.ts';
import { usePhone } from '../support/stage.ts';
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
  const at = usePhone();

  it('I2 F16 saves the words by giving up what can come again, says so, and delivers them', async () => {
    await at.page.addInitScript(fullUntilReserveGoes);
    await signInBy(at.page, at.scene.link('carer'));
    await readyForOffline(at.page);
    await expect.poll(() => rowsOf(at.page, 'ballast'), { timeout: PATIENCE_MS, interval: 500 }).toBe(1);
    await setSignal(at.phone, false);
    await openModule(at.page, course, 'C3-M1');
    await at.page.evaluate(() => Object.assign(globalThis, { isFull: true }));
    await begin(at.page);
    await playModule(at.page, course, 'C3-M1', { to: 4 });
    await at.page.getByText(h('full.banner', { saved: 'yes' })).waitFor({ timeout: PATIENCE_MS });
    expect([await rowsOf(at.page, 'ballast'), await rowsOf(at.page, 'outbox')]).toEqual([0, MADE]);

    await at.page.getByRole('link', { name: h('full.look') }).click();
    const says = at.page.getByRole('main');
    await says.getByText(h('full.saved')).waitFor({ timeout: PATIENCE_MS });
    await says.getByText(h('full.courses')).waitFor({ timeout: PATIENCE_MS });
    await says.getByText(h('full.reserve')).waitFor({ timeout: PATIENCE_MS });
    await status(at.page)
      .filter({ hasText: /phone is full/i })
      .waitFor({ timeout: PATIENCE_MS });

    await setSignal(at.phone, true);
    await expect.poll(async () => (await startsOf(at.scene, CARER, course.id)).length, { timeout: PATIENCE_MS }).toBe(1);
    // Opened again where there is room, it makes its reserve and the courses come back.
    await visit(at.page, '/on-this-phone');
    await says.getByText(h('full.title')).waitFor({ timeout: PATIENCE_MS });
    await says.getByText(h('full.title')).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await settled(at.page);
    expect(await rowsOf(at.page, 'ballast')).toBe(1);
    await visit(at.page, '/on-this-phone');
    await expect.poll(() => rowsOf(at.page, 'kept'), { timeout: PATIENCE_MS, interval: 500 }).toBeGreaterThan(1);
  });
});
