import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { londonDay } from '../../src/shared/basics/day.ts';
import { formatDay } from '../../src/words/dates.ts';
import { h } from '../../src/words/hall.ts';
import { launch, PHONE } from '../support/browser.ts';
import { begin, courseOf, openModule, playModule } from '../support/learner.ts';
import type { Scene } from '../support/scene.ts';
import { openScene } from '../support/scene.ts';
import { PATIENCE_MS, readyForOffline, setSignal, signInBy, visit } from '../support/visit.ts';

const course = courseOf('C3');

describe('a browser that cleared what was kept', () => {
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

  const kept = async () => (await phone.cookies()).find((cookie) => cookie.name === 'hearth-kept');

  /** What a browser does when it needs room, or after seven days on an iPhone. */
  async function clearOrigin(): Promise<void> {
    await page.goto('about:blank');
    const devtools = await phone.newCDPSession(page);
    await devtools.send('Storage.clearDataForOrigin', { origin: scene.origin, storageTypes: 'indexeddb,local_storage,cache_storage,service_workers' });
  }

  it('I2 F17 says so until it is read, with how many things had not been delivered', async () => {
    await signInBy(page, scene.link('carer'));
    await readyForOffline(page);
    await setSignal(phone, false);
    await openModule(page, course, 'C3-M1');
    await begin(page);
    await playModule(page, course, 'C3-M1', { to: 4 });
    await expect.poll(async () => (await kept())?.value.split('.')[1], { timeout: PATIENCE_MS }).toBe('2');
    expect(await kept()).toMatchObject({ sameSite: 'Strict', path: '/' });

    await clearOrigin();
    await setSignal(phone, true);
    await page.goto(scene.origin);
    const notice = page.getByRole('alert').filter({ hasText: h('cleared.title') });
    await notice.waitFor({ timeout: PATIENCE_MS });
    expect(await notice.innerText()).toContain(h('cleared.lost', { count: 2 }));
    expect(await notice.innerText()).toContain(formatDay(londonDay(new Date().toISOString())));

    await page.reload();
    await notice.waitFor({ timeout: PATIENCE_MS });
    await notice.getByRole('button', { name: h('cleared.away') }).click();
    await notice.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await visit(page, '/help');
    await expect.poll(async () => (await kept())?.value.split('.')[1], { timeout: PATIENCE_MS }).toBe('0');
    expect(await notice.count()).toBe(0);
  });

  it('I2 F17 says that nothing is lost when everything had been delivered', async () => {
    await clearOrigin();
    await page.goto(scene.origin);
    const notice = page.getByRole('alert').filter({ hasText: h('cleared.title') });
    await notice.waitFor({ timeout: PATIENCE_MS });
    expect(await notice.innerText()).toContain(h('cleared.lost', { count: 0 }));
  });
});
