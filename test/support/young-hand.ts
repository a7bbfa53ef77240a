import type { BrowserContext, Page } from 'playwright-core';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import { PATIENCE_MS } from './visit.ts';

export type Hand = ReturnType<typeof youngHand>;

/** What a young person does on their page, by what it says there. Taps are counted. */
export function youngHand(page: Page, pin: string) {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  const hand = {
    taps: 0,
    button,
    async tap(name: string | RegExp) {
      hand.taps += 1;
      await button(name).click({ timeout: PATIENCE_MS });
    },
    says: (text: string) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS }),
    heading: (name: string) => page.getByRole('heading', { level: 1, name }).waitFor({ timeout: PATIENCE_MS }),
    async write(words: string) {
      hand.taps += 1;
      await page.getByLabel(w('words.label')).fill(words);
    },
    async choose(kind: 'advocate' | 'participation' | 'home') {
      hand.taps += 1;
      await page.getByRole('checkbox', { name: new RegExp(w(`who.kind.${kind}`)) }).check({ timeout: PATIENCE_MS });
    },
    async typePin() {
      for (const digit of pin) await button(digit).click({ timeout: PATIENCE_MS });
    },
    /** From the first screen to home. */
    async introduce(whose: 'mine' | 'shared') {
      await hand.tap(v('language.en'));
      await hand.tap(v('how.fine'));
      await hand.tap(new RegExp(v(`phone.${whose}`)));
      await hand.tap(v('checks.skip'));
      await hand.heading(v('home.title'));
    },
    async lockPhone() {
      await hand.tap(v('home.lock.says'));
      await hand.tap(new RegExp(v('lock.pin')));
      await hand.typePin();
      await hand.says(v('lock.again.pin'));
      await hand.typePin();
      await hand.heading(v('home.title'));
    },
    async unlock() {
      await hand.heading(v('unlock.title'));
      await hand.typePin();
      await hand.heading(v('home.title'));
    },
    /** Says how they feel, as far as the screen that asks who should get it. */
    async sayFeeling(words: string) {
      await hand.tap(v('home.feel'));
      await hand.tap(w('feeling.sad'));
      await hand.tap(w('next'));
      await hand.write(words);
      await hand.tap(w('next'));
      await hand.heading(w('who.title'));
    },
    async sendTo(kind: 'advocate' | 'participation' | 'home') {
      await hand.choose(kind);
      await hand.tap(w('next'));
      await hand.tap(w('check.send'));
      await hand.heading(w('sent.title'));
    },
  };
  return hand;
}

/** Everything the screens are drawn with is here before the signal goes. */
export async function keptForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 100));
    while (!(await caches.keys()).some((name) => name.includes('precache'))) await new Promise((done) => setTimeout(done, 100));
  });
}

/** A letter that is not flagged waits up to 15 minutes by chance: here chance is nought. */
export async function withoutChance(phone: BrowserContext): Promise<void> {
  await phone.addInitScript(() => {
    Math.random = () => 0;
  });
}
