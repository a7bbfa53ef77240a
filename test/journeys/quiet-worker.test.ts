import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Letter } from '../../src/store/quiet/shelf.ts';
import { launch, PHONE } from '../support/browser.ts';
import { findPorter } from '../support/porter.ts';
import { viewLetter } from '../support/quiet-letters.ts';
import type { Scene } from '../support/scene.ts';
import { openScene } from '../support/scene.ts';
import { PATIENCE_MS } from '../support/visit.ts';

/** A letter as the shelf keeps it, put there by hand: the page that sealed it is long gone. */
async function plant(page: Page, letter: Letter): Promise<void> {
  await page.evaluate(
    (row) =>
      new Promise<void>((done, fail) => {
        // Dexie counts a version as ten.
        const request = indexedDB.open('hearth-quiet', 10);
        request.onupgradeneeded = () => {
          const db = request.result;
          db.createObjectStore('notes', { keyPath: 'name' });
          db.createObjectStore('drafts', { keyPath: 'id' });
          const letters = db.createObjectStore('letters', { keyPath: 'id' });
          letters.createIndex('order', 'order');
          letters.createIndex('of', 'of');
          db.createObjectStore('post', { keyPath: 'mbox' });
          db.createObjectStore('threads', { keyPath: ['personId', 'id'] }).createIndex('personId', 'personId');
        };
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          const act = request.result.transaction('letters', 'readwrite');
          act.objectStore('letters').put(row);
          act.oncomplete = () => {
            request.result.close();
            done();
          };
          act.onabort = () => fail(act.error);
        };
      }),
    { ...letter, order: `1|${letter.madeAt}|000` } as never,
  );
}

async function letterNow(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((done, fail) => {
        const request = indexedDB.open('hearth-quiet');
        request.onerror = () => fail(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('letters').objectStore('letters').getAll();
          all.onsuccess = () => {
            request.result.close();
            const rows = all.result as { refused?: string }[];
            done(rows.map(({ refused }) => refused ?? 'waits').join() || 'delivered');
          };
        };
      }),
  );
}

describe('the service worker and a sealed letter', () => {
  let scene: Scene;
  let browser: Browser;
  let phone: BrowserContext;

  beforeAll(async () => {
    scene = await openScene();
    browser = await launch();
    phone = await browser.newContext({ viewport: PHONE });
  });
  afterAll(async () => {
    await browser?.close();
    await scene?.close();
  });

  it('takes a letter to the server with no page of ours open and nobody signed in', async () => {
    const porter = await findPorter(phone, scene.origin);
    const page = await phone.newPage();
    await page.goto(`${scene.origin}/talk`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // Sealed to nobody this region knows: the desk says no, and only the desk can have said it.
    await plant(page, viewLetter({ madeAt: new Date().toISOString() }));
    expect(await letterNow(page)).toBe('waits');
    await page.close();

    await porter.wake(false, 'hearth-quiet');
    const witness = await phone.newPage();
    await witness.goto(`${scene.origin}/healthz`);
    await expect.poll(() => letterNow(witness), { timeout: PATIENCE_MS }).toBe('notValid');
    expect(await phone.cookies()).toEqual([]);
  });
});
