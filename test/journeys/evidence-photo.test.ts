import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { w as cover } from '../../src/words/cover.ts';
import { h } from '../../src/words/hall.ts';
import { learn } from '../../src/words/learning.ts';
import { w as manage } from '../../src/words/manager.ts';
import { s } from '../../src/words/state.ts';
import { PHONE, watch } from '../support/browser.ts';
import { HIDDEN, photoWithPlace } from '../support/photo-with-place.ts';
import type { Reading } from '../support/looks.ts';
import { READINGS, startTour } from '../support/looks.ts';
import { useStage } from '../support/stage.ts';
import { coursesKept, PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, status, visit } from '../support/visit.ts';

const CARER = 'Amara Example';
const COURSE = 'C2';
/** The server's addresses, not the file of the app that has the same name. */
const UPLOADS = /:\d+\/attachments/;

/** The pictures this phone holds, read past the app. */
async function kept(page: Page): Promise<{ bytes: Buffer; width: number; height: number }[]> {
  const found = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const opening = indexedDB.open('hearth');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const rows = await new Promise<{ sha256: string; content: Uint8Array<ArrayBuffer> }[]>((done, fail) => {
      const asking = db.transaction('attachmentChunks').objectStore('attachmentChunks').getAll();
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => fail(asking.error);
    });
    db.close();
    const names = [...new Set(rows.map((row) => row.sha256))];
    return Promise.all(
      names.map(async (name) => {
        const picture = new Blob(rows.filter((row) => row.sha256 === name).map((row) => row.content));
        const { width, height } = await createImageBitmap(picture, { imageOrientation: 'none' });
        return { bytes: [...new Uint8Array(await picture.arrayBuffer())], width, height };
      }),
    );
  });
  return found.map(({ bytes, width, height }) => ({ bytes: Buffer.from(bytes), width, height }));
}

