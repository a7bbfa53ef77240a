import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecords } from '../../src/server/records/database.ts';
import { getEpoch, replaceEpoch } from '../../src/server/records/marks.ts';
import { w as manage } from '../../src/words/manager.ts';
import { phoneBooks } from '../support/books.ts';
import { DESKTOP, launch } from '../support/browser.ts';
import { courseOf, finishModule } from '../support/learner.ts';
import { isPush } from '../support/rough-proxy.ts';
import type { RoughScene } from '../support/rough-scene.ts';
import { expectAllArrived, notice, noticeUntil, openRoughScene, startModule } from '../support/rough-scene.ts';
import { PATIENCE_MS, settled, signInBy } from '../support/visit.ts';

/** Begun by the demonstration's carer and one module short of its quiz. */
const course = courseOf('C1');
const CARER = 'Amara Example';

describe('a server put back to an older day', () => {
  let scene: RoughScene;
  let context: BrowserContext;
  let page: Page;
  let backup: string;

  beforeAll(async () => {
    scene = await openRoughScene();
    ({ context, page } = await scene.phone('carer'));
    backup = `${scene.folder}/backup`;
  });
  afterAll(async () => {
    await context?.close();
    await scene?.close();
  });

  async function takeBackup(): Promise<void> {
    await scene.server.kill();
    rmSync(backup, { recursive: true, force: true });
    cpSync(scene.dataDir, backup, { recursive: true });
    await scene.server.start();
  }

  /** Puts the folder back; whoever does it by the book says so with a new epoch. */
  async function putBack(isSaid: boolean): Promise<void> {
    await scene.server.kill();
    for (const name of ['hearth.sqlite', 'hearth.sqlite-wal', 'hearth.sqlite-shm']) rmSync(path.join(scene.dataDir, name), { force: true });
    cpSync(backup, scene.dataDir, { recursive: true });
    if (isSaid) {
      const records = await openRecords({ folder: scene.dataDir });
      await replaceEpoch(records.db, await getEpoch(records.db));
      await records.close();
    }
    await scene.server.start();
  }

  const held = async () => {
    const { deviceId } = await phoneBooks(page);
    return scene.books.entriesOf(deviceId).map(({ factId }) => factId);
  };

  it('I1 I3 I10 F11 delivered work the server has forgotten is given again, once, and the manager sees it', async () => {
    await notice(page);
    await settled(page);
    await takeBackup();
    for (const moduleId of ['C1-M2', 'C1-M3', 'C1-M4']) await finishModule(page, course, moduleId);
    const before = await expectAllArrived(scene, page);
    expect(before.receipts.length).toBeGreaterThan(3);

    const from = scene.proxy.seen.length;
    await putBack(true);
    expect(await held()).toEqual([]);
    await noticeUntil(page, async () => (await held()).length === before.receipts.length);
    const after = await expectAllArrived(scene, page);
    expect(after.receipts.map(({ factId }) => factId).sort()).toEqual(before.receipts.map(({ factId }) => factId).sort());
    expect(
      scene.proxy.seen
        .slice(from)
        .filter(isPush)
        .flatMap(({ answers }) => answers)
        .filter(({ repeat }) => repeat),
    ).toEqual([]);

    const office = await launch();
    const desk = await office.newPage({ viewport: DESKTOP });
    await signInBy(desk, scene.link('manager'));
    await desk
      .getByRole('link', { name: manage('activity.completed', { name: CARER, course: course.title }) })
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await office.close();
  });

  it('I1 I3 F11 a server put back by somebody who told nobody is found out, and given the work again', async () => {
    await takeBackup();
    const kept = (await held()).length;
    await startModule(page, 'C3', 'C3-M1', 4);
    const before = await expectAllArrived(scene, page);
    expect(before.receipts.length).toBeGreaterThan(kept);
    await putBack(false);
    expect((await held()).length).toBe(kept);
    await noticeUntil(page, async () => (await held()).length === before.receipts.length);
    await expectAllArrived(scene, page);
  });
});
