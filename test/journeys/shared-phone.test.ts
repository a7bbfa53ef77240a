import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { h } from '../../src/words/hall.ts';
import { learn } from '../../src/words/learning.ts';
import { launch, PHONE } from '../support/browser.ts';
import { begin, courseOf, openModule, playModule } from '../support/learner.ts';
import type { Scene } from '../support/scene.ts';
import { openScene, startsOf } from '../support/scene.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, signOut, visit } from '../support/visit.ts';

/** Not begun by anybody whose link is used here. */
const course = courseOf('C3');
const CARER = 'Amara Example';
/** An attempt begun and one answer: the first question is the fourth screen. */
const MADE = 2;

describe('a phone that two people use', () => {
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

  const begun = async () => (await startsOf(scene, CARER, course.id)).length;

  it('signing out with unsent work says how much there is, and keeps it', async () => {
    await signInBy(page, scene.link('carer'));
    await readyForOffline(page);
    await setSignal(phone, false);
    await openModule(page, course, 'C3-M1');
    await begin(page);
    await playModule(page, course, 'C3-M1', { to: 4 });
    await signOut(page, h('signOut.waiting', { count: MADE }));
    await page.getByText(h('signIn.waiting', { count: MADE })).waitFor({ timeout: PATIENCE_MS });
  });

  it('the next person neither sees it nor sends it', async () => {
    await setSignal(phone, true);
    await signInBy(page, scene.link('deputy'));
    await visit(page, '/on-this-phone');
    await page.getByText(h('phone.none')).waitFor({ timeout: PATIENCE_MS });
    await visit(page, '/academy/history');
    await page.getByRole('heading', { name: learn('history.title') }).waitFor({ timeout: PATIENCE_MS });
    await settled(page);
    expect(await page.getByRole('main').getByText(course.title).count()).toBe(0);
    expect(await begun()).toBe(0);
    await signOut(page);
    await page.getByText(h('signIn.waiting', { count: MADE })).waitFor({ timeout: PATIENCE_MS });
  });

  it('it is delivered when the one who made it signs in again', async () => {
    await signInBy(page, scene.link('carer'));
    await expect.poll(begun, { timeout: PATIENCE_MS }).toBe(1);
    await visit(page, '/on-this-phone');
    await page.getByText(h('phone.none')).waitFor({ timeout: PATIENCE_MS });
    await openModule(page, course, 'C3-M1');
    await page.getByText(learn('player.screen', { at: 5, of: 8 })).waitFor({ timeout: PATIENCE_MS });
  });
});
