import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { h } from '../../src/words/hall.ts';
import { openPhone, watch } from '../support/browser.ts';
import { editionOf, findUpdate, publishNext, roomFiles, roomsKept } from '../support/editions.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Scene } from '../support/scene.ts';
import { openScene } from '../support/scene.ts';
import { root } from '../support/sources.ts';
import { PATIENCE_MS, readyForOffline, setSignal, signInBy, signOut, visit } from '../support/visit.ts';

/** What a manager opens on an ordinary day, and what they open seldom. */
const DAILY = ['', '/people', '/people/invite', '/rules', '/dates', '/meetings', '/our-home', '/rota', '/inspection', '/passport', '/practice'].map((part) => `/manager${part}`);
const SELDOM = ['/inbox', '/manager/import', '/manager/import/unverified', '/inbox/keys'];

describe('rooms that not everybody has', () => {
  let dist: ReturnType<typeof temporaryFolder>;
  let scene: Scene;
  let phone: BrowserContext;

  beforeEach(async () => {
    dist = temporaryFolder();
    cpSync(path.join(root, 'dist'), dist.path, { recursive: true });
    scene = await openScene({ dist: dist.path });
    phone = await openPhone(scene.profile('phone'));
  });
  afterEach(async () => {
    await phone?.close();
    await scene?.close();
    dist.remove();
  });

  async function signIn(who: 'carer' | 'manager' | 'regionAdministrator'): Promise<Page> {
    const page = await phone.newPage();
    await signInBy(page, scene.link(who));
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
    });
    return page;
  }

  /** All its tabs are closed, and the app is opened again. */
  async function reopen(hasSignal: boolean): Promise<Page> {
    const [blank] = phone.pages();
    for (const page of phone.pages()) if (page !== blank) await page.close();
    await setSignal(phone, hasSignal);
    return phone.newPage();
  }

  /** Every address shows its own page, whole: its heading, no word of a missing part, no failed request. */
  async function opensAll(page: Page, addresses: readonly string[]): Promise<void> {
    const seen = await watch(page);
    for (const address of addresses) {
      await page.goto(`${scene.origin}${address}`);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
      expect(await page.getByText(w('chunk.title')).count(), address).toBe(0);
      expect(await page.getByRole('heading', { level: 1, name: w('missing.title') }).count(), address).toBe(0);
    }
    expect(seen.errors).toEqual([]);
  }

  async function agree(page: Page): Promise<void> {
    await page.getByRole('button', { name: h('update.now') }).click({ timeout: PATIENCE_MS });
    await page.waitForFunction(() => document.querySelector('meta[name="edition"]') !== null, null, { timeout: PATIENCE_MS });
  }

  it('a manager who signed in once opens their pages without signal', async () => {
    await roomsKept(await signIn('manager'), dist.path, ['manager']);
    const page = await reopen(false);
    await opensAll(page, DAILY);
    // Drawn with the style of such rooms, and not before it was here.
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(2);
  });

  it('what a manager needs seldom comes with the second start', async () => {
    await roomsKept(await signIn('manager'), dist.path, ['manager']);
    const page = await reopen(true);
    await page.goto(`${scene.origin}/manager`);
    await roomsKept(page, dist.path, ['inbox', 'records', 'keys']);
    await opensAll(await reopen(false), SELDOM);
  });

  it('after an update a manager opens every page without signal', async () => {
    const page = await signIn('manager');
    await roomsKept(page, dist.path, ['manager']);
    publishNext(dist.path);
    await findUpdate(page);
    // The whole of it is here before anybody is asked.
    await roomsKept(page, dist.path, ['manager']);
    await setSignal(phone, false);
    await agree(page);
    await opensAll(page, DAILY);
    await opensAll(await reopen(false), DAILY);
  });

  it('an update that cannot bring a manager’s room does not take the old one’s place', async () => {
    const page = await signIn('manager');
    await roomsKept(page, dist.path, ['manager']);
    publishNext(dist.path);
    const lost = roomFiles(dist.path).manager?.find((file) => file.includes('/manager-')) ?? 'none';
    rmSync(path.join(dist.path, lost));
    await findUpdate(page).catch(() => undefined);
    const offline = await reopen(false);
    await opensAll(offline, DAILY);
    expect(await editionOf(offline)).toBe('first');
  });

  it('two people of different roles on one phone lose nothing through each other', async () => {
    const carer = await signIn('carer');
    await readyForOffline(carer);
    await signOut(carer);
    await carer.goto('about:blank');
    await signInBy(carer, scene.link('manager'));
    await roomsKept(carer, dist.path, ['manager']);
    await opensAll(carer, ['/manager/people']);
    await signOut(carer);
    await carer.goto('about:blank');
    await signInBy(carer, scene.link('carer'));
    publishNext(dist.path);
    await findUpdate(carer);
    await agree(carer);
    // It was the carer who agreed; the manager's room came along.
    await roomsKept(carer, dist.path, ['manager']);
    await signOut(carer);
    await carer.goto('about:blank');
    await signInBy(carer, scene.link('manager'));
    await opensAll(await reopen(false), DAILY);
  });

  it('somebody who signs in while a new version waits finds their room in it', async () => {
    const page = await signIn('carer');
    publishNext(dist.path);
    await findUpdate(page);
    await page.getByRole('button', { name: h('update.later') }).click({ timeout: PATIENCE_MS });
    await signOut(page);
    // Never all tabs closed: the new version must go on waiting.
    await page.goto(`${scene.origin}/help`);
    await signInBy(page, scene.link('manager'));
    await roomsKept(page, dist.path, ['manager']);
    await setSignal(phone, false);
    // All tabs closed is a yes too.
    await opensAll(await reopen(false), DAILY);
    expect(await editionOf(phone.pages().at(-1) as Page)).toBe('next');
  });

  it('a carer’s phone keeps no manager’s pages, and opens them where there is signal', async () => {
    const page = await signIn('carer');
    await readyForOffline(page);
    const held = () => page.evaluate(async () => (await (await caches.open('hearth-rooms')).keys()).map(({ url }) => url));
    expect(await held()).toEqual([]);
    await visit(page, '/inbox/code');
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
    expect(await page.getByText(w('chunk.title')).count()).toBe(0);
    await setSignal(phone, false);
    await visit(page, '/manager/people');
    await page.getByText(w('chunk.title')).waitFor({ timeout: PATIENCE_MS });
  });
});
