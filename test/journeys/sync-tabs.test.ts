import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { s } from '../../src/words/state.ts';
import { phoneBooks } from '../support/books.ts';
import { courseOf, playModule } from '../support/learner.ts';
import type { Porter } from '../support/porter.ts';
import { findPorter } from '../support/porter.ts';
import type { Seen } from '../support/rough-proxy.ts';
import { gate, isLane, isPush } from '../support/rough-proxy.ts';
import type { RoughScene } from '../support/rough-scene.ts';
import { expectAllArrived, expectHolds, notice, openRoughScene, says, startModule } from '../support/rough-scene.ts';
import { killTab, PATIENCE_MS, status } from '../support/visit.ts';

describe('a phone whose tabs and worker come and go', () => {
  let scene: RoughScene;
  let context: BrowserContext;
  let page: Page;
  let porter: Porter;

  beforeAll(async () => {
    scene = await openRoughScene();
    ({ context, page } = await scene.phone('carer'));
    porter = await findPorter(context, scene.origin);
  });
  afterAll(async () => {
    await context?.close();
    await scene?.close();
  });
  afterEach(async () => {
    scene.proxy.mend();
    // The empty page the porter is watched from stays.
    for (const tab of context.pages()) if (tab !== page && tab.url().startsWith(scene.origin)) await tab.close();
  });

  const pushesSince = (from: number): Seen[] => scene.proxy.seen.slice(from).filter(isPush);
  const pushed = (from: number, way: Seen['way']) => expect.poll(() => pushesSince(from).some((seen) => seen.way === way), { timeout: PATIENCE_MS }).toBe(true);

  async function open(): Promise<Page> {
    const opened = await context.newPage();
    await opened.goto(`${scene.origin}/academy`);
    return opened;
  }

  it('I14 I15 F18 two tabs count the same, send one at a time and both say delivered', async () => {
    const { proxy } = scene;
    const other = await open();
    const from = proxy.seen.length;
    const held = gate();
    proxy.script(isPush, { does: 'hold', until: held.until });
    await startModule(page, 'C3', 'C3-M1');
    await pushed(from, 'hold');
    await startModule(other, 'C3', 'C3-M2');
    // The tab that sends must not leave its page: that would end its request.
    await page.bringToFront();
    await playModule(page, courseOf('C3'), 'C3-M1', { to: 4 });
    const { length } = (await phoneBooks(page)).open;
    expect(length).toBe(3);
    for (const tab of [page, other]) await says(tab, new RegExp(`: ${length}$`));
    held.letGo();
    for (const tab of [page, other]) await expectAllArrived(scene, tab);

    proxy.cut();
    await other.bringToFront();
    await startModule(other, 'C8', 'C8-M1', 4);
    await page.bringToFront();
    await startModule(page, 'C8', 'C8-M2', 3);
    const waiting = w('status.waiting', { count: (await phoneBooks(page)).open.length });
    for (const tab of [page, other]) await says(tab, waiting);
    proxy.mend();
    await Promise.all([notice(page), notice(other)]);
    for (const tab of [page, other]) await expectAllArrived(scene, tab);
    expect(
      pushesSince(from)
        .flatMap(({ answers }) => answers)
        .filter(({ repeat }) => repeat),
    ).toEqual([]);
    expect(proxy.mostAtOnce(isLane)).toBe(1);
  });

  it('I2 F14 F18 a tab killed in mid-send, with more written behind it, is finished by the other tab', async () => {
    const { proxy } = scene;
    const other = await open();
    await expectAllArrived(scene, other);
    const from = proxy.seen.length;
    const held = gate();
    proxy.script(isPush, { does: 'hold', until: held.until });
    await page.bringToFront();
    await startModule(page, 'C3', 'C3-M4');
    await pushed(from, 'hold');
    await playModule(page, courseOf('C3'), 'C3-M4', { to: 1 });
    expect(pushesSince(from).length).toBe(1);
    await killTab(page);
    await other.bringToFront();
    await notice(other);
    await expectAllArrived(scene, other);
    held.letGo();
    await expect.poll(() => pushesSince(from)[0]?.answers.map(({ repeat }) => repeat), { timeout: PATIENCE_MS }).toEqual([true]);
    page = other;
    await expectAllArrived(scene, page);
  });

  it('I2 F14 a tab killed between the server’s commit and the closing of the line delivers at the next opening', async () => {
    const { proxy } = scene;
    const from = proxy.seen.length;
    const died = gate();
    proxy.script(isPush, { does: 'loseReply', meanwhile: () => died.until });
    await startModule(page, 'C5', 'C5-M1');
    await expect.poll(() => pushesSince(from)[0]?.answers.length, { timeout: PATIENCE_MS }).toBe(1);
    await killTab(page);
    died.letGo();
    page = await open();
    await expectAllArrived(scene, page);
    expect(pushesSince(from).map(({ answers }) => answers.map(({ repeat }) => repeat))).toEqual([[false], [true]]);
  });

  it('I2 F14 a tab killed before anything was tried delivers at the next opening', async () => {
    const { proxy } = scene;
    proxy.cut();
    await startModule(page, 'C5', 'C5-M2');
    await killTab(page);
    proxy.mend();
    page = await open();
    await expectAllArrived(scene, page);
  });

  it('I2 F19 with every page closed, the worker that is woken delivers, and the next opening knows it', async () => {
    const { proxy } = scene;
    proxy.rule = (seen) => (isLane(seen) ? { does: 'refuse' } : undefined);
    await startModule(page, 'C5', 'C5-M3');
    await says(page, s('waiting'));
    const {
      open: [line],
    } = await phoneBooks(page);
    await page.close();
    const from = proxy.seen.length;
    await porter.wake();
    await pushed(from, 'refuse');
    proxy.mend();
    await porter.wake();
    await expect.poll(() => pushesSince(from).filter(({ answers }) => answers.length > 0).length, { timeout: PATIENCE_MS }).toBe(1);
    expect(pushesSince(from).find(({ answers }) => answers.length > 0)?.factIds).toEqual([line?.factId]);
    page = await open();
    await says(page, w('status.delivered'));
    await expectAllArrived(scene, page);
  });

  it('I1 I2 F4 F19 a worker stopped in mid-send is woken again and delivers, and the late request changes nothing', async () => {
    const { proxy } = scene;
    proxy.cut();
    await startModule(page, 'C6', 'C6-M1');
    await says(page, s('waiting'));
    await page.close();
    const from = proxy.seen.length;
    const held = gate();
    proxy.mend();
    proxy.script(isPush, { does: 'hold', until: held.until });
    await porter.wake();
    await pushed(from, 'hold');
    await porter.stop();
    await expect.poll(() => pushesSince(from)[0]?.endedAt, { timeout: PATIENCE_MS }).not.toBeNull();
    await porter.wake();
    await expect.poll(() => pushesSince(from)[1]?.answers.map(({ repeat }) => repeat), { timeout: PATIENCE_MS }).toEqual([false]);
    held.letGo();
    await expect.poll(() => pushesSince(from)[0]?.answers.map(({ repeat }) => repeat), { timeout: PATIENCE_MS }).toEqual([true]);
    page = await open();
    const phone = await expectAllArrived(scene, page);
    expectHolds(scene, phone);
    expect(await status(page).innerText()).toBe(w('status.delivered'));
  });
});
