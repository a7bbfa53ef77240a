import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import { chromiumPath, PHONE, watch, type Watch } from '../support/browser.ts';
import { PATIENCE_MS, setSignal } from '../support/visit.ts';
import { openTown, type Town } from '../support/voice-town.ts';

/** A microphone that beeps: the browser’s own pretence of one. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

describe('a shared phone that keeps nothing', () => {
  let town: Town;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;
  let seen: Watch;

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  const tap = (name: string | RegExp) => button(name).click({ timeout: PATIENCE_MS });
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });

  async function join() {
    await page.goto(await town.joinLink());
    await tap(v('language.en'));
    await tap(v('how.fine'));
    await tap(new RegExp(v('phone.shared')));
    await tap(v('checks.skip'));
    await page.getByRole('heading', { level: 1, name: v('home.title') }).waitFor({ timeout: PATIENCE_MS });
  }

  beforeAll(async () => {
    town = await openTown();
    browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
    phone = await browser.newContext({ viewport: PHONE, hasTouch: true, permissions: ['microphone'] });
    page = await phone.newPage();
    seen = await watch(page);
    await join();
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  it('R11 a voice note and a drawing are made on the phone, and arrive whole at those who were chosen', async () => {
    await tap(v('home.wrong'));
    await tap(w('danger.no'));
    await tap(w('staff.yes'));
    await tap(w('voice.start'));
    await says(w('voice.recording'));
    await says(w('voice.time', { seconds: 2, most: 120 }));
    await tap(w('voice.pause'));
    await says(w('voice.paused'));
    await tap(w('voice.resume'));
    await says(w('voice.time', { seconds: 3, most: 120 }));
    await tap(w('voice.stop'));
    await button(w('voice.play')).waitFor({ timeout: PATIENCE_MS });
    await tap(w('draw.open'));
    const paper = page.locator('canvas');
    await paper.scrollIntoViewIfNeeded();
    const box = await paper.boundingBox();
    if (!box) throw new Error('no paper');
    await page.mouse.move(box.x + 30, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 120, { steps: 12 });
    await page.mouse.up();
    await tap(w('draw.keep'));
    await page.getByRole('img', { name: w('draw.made') }).waitFor({ timeout: PATIENCE_MS });
    await tap(w('next'));
    await says(w('staff.gone'));
    expect(await page.getByRole('checkbox', { name: new RegExp(w('who.kind.home')) }).count()).toBe(0);
    await page.getByRole('checkbox', { name: new RegExp(w('who.kind.participation')) }).check();
    await tap(w('next'));
    await tap(w('check.send'));
    await says(w('sent.thanks'));

    const arrived = async () => {
      const [thread] = await town.inbox('participation');
      return thread ? town.attached('participation', thread).catch(() => []) : [];
    };
    await expect.poll(async () => (await arrived()).length, { timeout: PATIENCE_MS, interval: 400 }).toBe(2);
    const [voice, drawing] = await arrived();
    expect(voice).toMatchObject({ kind: 'voice' });
    expect(voice?.bytes.length).toBeGreaterThan(2000);
    expect(voice?.bytes.length).toBeLessThanOrEqual(300_000);
    expect(Buffer.from(voice?.bytes.subarray(0, 4) ?? [])).toEqual(Buffer.of(0x1a, 0x45, 0xdf, 0xa3));
    expect(drawing?.type).toBe('image/webp');
    expect(drawing?.bytes.length).toBeLessThanOrEqual(200_000);
    expect(await town.inbox('home-larch')).toEqual([]);
  });

  it('without signal it asks first; what is kept is sealed, outlives the page, and goes by itself', async () => {
    await tap(w('home'));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await tap(v('home.idea'));
    await page.getByLabel(w('words.label')).fill('Wir wollen Fahrräder');
    await tap(w('next'));
    await page.getByRole('checkbox', { name: new RegExp(w('who.kind.advocate')) }).check();
    await tap(w('next'));
    await setSignal(phone, false);
    await tap(w('check.send'));
    await says(w('leave.text'));
    await tap(w('leave.keep'));
    await says(w('leave.kept'));
    await page.close();
    page = await phone.newPage();
    await setSignal(phone, true);
    await page.goto(`${town.origin}/talk`);
    await expect.poll(async () => (await town.inbox('advocate')).length, { timeout: PATIENCE_MS, interval: 400 }).toBe(1);
    const [thread] = await town.inbox('advocate');
    if (!thread) throw new Error('nothing came');
    expect((await town.open('advocate', thread)).text).toBe('Wir wollen Fahrräder');
    expect(seen.errors).toEqual([]);
  });
});
