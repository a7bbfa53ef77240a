import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import { launch, PHONE } from '../support/browser.ts';
import { keptInBrowser, searchFor } from '../support/canary.ts';
import { PATIENCE_MS, setSignal } from '../support/visit.ts';
import { openTown, type Town } from '../support/voice-town.ts';
import { type Hand, keptForOffline, withoutChance, youngHand } from '../support/young-hand.ts';

const WORDS = 'Rotkehlchen 6620 im Garten';
const BEFORE = '/robots.txt';

describe('without signal, after one load', () => {
  let town: Town;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;
  let hand: Hand;

  beforeAll(async () => {
    town = await openTown();
    browser = await launch();
    phone = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
    await withoutChance(phone);
    page = await phone.newPage();
    hand = youngHand(page, '739215');
    await page.goto(await town.joinLink());
    await hand.introduce('mine');
    await keptForOffline(page);
    await page.close();
  });
  beforeEach(async () => {
    await setSignal(phone, true);
    await page.close();
    page = await phone.newPage();
    hand = youngHand(page, '739215');
    // Somewhere to go back to.
    await page.goto(`${town.origin}${BEFORE}`);
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  /** Whatever the way back shows, it is nothing of the voice pages: the first things they draw come within this time. */
  const showsNothing = async () => {
    const body = page.locator('body');
    expect(await body.innerText()).not.toContain(WORDS);
    for (const words of [v('home.feel'), w('words.label'), w('who.title'), v('bar.exit')]) expect(await body.getByText(words).count()).toBe(0);
  };
  const isNeutral = async () => {
    await page.waitForURL(`${town.origin}/talking-clock.html`, { timeout: PATIENCE_MS });
    await page
      .getByText(/\d{1,2}:\d{2}/)
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await showsNothing();
    expect(await page.title()).not.toMatch(/voice|talk|safe|worry|hearth/i);
    expect([...(await keptInBrowser(page))].filter(([, bytes]) => searchFor({ WORDS })(bytes).length > 0).map(([name]) => name)).toEqual([]);
  };
  /** Opened anew, as on any later day. */
  const write = async () => {
    await setSignal(phone, false);
    await page.goto(`${town.origin}/talk`);
    await hand.tap(new RegExp(v('unlock.goOn')));
    await hand.tap(v('home.idea'));
    await hand.write(WORDS);
  };

  it('R1 opened on another day, an idea is written, addressed and sealed in at most eight taps', async () => {
    await write();
    await hand.tap(w('next'));
    await hand.sendTo('advocate');
    await hand.says(w('sent.waits'));
    expect(hand.taps).toBeLessThanOrEqual(8);
    expect(await town.inbox('advocate')).toEqual([]);
    await setSignal(phone, true);
    await expect.poll(() => town.inbox('advocate'), { timeout: PATIENCE_MS, interval: 300 }).toHaveLength(1);
  });

  it('R10 the button leaves for the clock, Back does not show what was on the screen, and nothing of it is kept', async () => {
    await write();
    await page
      .getByRole('button', { name: v('bar.exit') })
      .last()
      .click();
    await isNeutral();
    await page.goBack();
    await showsNothing();
    expect(new URL(page.url()).pathname).not.toBe('/talk');
  });

  it('R10 Shift three times leaves too, from a field that is being written in', async () => {
    await write();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    await isNeutral();
    await page.goBack();
    await showsNothing();
    expect(new URL(page.url()).pathname).not.toBe('/talk');
  });
});
