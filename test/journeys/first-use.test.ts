import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/voice.ts';
import { launch, openPhone, PHONE, watch } from '../support/browser.ts';
import { temporaryFolder } from '../support/folder.ts';
import { READINGS, startTour } from '../support/looks.ts';
import { root } from '../support/sources.ts';
import { PATIENCE_MS, setSignal } from '../support/visit.ts';
import { openVoiceScene, type VoiceScene } from '../support/voice-scene.ts';

type Say = (text: string) => string;
const asIs: Say = (text) => text;
/** A moment at which the scene's directory is in force, whatever year this runs in. */
const MOMENT = '2026-11-20T09:05:00.000Z';
const PIN = ['2', '7', '4', '9', '1', '3'];

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
async function press(page: Page, name: string): Promise<void> {
  await button(page, name).last().click({ timeout: PATIENCE_MS });
}
async function heads(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor({ timeout: PATIENCE_MS });
}
/** The six words, once they are shown. */
async function cardOf(page: Page): Promise<string[]> {
  const words = page.getByRole('main').getByRole('listitem');
  await words.first().waitFor({ timeout: PATIENCE_MS });
  return words.allInnerTexts();
}
async function typePin(page: Page): Promise<void> {
  for (const digit of PIN) await page.getByRole('main').getByRole('button', { name: digit, exact: true }).click();
}

/** From a worker's link as far as the four tiles. `mode` is whose phone it is. */
async function arrive(page: Page, link: string, mode: 'mine' | 'shared', say: Say = asIs, before: (screen: string) => Promise<void> = async () => undefined): Promise<void> {
  await page.clock.setFixedTime(MOMENT);
  await page.goto(link);
  await heads(page, say(w('language.title')));
  await before('language');
  await press(page, say(w('language.en')));
  await heads(page, say(w('how.title')));
  await before('how');
  await press(page, say(w('how.fine')));
  await heads(page, say(w('phone.title')));
  await before('phone');
  await page
    .getByRole('main')
    .getByRole('button', { name: say(w(`phone.${mode}`)) })
    .click();
  await heads(page, say(w('checks.title')));
  await press(page, say(w('checks.staff.no')));
  await press(page, say(w('checks.tell.yes')));
  await before('checks');
  await press(page, say(w('next')));
  await heads(page, say(w('home.title')));
}

/** The worker keeps the page: from now on no signal is needed. */
async function keptByWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
}

