import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { h } from '../../src/words/hall.ts';
import { openPhone, watch } from '../support/browser.ts';
import { roomsKept } from '../support/editions.ts';
import { temporaryFolder } from '../support/folder.ts';
import type { Scene } from '../support/scene.ts';
import { openScene } from '../support/scene.ts';
import { root } from '../support/sources.ts';
import { PATIENCE_MS, readyForOffline, setSignal, signInBy, visit } from '../support/visit.ts';

const LEARNING = ['/academy', '/academy/courses', '/academy/courses/C3', '/academy/courses/C3/modules/C3-M1', '/academy/pathways/induction', '/academy/history'];
const HALL = ['/on-this-phone', '/more', '/settings', '/help'];

/** The page of an address: its own heading, and neither the wait nor the words for a part that is missing. */
async function opens(page: Page): Promise<string> {
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  await heading.waitFor({ timeout: PATIENCE_MS });
  const says = await heading.innerText();
  expect([w('missing.title'), w('fault.title'), h('trouble.noStore.title')]).not.toContain(says);
  expect(await page.getByText(w('chunk.title')).count()).toBe(0);
  return says;
}

describe('a phone that starts cold, with no signal', () => {
  let scene: Scene;
  let phone: BrowserContext | undefined;

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene?.close());
  afterEach(() => phone?.close());

  /** Signs in once, ends the browser, and starts it again where there is no network. */
  async function coldStart(who: 'carer' | 'manager' | 'regionAdministrator'): Promise<Page> {
    phone = await openPhone(scene.profile(who));
    let page = await phone.newPage();
    await signInBy(page, scene.link(who));
    const rooms = { carer: [], manager: ['manager'], regionAdministrator: ['region'] };
    await roomsKept(page, path.join(root, 'dist'), rooms[who]);
    if (who !== 'regionAdministrator') await readyForOffline(page);
    await phone.close();
    phone = await openPhone(scene.profile(who));
    await setSignal(phone, false);
    page = await phone.newPage();
    return page;
  }

  async function opensAll(page: Page, addresses: readonly string[]): Promise<void> {
    const seen = await watch(page);
    const said = new Set<string>();
    for (const address of addresses) {
      await page.goto(`${scene.origin}${address}`);
      expect(new URL(page.url()).pathname).toBe(address);
      said.add(`${address}: ${await opens(page)}`);
    }
    expect(said.size).toBe(addresses.length);
    expect(seen.errors).toEqual([]);
  }

  it('opens every page a carer has', async () => {
    await opensAll(await coldStart('carer'), [...LEARNING, ...HALL]);
  });

  it('opens every page a manager has', async () => {
    const page = await coldStart('manager');
    const person = await scene.records.db.selectFrom('person').selectAll().where('name', '=', 'Amara Example').executeTakeFirstOrThrow();
    const people = `/manager/people/${person.person_id}`;
    await opensAll(page, ['/manager', '/manager/people', '/manager/people/invite', people, `${people}/link`, `${people}/courses/C2`, '/manager/our-home']);
  });

  it('opens every page the region has', async () => {
    const page = await coldStart('regionAdministrator');
    const home = await scene.records.db.selectFrom('place').selectAll().where('kind', '=', 'home').executeTakeFirstOrThrow();
    const manager = await scene.records.db.selectFrom('person').selectAll().where('name', '=', 'Ruth Example').executeTakeFirstOrThrow();
    await opensAll(page, ['/region', `/region/homes/${home.place_id}/invite`, `/region/people/${manager.person_id}/link`]);
  });
});

describe('a new version of the page', () => {
  const dist = temporaryFolder();
  let scene: Scene;
  let phone: BrowserContext;

  beforeAll(async () => {
    cpSync(path.join(root, 'dist'), dist.path, { recursive: true });
    scene = await openScene({ dist: dist.path });
    phone = await openPhone(scene.profile('phone'));
  });
  afterAll(async () => {
    await phone?.close();
    await scene?.close();
    dist.remove();
  });

  /** Writes a file of the served page anew, without the packed copies of the old one. */
  function rewrite(name: string, change: (text: string) => string): void {
    const file = path.join(dist.path, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    for (const ending of ['.br', '.gz']) rmSync(`${file}${ending}`, { force: true });
  }

  const isNew = (page: Page) => page.evaluate(() => document.querySelector('meta[name="edition"]') !== null);

  it('is announced, waits for a yes, and only then takes the old one’s place', async () => {
    const page = await phone.newPage();
    await signInBy(page, scene.link('carer'));
    await readyForOffline(page);

    rewrite('index.html', (text) => text.replace('<head>', '<head><meta name="edition" content="second" />'));
    rewrite('sw.js', (text) => text.replace(/("?url"?:"index\.html","?revision"?:"|"?revision"?:")([0-9a-f]{32})("[^}]*index\.html"|")/, '$1ffffffffffffffffffffffffffffffff$3'));
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.update().then(() => undefined)));
    await page.getByText(h('update.says')).waitFor({ timeout: PATIENCE_MS });
    expect(await isNew(page)).toBe(false);

    await page.getByRole('button', { name: h('update.later') }).click();
    await page.getByText(h('update.says')).waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await visit(page, '/help');
    expect(await isNew(page)).toBe(false);

    await page.getByRole('button', { name: h('update.now') }).click({ timeout: PATIENCE_MS });
    await page.waitForFunction(() => document.querySelector('meta[name="edition"]') !== null, null, { timeout: PATIENCE_MS });
    expect(await opens(page)).not.toBe('');
  });
});
