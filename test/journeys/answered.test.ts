import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demonstration } from '../../src/server/tasks/demonstration/open.ts';
import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';
import { w as read } from '../../src/words/inbox.ts';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import type { Watch } from '../support/browser.ts';
import { openPhone, watch } from '../support/browser.ts';
import { holds, keptInBrowser } from '../support/canary.ts';
import { temporaryFolder } from '../support/folder.ts';
import { PATIENCE_MS, setSignal } from '../support/visit.ts';

const CANARY = 'Rohrdommel ruft 2281 im Schilf';
const REPLY = 'Bachstelze antwortet 9034';
const REASON = 'Eisvogel wartet 6617';
const PIN = '739215';

/** A young person's phone and a reader's: what one does, the other sees. Each step builds on the one before it. */
describe('a young person is answered', () => {
  let demonstration: Demonstration;
  let youngPhone: BrowserContext;
  let readerPhone: BrowserContext;
  let young: Page;
  let reader: Page;
  let seen: Watch[];
  const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()] as const;

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  const tap = (page: Page, name: string | RegExp) => button(page, name).click({ timeout: PATIENCE_MS });
  const says = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  const pin = async () => {
    for (const digit of PIN) await tap(young, digit);
  };
  const leaks = async (page: Page, ...texts: string[]) => [...(await keptInBrowser(page))].filter(([, bytes]) => texts.some((text) => holds(bytes, text))).map(([name]) => name);
  const linkOf = (kind: string) => demonstration.links[kind] ?? '';
  /** Addresses of everything that waits, as the queue names them. */
  const rows = (page: Page) =>
    page
      .getByRole('list', { name: read('inbox.open') })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  let before: string[] = [];

  async function openInbox(page: Page, kind: string): Promise<void> {
    await page.goto(linkOf(kind));
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: read('inbox.title') })
      .click({ timeout: PATIENCE_MS });
    await tap(page, read('lock.tap'));
    await page.getByRole('list', { name: read('inbox.open') }).waitFor({ timeout: PATIENCE_MS });
  }

  beforeAll(async () => {
    demonstration = await openDemonstration({ dataDir: folders[0].path, port: 0, size: { homes: 2, staff: 6 }, hasVoice: true, say: () => undefined });
    youngPhone = await openPhone(folders[1].path);
    await youngPhone.addInitScript(() => {
      Math.random = () => 0;
    });
    readerPhone = await openPhone(folders[2].path);
    young = await youngPhone.newPage();
    reader = await readerPhone.newPage();
    seen = [await watch(young), await watch(reader)];
  });
  afterAll(async () => {
    await youngPhone?.close();
    await readerPhone?.close();
    await demonstration?.close();
    for (const folder of folders) folder.remove();
  });

  it('says something to the advocates', async () => {
    await openInbox(reader, 'advocate');
    before = await rows(reader);
    await young.goto(linkOf('youngPerson'));
    await tap(young, v('language.en'));
    await tap(young, v('how.fine'));
    await tap(young, new RegExp(v('phone.mine')));
    await tap(young, v('checks.skip'));
    await tap(young, v('home.lock.says'));
    await tap(young, new RegExp(v('lock.pin')));
    await pin();
    await says(young, v('lock.again.pin'));
    await pin();
    await tap(young, v('home.idea'));
    await young.getByLabel(w('words.label')).fill(CANARY);
    await tap(young, w('next'));
    await young.getByRole('checkbox', { name: new RegExp(w('who.kind.advocate')) }).check();
    await tap(young, w('next'));
    await tap(young, w('check.send'));
    await tap(young, w('sent.happened'));
    await says(young, w('state.delivered'));
  });

  it('J7 an advocate opens it behind the lock, and the receipt goes by itself', async () => {
    await tap(reader, read('look.act'));
    const added = async () => (await rows(reader)).filter((address) => !before.includes(address));
    await expect.poll(added, { timeout: PATIENCE_MS, interval: 300 }).toHaveLength(1);
    await reader.locator(`a[href="${(await added())[0]}"]`).click();
    await tap(reader, read('open.act'));
    await says(reader, CANARY);
    await says(reader, read('state.delivered'));
    expect(await leaks(reader, CANARY)).toEqual([]);
  });

  it('R7 the young person sees that it was read, checked on their own phone', async () => {
    await tap(young, w('list.look'));
    await young
      .getByText(/^Read by /)
      .first()
      .waitFor({ timeout: PATIENCE_MS });
  });

  it('answers without signal: it lies on this phone, goes by itself, and is delivered', async () => {
    await setSignal(readerPhone, false);
    await tap(reader, read('act.reply'));
    await reader.getByLabel(read('reply.label')).fill(REPLY);
    await tap(reader, read('reply.send'));
    await says(reader, read('act.saved'));
    await says(reader, read('state.here'));
    expect(await leaks(reader, CANARY, REPLY)).toEqual([]);
    await setSignal(readerPhone, true);
    await reader.getByText(read('state.here')).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await tap(young, w('list.look'));
    await says(young, w('state.answered'));
    await tap(young, new RegExp(`^${w('list.open')}`));
    await says(young, REPLY);
  });

  it('opens without signal what this phone brought, after the page was opened anew', async () => {
    await reader.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await setSignal(readerPhone, false);
    await reader.reload();
    expect(await reader.getByText(CANARY).count()).toBe(0);
    await tap(reader, read('lock.tap'));
    await says(reader, CANARY);
    await setSignal(readerPhone, true);
  });

  it('passes it on, and the young person reads to whom and why', async () => {
    await tap(reader, read('act.pass'));
    const to = reader.getByLabel(read('pass.to'));
    await to.selectOption(await to.locator('option').filter({ hasText: 'Participation' }).innerText());
    await reader.getByRole('radio', { name: read('why.asked') }).check();
    await reader.getByLabel(read('pass.text')).fill(REASON);
    await reader.getByRole('radio', { name: read('yes') }).check();
    await tap(reader, read('pass.send'));
    await reader.getByText(read('state.here')).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await tap(young, v('back'));
    await tap(young, w('list.look'));
    await says(young, w('list.looked'));
    await tap(young, new RegExp(`^${w('list.open')}`));
    await says(young, REASON);
  });

  it('to whom it was passed on it opens, under the name of who passed it on', async () => {
    await reader
      .getByRole('link', { name: read('view.back') })
      .first()
      .click();
    await openInbox(reader, 'participationWorker');
    await reader
      .getByRole('listitem')
      .filter({ hasText: read('row.shared') })
      .last()
      .getByRole('link')
      .click();
    await tap(reader, read('open.act'));
    await says(reader, CANARY);
    await says(reader, REASON);
    expect(await leaks(reader, CANARY, REPLY, REASON)).toEqual([]);
  });

  it('no page broke on the way', () => {
    // Without signal a request fails; that is what the page is made for.
    expect(seen.flatMap(({ errors }) => errors).filter((error) => !/ERR_INTERNET_DISCONNECTED/.test(error))).toEqual([]);
  });
});