describe('a young person comes for the first time', () => {
  let scene: VoiceScene;
  let browser: Browser;
  let origin = '';
  let context: BrowserContext | undefined;
  const folder = temporaryFolder();

  beforeAll(async () => {
    scene = await openVoiceScene({ name: 'SQLite', where: async () => ({ inMemory: true }) }, { dist: path.join(root, 'dist') });
    origin = await scene.office.app.listen({ port: 0, host: '127.0.0.1' });
    browser = await launch();
  });
  afterEach(() => context?.close());
  afterAll(async () => {
    await browser?.close();
    await scene?.close();
    folder.remove();
  });

  async function link(): Promise<string> {
    const made = await scene.office.post('/voice/codes', {}, scene.readers.manager[0].cookie);
    const { code, root: fingerprint } = made.json() as { code: string; root: string };
    return `${origin}/talk#j=${code}&r=${fingerprint}`;
  }
  async function fresh(): Promise<Page> {
    context = await browser.newContext({ viewport: PHONE });
    return context.newPage();
  }

  it('R1 joins with one tap, goes on without signal, and sets a lock that opens the page when it starts cold', async () => {
    const profile = `${folder.path}/own`;
    context = await openPhone(profile);
    const page = await context.newPage();
    const seen = await watch(page);
    await arrive(page, await link(), 'mine', asIs, async (screen) => {
      expect(page.url()).toBe(`${origin}/talk`);
      if (screen !== 'how') return;
      await keptByWorker(page);
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
      await setSignal(context as BrowserContext, false);
    });
    expect(await page.getByText(w('home.notJoined')).count()).toBe(0);
    await press(page, w('home.words'));
    await press(page, w('card.reveal'));
    const words = await cardOf(page);
    expect(words).toHaveLength(6);
    await press(page, w('done'));
    await press(page, w('home.lock.says'));
    await page
      .getByRole('main')
      .getByRole('button', { name: w('lock.pin') })
      .click();
    await typePin(page);
    await heads(page, w('lock.again.pin'));
    await typePin(page);
    await page.getByText(w('lock.set')).waitFor({ timeout: PATIENCE_MS });
    expect(await page.title()).toBe('Hearth');
    expect(seen.errors).toEqual([]);
    expect(await page.evaluate(() => ({ local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie }))).toEqual({
      local: [],
      session: [],
      cookies: '',
    });
    await context.close();

    context = await openPhone(profile);
    await setSignal(context, false);
    const cold = await context.newPage();
    await cold.clock.setFixedTime(MOMENT);
    await cold.goto(`${origin}/talk`);
    await heads(cold, w('unlock.title'));
    expect(await cold.getByRole('main').innerText()).not.toContain(words[0]);
    await typePin(cold);
    await heads(cold, w('home.title'));
    await press(cold, w('home.words'));
    await press(cold, w('card.reveal'));
    expect(await cardOf(cold)).toEqual(words);
  });

  it('R10 D10 the exit works without signal, leaves a clock, and going back does not return', async () => {
    const page = await fresh();
    await page.goto('about:blank');
    await arrive(page, await link(), 'shared');
    await keptByWorker(page);
    await setSignal(context as BrowserContext, false);
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('Shift');
    await page.waitForURL(`${origin}/talking-clock.html`, { timeout: PATIENCE_MS });
    expect(await page.title()).toBe('Clock');
    await page.getByText('London').waitFor({ timeout: PATIENCE_MS });
    expect(await page.locator('body').innerText()).not.toMatch(/hearth/i);
    await page.goBack();
    expect(await page.title()).toBe('Clock');
    await page.goBack();
    expect(page.url()).toBe('about:blank');
  });

  it('the phone’s own way back goes one screen back and does not leave', async () => {
    const page = await fresh();
    await page.goto('about:blank');
    await page.goto(await link());
    await press(page, w('language.en'));
    await press(page, w('how.fine'));
    await heads(page, w('phone.title'));
    await page.goBack();
    await heads(page, w('how.title'));
    await page.goBack();
    await heads(page, w('language.title'));
    await page.goBack();
    expect(page.url()).toBe('about:blank');
  });

  it('a shared phone that was left starts again as if nobody had been there', async () => {
    const page = await fresh();
    await arrive(page, await link(), 'shared');
    await button(page, w('bar.exit')).last().click();
    await page.waitForURL(`${origin}/talking-clock.html`, { timeout: PATIENCE_MS });
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
    await page.goto(`${origin}/talk`);
    await heads(page, w('language.title'));
  });

  it('the exit stands in one place on every screen, at least 48 pixels high and wide', async () => {
    const page = await fresh();
    const places: string[] = [];
    const measure = async () => {
      const box = await page
        .getByRole('banner')
        .getByRole('button', { name: w('bar.exit') })
        .boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48);
      places.push(`${box?.x} ${box?.y}`);
    };
    await arrive(page, await link(), 'mine', asIs, measure);
    await measure();
    await button(page, w('bar.help')).click();
    await heads(page, w('help.title'));
    await page.mouse.wheel(0, 2000);
    await page.waitForFunction(() => scrollY > 0);
    await measure();
    expect(new Set(places).size).toBe(1);
    expect(await page.getByRole('link', { name: /0800 1111/ }).getAttribute('href')).toBe('tel:08001111');
    expect(await page.getByRole('link', { name: /85258/ }).getAttribute('href')).toBe('sms:85258?body=SHOUT');
  });

  it.each(READINGS)('every first screen can be read, reached and enlarged, $name', async ({ language, say, name }) => {
    const page = await fresh();
    const tour = startTour({ language, say, name });
    if (language !== 'en-GB') await page.addInitScript((tag) => localStorage.setItem('hearth.language', tag), language);
    await arrive(page, await link(), 'mine', say, (screen) => tour.look(page, screen));
    await tour.look(page, 'home');
    await press(page, say(w('home.words')));
    await press(page, say(w('card.reveal')));
    await tour.look(page, 'card');
    await press(page, say(w('done')));
    await press(page, say(w('home.lock.says')));
    await page
      .getByRole('main')
      .getByRole('button', { name: say(w('lock.pictures')) })
      .click();
    await tour.look(page, 'pictures');
    await button(page, say(w('bar.help'))).click();
    await tour.look(page, 'help');
    await button(page, say(w('bar.looks'))).click();
    await tour.look(page, 'looks');
    expect(tour.faults).toEqual([]);
  });
});