describe('a photo as evidence of practice', () => {
  const stage = useStage();
  let phone: BrowserContext;
  let page: Page;
  let evidence: string;
  let faults: Awaited<ReturnType<typeof watch>>;

  beforeAll(async () => {
    const amara = await stage.scene.records.db.selectFrom('person').selectAll().where('name', '=', CARER).executeTakeFirstOrThrow();
    evidence = `/manager/people/${amara.person_id}/courses/${COURSE}`;
  });
  beforeEach(async () => {
    phone = await stage.browser.newContext({ viewport: PHONE });
    page = await phone.newPage();
    faults = await watch(page);
    await signInBy(page, stage.scene.link('manager'));
  });
  afterEach(() => phone.close());

  const files = () => page.locator('input[type=file]');
  const sign = () => page.getByRole('button', { name: manage('signOff.act'), exact: true }).click();
  const number = (of: number) => page.getByRole('main').getByRole('img', { name: manage('photo.number', { number: of }), exact: true });
  const add = async (...photos: Buffer[]) => {
    const before = await page.getByRole('button', { name: manage('photo.remove') }).count();
    for (const [index, buffer] of photos.entries()) {
      await files().setInputFiles({ name: 'IMG_2044.jpg', mimeType: 'image/jpeg', buffer });
      await number(before + index + 1).waitFor({ timeout: PATIENCE_MS });
    }
  };

  async function openForm(): Promise<void> {
    await visit(page, evidence);
    await page.getByText(manage('signOff.title')).first().click();
    await page.getByRole('radio', { name: manage('signOff.met') }).check();
  }

  it('F25 I16 is drawn anew without place or time, saved without signal, delivered later, and seen by manager and carer', async () => {
    await readyForOffline(page);
    const photo = await photoWithPlace(page);
    expect(photo.includes(HIDDEN)).toBe(true);
    await openForm();
    await setSignal(phone, false);
    await add(photo);
    await sign();
    await page.getByText(manage('photo.unchecked')).first().waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('checkbox', { name: manage('photo.checked') }).check();
    await sign();
    await page.getByText(s('saved')).waitFor({ timeout: PATIENCE_MS });
    await page
      .getByRole('img', { name: manage('photo.evidence', { number: 1 }) })
      .first()
      .waitFor({ timeout: PATIENCE_MS });

    const [picture, ...others] = await kept(page);
    if (!picture) throw new Error('no picture on this phone');
    expect(others).toEqual([]);
    expect([picture.width, picture.height]).toEqual([1200, 1600]);
    expect(picture.bytes.length).toBeLessThanOrEqual(400_000);
    for (const hidden of [HIDDEN, 'Exif', 'GPS']) expect(picture.bytes.includes(hidden), hidden).toBe(false);
    await visit(page, '/on-this-phone');
    await page.getByText(h('phone.photos', { count: 1 })).waitFor({ timeout: PATIENCE_MS });

    await setSignal(phone, true);
    await settled(page);
    await page.getByText(h('phone.none')).waitFor({ timeout: PATIENCE_MS });
    await visit(page, evidence);
    await page
      .getByRole('img', { name: manage('photo.evidence', { number: 1 }) })
      .first()
      .waitFor({ timeout: PATIENCE_MS });

    const other = await stage.browser.newContext({ viewport: PHONE });
    const carer = await other.newPage();
    await signInBy(carer, stage.scene.link('carer'));
    // The page is drawn again once the course itself has come.
    await coursesKept(carer);
    await visit(carer, `/academy/courses/${COURSE}`);
    const shown = carer.getByRole('img', { name: learn('practical.photo', { number: 1 }) });
    await shown.scrollIntoViewIfNeeded({ timeout: PATIENCE_MS });
    await expect.poll(() => shown.evaluate((element) => (element as HTMLImageElement).naturalHeight), { timeout: PATIENCE_MS }).toBe(1600);
    await other.close();
    expect(faults.errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('F25 I15 goes after its words: until it has arrived, the record, the header and the carer are told', async () => {
    await phone.route(UPLOADS, (route) => route.abort());
    await openForm();
    await add(await photoWithPlace(page, 300, 200), await photoWithPlace(page, 200, 300));
    await page.getByRole('checkbox', { name: manage('photo.checked') }).check();
    await sign();
    await status(page)
      .filter({ hasText: w('status.photos', { count: 2 }) })
      .waitFor({ timeout: PATIENCE_MS });
    await page
      .getByText(manage('photo.left', { count: 2 }))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await visit(page, '/more');
    await page.getByRole('button', { name: h('more.signOut') }).click();
    await page.getByText(h('signOut.photos', { count: 2 })).waitFor({ timeout: PATIENCE_MS });

    const other = await stage.browser.newContext({ viewport: PHONE });
    const carer = await other.newPage();
    await signInBy(carer, stage.scene.link('carer'));
    await visit(carer, `/academy/courses/${COURSE}`);
    await carer.getByText(learn('practical.photosMissing', { count: 2 })).waitFor({ timeout: PATIENCE_MS });
    await phone.unroute(UPLOADS);
    await visit(page, '/on-this-phone');
    await settled(page);
    await carer.reload();
    await carer.getByRole('img', { name: learn('practical.photo', { number: 2 }) }).waitFor({ state: 'attached', timeout: PATIENCE_MS });
    await carer.getByText(learn('practical.photosMissing', { count: 2 })).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await other.close();
  });

  it('what a finger or a button covers is painted over for good: nothing of it is in the bytes that are kept', async () => {
    await openForm();
    await add(await photoWithPlace(page));
    const openTool = async () => {
      await page.getByRole('button', { name: cover('open') }).click();
      const canvas = page.getByRole('img', { name: cover('picture', { number: 1 }) });
      await canvas.waitFor({ timeout: PATIENCE_MS });
      return canvas;
    };
    const keep = page.getByRole('button', { name: cover('keep'), exact: true });
    const canvas = await openTool();
    expect(await keep.isDisabled()).toBe(true);
    const tour = startTour(READINGS[0] as Reading);
    await tour.look(page, 'covering a photo');
    expect(tour.faults).toEqual([]);
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no picture to cover');
    // A finger across the upper left quarter, and one that is thought better of.
    for (const [x, y, toX, toY] of [
      [0, 0, 0.5, 0.5],
      [0.7, 0.7, 0.95, 0.95],
    ] as const) {
      await page.mouse.move(box.x + box.width * x + 1, box.y + box.height * y + 1);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * toX, box.y + box.height * toY, { steps: 4 });
      await page.mouse.up();
    }
    await page.getByRole('button', { name: cover('undo'), exact: true }).click();
    await keep.click();
    await page.getByText(cover('done')).waitFor({ timeout: PATIENCE_MS });

    // And once more without any finger: a block from the middle, moved to the right edge.
    await openTool();
    await page.getByRole('button', { name: cover('add'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(cover('byHand')).click();
    await page.getByRole('button', { name: cover('right'), exact: true }).focus();
    for (let press = 0; press < 10; press += 1) await page.keyboard.press('Enter');
    await keep.click();
    await keep.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await page.getByRole('checkbox', { name: manage('photo.checked') }).check();
    await sign();
    await page.getByText(s('saved')).waitFor({ timeout: PATIENCE_MS });

    const [picture, ...others] = await kept(page);
    if (!picture) throw new Error('no picture on this phone');
    expect(others).toEqual([]);
    expect([picture.width, picture.height]).toEqual([1200, 1600]);
    const lightest = await page.evaluate(
      async ({ bytes, areas }) => {
        const drawn = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = new OffscreenCanvas(drawn.width, drawn.height);
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error('no canvas');
        pen.drawImage(drawn, 0, 0);
        return areas.map(([x, y, wide, high]) =>
          pen.getImageData(x ?? 0, y ?? 0, wide ?? 1, high ?? 1).data.reduce((most, value, at) => (at % 4 === 3 ? most : Math.max(most, value)), 0),
        );
      },
      {
        bytes: [...picture.bytes],
        areas: [
          [0, 0, 592, 792],
          [860, 700, 330, 200],
          [700, 1250, 300, 300],
        ],
      },
    );
    expect(Math.max(...lightest.slice(0, 2))).toBeLessThanOrEqual(4);
    // What was not covered, and what was covered and taken back, is still to be seen.
    expect(lightest[2]).toBeGreaterThan(60);
  });

  it('a file that is no picture is refused in plain words, and a photo can be taken out again', async () => {
    await openForm();
    await files().setInputFiles({ name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear manager') });
    await page.getByText(manage('photo.unreadable')).waitFor({ timeout: PATIENCE_MS });
    for (let count = 0; count < 5; count += 1) await add(await photoWithPlace(page, 400 + count, 300));
    expect(await page.getByRole('button', { name: manage('photo.addMore') }).count()).toBe(0);
    const tour = startTour(READINGS[0] as Reading);
    await tour.look(page, 'the form with five photos');
    expect(tour.faults).toEqual([]);
    await page.getByRole('checkbox', { name: manage('photo.checked') }).check();
    await page
      .getByRole('button', { name: manage('photo.remove') })
      .first()
      .click();
    await number(5).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await add(await photoWithPlace(page, 500, 300));
    // What was promised was promised of the other photos.
    expect(await page.getByRole('checkbox', { name: manage('photo.checked') }).isChecked()).toBe(false);
  });
});
