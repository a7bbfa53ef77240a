import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, PHONE } from './browser.ts';
import type { Scene, SceneOptions } from './scene.ts';
import { openScene } from './scene.ts';

/** The demonstration, and a browser to come to it with. Filled before the first test of a block. */
export type Stage = { scene: Scene; browser: Browser };

/** Called in a block: opens the stage before its tests, and closes it after them whatever became of them. */
export function useStage(options: SceneOptions = {}): Stage {
  const stage: Partial<Stage> = {};
  beforeAll(async () => {
    stage.scene = await openScene(options);
    stage.browser = await launch();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.scene?.close();
  });
  return stage as Stage;
}

/** The same with one phone, which the tests of the block use one after the other as they find it. */
export function usePhone(): Stage & { phone: BrowserContext; page: Page } {
  const stage = useStage() as ReturnType<typeof usePhone>;
  beforeAll(async () => {
    stage.phone = await stage.browser.newContext({ viewport: PHONE });
    stage.page = await stage.phone.newPage();
  });
  return stage;
}
