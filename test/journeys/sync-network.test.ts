import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import { w } from '../../src/words/app.ts';
import { s } from '../../src/words/state.ts';
import { phoneBooks } from '../support/books.ts';
import type { Seen, Way } from '../support/rough-proxy.ts';
import { gate, isLane, isPush } from '../support/rough-proxy.ts';
import type { RoughScene } from '../support/rough-scene.ts';
import { expectAllArrived, keepSayings, notice, noticeUntil, openRoughScene, says, startModule } from '../support/rough-scene.ts';
import { PATIENCE_MS } from '../support/visit.ts';

const delivered = w('status.delivered');

describe('a phone on a network that fails, lies and drags', () => {
  let scene: RoughScene;
  let context: BrowserContext;
  let page: Page;
  let said: string[];

  beforeAll(async () => {
    scene = await openRoughScene();
    ({ context, page } = await scene.phone('carer'));
    said = await keepSayings(page);
  });
  afterAll(async () => {
    await context?.close();
    await scene?.close();
  });
  afterEach(() => scene.proxy.mend());

  const pushesSince = (from: number): Seen[] => scene.proxy.seen.slice(from).filter(isPush);

  it('I1 I3 F10 a server killed before it heard all and again before its answer left is given the work by itself, once', async () => {
    const { proxy, server } = scene;
    const from = proxy.seen.length;
    proxy.cut();
    await startModule(page, 'C3', 'C3-M1', 4);
    await says(page, s('waiting'));
    const made = (await phoneBooks(page)).open.length;
    expect(made).toBeGreaterThan(1);
    const saidBefore = said.length;

    proxy.mend();
    for (const does of ['half', 'loseReply'] as const) {
      let isDead = false;
      const die = async () => {
        await server.kill();
        isDead = true;
      };
      proxy.script(isPush, { does, meanwhile: die });
      await noticeUntil(page, () => isDead, `the server dies: ${does}`);
      await server.start();
    }
    const phone = await expectAllArrived(scene, page);
    expect(phone.receipts.length).toBe(made);
    expect(said.slice(saidBefore, -1)).not.toContain(delivered);
    expect(
      pushesSince(from)
        .at(-1)
        ?.answers.map(({ repeat }) => repeat),
    ).toEqual(Array(made).fill(true));
  });

  it('I3 F7 a login page, a way to it and a reply meant for another request are no signal, and none of them reads as delivered', async () => {
    const { proxy } = scene;
    const portal: Way = { does: 'answer', status: 200, body: '<!doctype html><title>Guest Wi-Fi</title><form><button>Accept</button></form>' };
    const away: Way = { does: 'answer', status: 302, headers: { location: 'http://127.0.0.1:9/login' } };
    proxy.rule = () => portal;
    await startModule(page, 'C3', 'C3-M2');
    await says(page, s('waiting'));
    const saidBefore = said.length - 1;
    const { open } = await phoneBooks(page);
    const answers = open.map(({ factId, hash }) => ({ factId, repeat: false, receipt: { state: 'recorded', hash, serverSeq: 1, recordedAt: new Date().toISOString() } }));
    const reply = { nonce: 'A'.repeat(22), epoch: 'e', now: new Date().toISOString(), answers, durableThrough: null };
    const stale: Way = { does: 'answer', status: 200, headers: { 'content-type': SYNC_TYPE }, body: JSON.stringify(reply) };
    for (const lie of [away, stale, portal]) {
      const from = proxy.seen.length;
      proxy.rule = () => lie;
      await noticeUntil(page, () => pushesSince(from).some(({ endedAt }) => endedAt !== null));
      await says(page, s('waiting'));
    }
    await page.reload();
    await says(page, w('status.waiting', { count: 1 }));
    expect(said.slice(saidBefore)).not.toContain(delivered);

    const from = proxy.seen.length;
    proxy.mend();
    await notice(page);
    await expectAllArrived(scene, page);
    expect(pushesSince(from).map(({ answers }) => answers.map(({ repeat }) => repeat))).toEqual([[false]]);
  });

  it('I1 I14 F2 F3 F4 F8 F9 replies lost, cut off, hidden by a proxy or late are asked for again and known as repeats', async () => {
    const { proxy } = scene;
    const late = gate();
    const ways: Way[] = [
      { does: 'loseReply' },
      { does: 'cutOff', share: 0.5 },
      { does: 'cutOff', share: 0.9, isCovered: true },
      { does: 'answer', status: 502, body: '<h1>Bad gateway</h1>' },
      { does: 'answer', status: 413, body: '<h1>Too large</h1>' },
      { does: 'answer', status: 429, headers: { 'retry-after': '1' } },
      { does: 'ghost', until: late.until },
    ];
    const from = proxy.seen.length;
    proxy.cut();
    await startModule(page, 'C8', 'C8-M1', 5);
    await says(page, s('waiting'));
    const saidBefore = said.length;
    const made = (await phoneBooks(page)).open.length;
    proxy.mend();
    for (const way of ways) {
      const before = proxy.seen.length;
      let isTaken = false;
      proxy.rule = (seen) => {
        if (isPush(seen) && !isTaken) {
          isTaken = true;
          return way;
        }
        return isLane(seen) ? { does: 'refuse' } : undefined;
      };
      await noticeUntil(page, () => pushesSince(before).some((seen) => seen.way === way.does && seen.endedAt !== null), way.does);
    }
    expect(said.slice(saidBefore)).not.toContain(delivered);
    proxy.mend();
    await notice(page);
    await expectAllArrived(scene, page);
    late.letGo();
    await expect.poll(() => pushesSince(from).find(({ way }) => way === 'ghost')?.answers.length, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    await expectAllArrived(scene, page);
    const heard = pushesSince(from).filter(({ way, answers }) => answers.length > 0 && way !== 'loseReply');
    expect(heard.flatMap(({ answers }) => answers).filter(({ repeat }) => !repeat)).toEqual([]);
    expect(new Set(heard.flatMap(({ factIds }) => factIds)).size).toBe(made);
    expect(proxy.mostAtOnce(isLane)).toBe(1);
  });

  it('I1 I14 F6 a trickle of 2 kB a second with long waits finishes, and nothing is sent twice', async () => {
    const { proxy } = scene;
    const from = proxy.seen.length;
    proxy.cut();
    await startModule(page, 'C8', 'C8-M2', 3);
    await says(page, s('waiting'));
    proxy.mend();
    let asked = 0;
    proxy.rule = () => {
      asked += 1;
      return { does: 'slow', bytesPerS: 2000, waitMs: asked % 3 === 1 ? 5000 : 200 };
    };
    await expectAllArrived(scene, page);
    const sent = pushesSince(from)
      .filter(({ way }) => way === 'slow')
      .flatMap(({ factIds }) => factIds);
    expect(sent.length).toBe(new Set(sent).size);
  });
});
