import type { BrowserContext } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/app.ts';
import { PHONE } from '../support/browser.ts';
import { begin, courseOf, openModule } from '../support/learner.ts';
import { startsOf } from '../support/scene.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, settled, signInBy, status } from '../support/visit.ts';

const CARER = 'Amara Example';
const course = courseOf('C3');

describe('a tab that sleeps with the lock in its hand', () => {
  const stage = useStage();
  let phone: BrowserContext;

  beforeAll(async () => {
    phone = await stage.browser.newContext({ viewport: PHONE });
  });

  it('I4 F18 is robbed of it by the tab in view, and the work is delivered', async () => {
    const page = await phone.newPage();
    await page.clock.install();
    await signInBy(page, stage.scene.link('carer'));
    await readyForOffline(page);
    // Another tab holds the lock, and nothing in it runs any more.
    const sleeper = await phone.newPage();
    await sleeper.goto(`${stage.scene.origin}/healthz`);
    await sleeper.evaluate(() => {
      Object.assign(globalThis, { robbed: navigator.locks.request('hearth-sync', () => new Promise(() => undefined)).then(null, (fault: Error) => fault.name) });
    });
    await page.bringToFront();
    await openModule(page, course, 'C3-M1');
    await begin(page);
    await status(page)
      .filter({ hasText: w('status.onThisPhone', { count: 1 }) })
      .waitFor({ timeout: PATIENCE_MS });
    await page.clock.runFor(40_000);
    expect(await startsOf(stage.scene, CARER, course.id)).toEqual([]);
    await page.clock.runFor(15_000);
    await settled(page);
    expect(await startsOf(stage.scene, CARER, course.id)).toHaveLength(1);
    expect(await sleeper.evaluate(() => (globalThis as unknown as { robbed: Promise<string> }).robbed)).toBe('AbortError');
  });
});
