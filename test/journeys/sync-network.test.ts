import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { s } from '../../src/words/state.ts';
import { phoneBooks } from '../support/books.ts';
import { begin, courseOf, heading, headingsOf, openModule, playModule } from '../support/learner.ts';
import type { Seen, Way } from '../support/proxy.ts';
import { gate, isLane, isPush } from '../support/proxy.ts';
import type { RoughScene } from '../support/rough-scene.ts';
import { expectAllArrived, keepSayings, notice, openRoughScene, says } from '../support/rough-scene.ts';
import { PATIENCE_MS, settled } from '../support/visit.ts';

const delivered = w('status.delivered');

/** A module begun is one fact, and what its questions are answered with comes after. */
async function start(page: Page, courseId: string, moduleId: string, to = 0): Promise<void> {
  const course = courseOf(courseId);
  await openModule(page, course, moduleId);
  await begin(page);
  await playModule(page, course, moduleId, { to });
  await heading(page, headingsOf(course, moduleId)[to] ?? '').waitFor({ timeout: PATIENCE_MS });
}

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
    await start(page, 'C3', 'C3-M1', 4);
    await says(page, s('waiting'));
    const made = (await phoneBooks(page)).open.length;
    expect(made).toBeGreaterThan(1);
    const from2 = said.length;

    proxy.mend();
    for (const does of ['half', 'loseReply'] as const) {
      const death = gate();
      proxy.script(isPush, { does, meanwhile: () => server.kill().then(death.letGo) });
      await death.until;
      await server.start();
    }
    const phone = await expectAllArrived(scene, page);
    expect(phone.receipts.length).toBe(made);
    expect(said.slice(from2, -1)).not.toContain(delivered);
    expect(pushesSince(from).at(-1)?.answers.map(({ repeat }) => repeat)).toEqual(Array(made).fill(true));
  });
});
