import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rightAnswer } from '../../src/shared/training/right-answer.ts';
import { w } from '../../src/words/app.ts';
import { learn } from '../../src/words/learning.ts';
import { s } from '../../src/words/state.ts';
import { phoneBooks } from '../support/books.ts';
import { temporaryFolder } from '../support/folder.ts';
import { answerQuestion, courseOf, fillAnswer, headingsOf, playModule } from '../support/learner.ts';
import { fillDisk } from '../support/full-disk.ts';
import type { RoughScene } from '../support/rough-scene.ts';
import { expectAllArrived, noticeUntil, openRoughScene, says, startModule } from '../support/rough-scene.ts';
import type { Seen } from '../support/rough-proxy.ts';
import { gate, isLane, isPush } from '../support/rough-proxy.ts';
import { root } from '../support/sources.ts';
import { PATIENCE_MS, status } from '../support/visit.ts';

describe('a phone that is shared, full, updated or interrupted', () => {
  const dist = temporaryFolder();
  let scene: RoughScene;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    cpSync(path.join(root, 'dist'), dist.path, { recursive: true });
    scene = await openRoughScene(dist.path);
    ({ context, page } = await scene.phone('carer'));
  });
  afterAll(async () => {
    await context?.close();
    await scene?.close();
    dist.remove();
  });
  afterEach(() => scene.proxy.mend());

  const pushesSince = (from: number): Seen[] => scene.proxy.seen.slice(from).filter(isPush);
  const pushed = (from: number, way: Seen['way']) => expect.poll(() => pushesSince(from).some((seen) => seen.way === way), { timeout: PATIENCE_MS }).toBe(true);

  /** How many open lines the header speaks of. */
  const countSaid = async (tab: Page) => Number(/\d+$/.exec(await status(tab).innerText())?.[0] ?? 0);

  /** Writes a file of the served page anew, without the packed copies of the old one. */
  function rewrite(name: string, change: (text: string) => string): void {
    const file = path.join(dist.path, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    for (const ending of ['.br', '.gz']) rmSync(`${file}${ending}`, { force: true });
  }

  it('I2 F19 a new version that comes in mid-send waits for the reply, and neither loses nor doubles anything', async () => {
    const { proxy } = scene;
    const born = () => page.evaluate(() => performance.timeOrigin);
    const from = proxy.seen.length;
    const held = gate();
    proxy.script(isPush, { does: 'hold', until: held.until });
    await startModule(page, 'C3', 'C3-M1');
    const before = await born();
    rewrite('index.html', (text) => text.replace('<head>', '<head><meta name="edition" content="second" />'));
    rewrite('sw.js', (text) => text.replace(/("?url"?:"index\.html","?revision"?:"|"?revision"?:")([0-9a-f]{32})("[^}]*index\.html"|")/, '$1ffffffffffffffffffffffffffffffff$3'));
    await pushed(from, 'hold');
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.update().then(() => undefined)));
    await page.getByRole('button', { name: 'Update', exact: true }).click({ timeout: PATIENCE_MS });
    await page.getByText(/^The update comes|The update waits/).waitFor({ timeout: PATIENCE_MS });
    await playModule(page, courseOf('C3'), 'C3-M1', { to: 1 });
    expect(await born()).toBe(before);
    expect(pushesSince(from).length).toBe(1);
    held.letGo();
    await page.waitForFunction(() => document.querySelector('meta[name="edition"]') !== null, null, { timeout: PATIENCE_MS });
    await expectAllArrived(scene, page);
    expect(pushesSince(from).flatMap(({ answers }) => answers.map(({ repeat }) => repeat))).toEqual([false]);
  });

  it('I2 I15 F16 on a phone that is truly full an answer is saved or stays on the screen, and work goes on once there is room', async () => {
    const course = courseOf('C8');
    const from = scene.proxy.seen.length;
    scene.proxy.cut();
    await startModule(page, course.id, 'C8-M1', 4);
    await says(page, s('waiting'));
    const question = course.questions.find((entry) => entry.prompt === headingsOf(course, 'C8-M1')[4]);
    if (!question) throw new TypeError('the fifth screen asks nothing by now');
    const made = (await phoneBooks(page)).open.length;

    const makeRoom = await fillDisk(page);
    await fillAnswer(page, question, rightAnswer(question));
    await page.getByRole('button', { name: learn('question.check') }).click();
    await page
      .getByText(learn('fault.storageFull'))
      .or(page.getByText(s('saved')))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    const isSaved = (await page.getByText(s('saved')).count()) > 0;
    expect((await phoneBooks(page)).open.length).toBe(made + (isSaved ? 1 : 0));
    if (!isSaved) expect(await page.getByRole('main').locator('input:checked').count()).toBeGreaterThan(0);

    // On a full phone a receipt either closes its line for good or the line stays open: nothing in between.
    scene.proxy.mend();
    await noticeUntil(page, () => pushesSince(from).some(({ answers }) => answers.length >= made));
    await expect.poll(async () => (await countSaid(page)) - (await phoneBooks(page)).open.length, { timeout: PATIENCE_MS }).toBe(0);

    await makeRoom();
    if (!isSaved) await answerQuestion(page, question);
    await page.getByText(s('saved')).waitFor({ timeout: PATIENCE_MS });
    const phone = await expectAllArrived(scene, page);
    expect(phone.receipts.length).toBeGreaterThan(made);
  });

  it('I2 F15 a database connection lost under an open page is opened again, and nothing is lost', async () => {
    const { proxy } = scene;
    proxy.rule = (seen) => (isLane(seen) ? { does: 'refuse' } : undefined);
    const course = courseOf('C8');
    await startModule(page, course.id, 'C8-M2', 3);
    await says(page, s('waiting'));
    const before = (await phoneBooks(page)).open.length;
    const inside = await context.newPage();
    await inside.goto('chrome://indexeddb-internals');
    await inside.getByText('Force close').click({ timeout: PATIENCE_MS });
    await inside.close();
    await playModule(page, course, 'C8-M2', { from: 3 });
    await says(page, w('status.waiting', { count: (await phoneBooks(page)).open.length }));
    expect((await phoneBooks(page)).open.length).toBeGreaterThan(before);
    proxy.mend();
    await expectAllArrived(scene, page);
  });
});
