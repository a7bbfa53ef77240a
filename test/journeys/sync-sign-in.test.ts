import { DatabaseSync } from 'node:sqlite';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { h } from '../../src/words/hall.ts';
import { phoneBooks } from '../support/books.ts';
import { courseOf, playModule } from '../support/learner.ts';
import type { Seen } from '../support/rough-proxy.ts';
import { gate, isPush } from '../support/rough-proxy.ts';
import type { RoughScene } from '../support/rough-scene.ts';
import { expectAllArrived, keepSayings, noticeUntil, openRoughScene, says, startModule } from '../support/rough-scene.ts';
import { PATIENCE_MS, settled, signInBy, signOut, visit } from '../support/visit.ts';

describe('a phone on which somebody signs in', () => {
  let scene: RoughScene;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    scene = await openRoughScene();
    ({ context, page } = await scene.phone('carer'));
  });
  afterAll(async () => {
    await context?.close();
    await scene?.close();
  });
  afterEach(() => scene.proxy.mend());

  const pushesSince = (from: number): Seen[] => scene.proxy.seen.slice(from).filter(isPush);

  it('I4 F23 work paused in one tab because the sign-in had ended goes on when the person signs in in another', async () => {
    const database = new DatabaseSync(scene.books.file);
    database.exec('delete from session');
    database.close();
    await startModule(page, 'C3', 'C3-M1');
    await says(page, w('status.signIn', { waiting: 1 }));
    const other = await context.newPage();
    await signInBy(other, scene.link('carer'));
    await other.close();
    await page.bringToFront();
    await playModule(page, courseOf('C3'), 'C3-M1', { to: 4 });
    const phone = await expectAllArrived(scene, page);
    expect(phone.receipts.length).toBe(2);
    const from = scene.proxy.seen.length;
    await noticeUntil(page, () => scene.proxy.seen.slice(from).some(({ path }) => path === '/sync/pull'));
  });

  it('I9 I15 F23 a second person who signs in while the first one’s work is being sent neither sends, sees nor counts it', async () => {
    const { proxy } = scene;
    const from = proxy.seen.length;
    const held = gate();
    proxy.script(isPush, { does: 'hold', until: held.until });
    await startModule(page, 'C3', 'C3-M2');
    await expect.poll(() => pushesSince(from)[0]?.way, { timeout: PATIENCE_MS }).toBe('hold');
    const {
      open: [line],
      deviceId,
    } = await phoneBooks(page);
    const owner = line?.owner ?? '';
    const carers = () => scene.books.entriesOf(deviceId).filter((entry) => entry.owner === owner).length;
    const had = carers();

    const deputys = await context.newPage();
    await deputys.goto(scene.link('deputy'));
    await deputys.getByRole('navigation', { name: 'Main' }).getByRole('link').first().waitFor({ timeout: PATIENCE_MS });
    await says(deputys, w('status.delivered'));
    const said = await keepSayings(deputys);
    held.letGo();
    await expect.poll(() => pushesSince(from)[0]?.endedAt ?? null, { timeout: PATIENCE_MS }).not.toBeNull();
    // The reply is for a sign-in that has ended. It was the other person's.
    await startModule(deputys, 'C3', 'C3-M1');
    await settled(deputys);
    expect(said.filter((text) => text.startsWith(w('status.signIn', { waiting: 0 })))).toEqual([]);
    for (const tab of [page, deputys]) await visit(tab, '/on-this-phone');
    await deputys.getByText(h('phone.none')).waitFor({ timeout: PATIENCE_MS });
    await settled(page);
    expect(carers()).toBe(had);
    expect(
      pushesSince(from)
        .slice(1)
        .flatMap(({ factIds }) => factIds),
    ).not.toContain(line?.factId);
    expect((await phoneBooks(page)).open.map(({ factId }) => factId)).toEqual([line?.factId]);
    await page.close();
    page = deputys;
    await signOut(page);
    await page.getByText(h('signIn.waiting', { count: 1 })).waitFor({ timeout: PATIENCE_MS });

    await signInBy(page, scene.link('carer'));
    const phone = await expectAllArrived(scene, page);
    expect(Object.keys(phone.lastSeq).length).toBe(2);
    expect(carers()).toBe(had + 1);
  });
});
