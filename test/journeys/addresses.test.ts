import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { learn } from '../../src/words/learning.ts';
import { PHONE } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, signInBy } from '../support/visit.ts';

/** The built page has its own, shorter router inside: these walk it. */
describe('an address leads where it says', () => {
  const stage = useStage({ now: () => new Date() });
  let phone: Page;

  beforeAll(async () => {
    phone = await stage.browser.newPage({ viewport: PHONE });
    await signInBy(phone, stage.scene.link('carer'));
  });

  async function heads(title: string): Promise<void> {
    await phone.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: PATIENCE_MS });
  }

  it('back and forward show the pages again in their order', async () => {
    const nav = phone.getByRole('navigation').first();
    await nav.getByRole('link', { name: w('nav.courses') }).click();
    await heads(learn('courses.title'));
    await nav.getByRole('link', { name: w('nav.more') }).click();
    await heads(w('nav.more'));
    await phone.goBack();
    await heads(learn('courses.title'));
    await phone.goForward();
    await heads(w('nav.more'));
    expect(new URL(phone.url()).pathname).toBe('/more');
  });

  it('of three pages asked for in one breath the last is shown, and back finds the first', async () => {
    await phone.evaluate(() => {
      for (const path of ['/academy', '/on-this-phone', '/academy/courses']) {
        const link = document.createElement('a');
        link.href = path;
        document.body.append(link);
        link.click();
        link.remove();
      }
    });
    await heads(learn('courses.title'));
    expect(new URL(phone.url()).pathname).toBe('/academy/courses');
    await phone.goBack();
    await heads(w('nav.more'));
  });

  it('one course after another is each its own page', async () => {
    await phone.goto(`${stage.scene.origin}/academy/courses`);
    const links = phone.locator('main a[href^="/academy/courses/"]');
    await links.first().waitFor({ timeout: PATIENCE_MS });
    const paths = await links.evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href') ?? ''))].slice(0, 2));
    const titles: string[] = [];
    for (const path of paths) {
      await phone.goto(`${stage.scene.origin}/academy/courses`);
      await phone.locator(`main a[href="${path}"]`).first().click();
      await phone.waitForURL(`**${path}`);
      await phone.getByRole('heading', { level: 1, name: learn('courses.title') }).waitFor({ state: 'detached', timeout: PATIENCE_MS });
      titles.push(await phone.getByRole('heading', { level: 1 }).innerText({ timeout: PATIENCE_MS }));
    }
    expect(new Set(titles).size).toBe(2);
  });

  it('a slash too many is no other address, and what follows the question mark stays', async () => {
    // The kept page answers from now on: the server itself turns such an address away.
    await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await phone.goto(`${stage.scene.origin}/academy//courses/`);
    await heads(learn('courses.title'));
    await phone.goto(`${stage.scene.origin}/more?from=a+poster#here`);
    await heads(w('nav.more'));
    expect(phone.url()).toBe(`${stage.scene.origin}/more?from=a+poster#here`);
  });

  it('an address that leads nowhere says so and leads home', async () => {
    await phone.goto(`${stage.scene.origin}/academy/nothing/here`);
    await heads(w('missing.title'));
    await phone.getByRole('link', { name: w('missing.home') }).click();
    await phone.waitForURL('**/academy', { timeout: PATIENCE_MS });
  });

  it('a page that breaks says so in plain words', async () => {
    const context = await stage.browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.route('**/assets/help-page-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: "export const HelpPage = () => { throw new Error('broken') };" }),
    );
    await page.goto(`${stage.scene.origin}/help`);
    await page.getByRole('heading', { level: 1, name: w('fault.title') }).waitFor({ timeout: PATIENCE_MS });
    await context.close();
  });
});
