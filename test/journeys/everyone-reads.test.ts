import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Demonstration } from '../../src/server/tasks/demonstration/open.ts';
import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';
import { w } from '../../src/words/inbox.ts';
import { DESKTOP, launch, PHONE } from '../support/browser.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Reading, Tour } from '../support/looks.ts';
import { READINGS, speak, startTour } from '../support/looks.ts';
import { PATIENCE_MS, signInBy, visit } from '../support/visit.ts';

describe('everyone can use the inbox', () => {
  const folder = temporaryFolder();
  let demonstration: Demonstration;
  let browser: Browser;
  let device: BrowserContext;

  beforeAll(async () => {
    demonstration = await openDemonstration({ dataDir: folder.path, port: 0, size: { homes: 2, staff: 6 }, hasVoice: true, say: () => undefined });
    browser = await launch();
  });
  afterEach(() => device.close());
  afterAll(async () => {
    await browser?.close();
    await demonstration?.close();
    folder.remove();
  });

  async function open(reading: Reading, who: string, viewport: { width: number; height: number }): Promise<{ page: Page; tour: Tour; tap(name: string): Promise<void> }> {
    device = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await device.newPage();
    const tour = startTour(reading);
    await signInBy(page, demonstration.links[who] ?? '');
    await speak(page, reading);
    const tap = (name: string) =>
      page
        .getByRole('button', { name: tour.say(name), exact: true })
        .first()
        .click({ timeout: PATIENCE_MS });
    return { page, tour, tap };
  }

  it.each(READINGS)('locked, the queue by its clock, what was said, and each form on a phone, $name', async (reading) => {
    const { page, tour, tap } = await open(reading, 'safeguardingLead', PHONE);
    await visit(page, '/inbox');
    await page.getByRole('button', { name: tour.say(w('lock.tap')) }).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'the lock');
    await tap(w('lock.tap'));
    const queue = page.getByRole('list', { name: tour.say(w('inbox.open')) });
    await queue.waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'the queue');
    await queue.getByRole('link').first().click();
    const act = page.getByRole('heading', { name: tour.say(w('act.title')) });
    const ask = page.getByRole('button', { name: tour.say(w('open.act')), exact: true });
    await act.or(ask).first().waitFor({ timeout: PATIENCE_MS });
    // Whoever has opened it before is not asked again.
    if (await ask.isVisible()) await ask.click();
    await act.waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'what was said');
    for (const form of ['reply', 'pass', 'concern'] as const) {
      await tap(w(`act.${form}`));
      await page
        .getByRole('button', { name: tour.say(w(`${form}.send`)), exact: true })
        .last()
        .click();
      await page.getByRole('alert').first().waitFor({ timeout: PATIENCE_MS });
      await tour.look(page, `${form}, with what is missing`);
      await tap(w('act.cancel'));
    }
    expect(tour.faults).toEqual([]);
  });

  it.each(READINGS)('the inbox of a home, and the code for a young person, on a desk, $name', async (reading) => {
    const { page, tour, tap } = await open(reading, 'manager', DESKTOP);
    await visit(page, '/inbox');
    await tap(w('lock.tap'));
    await page.getByRole('list', { name: tour.say(w('inbox.open')) }).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'the queue');
    await visit(page, '/inbox/code');
    await tap(w('code.make'));
    await page.getByRole('img', { name: tour.say(w('code.picture')) }).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'the code');
    expect(tour.faults).toEqual([]);
  });
});
