import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { w } from '../../src/words/rules.ts';
import { s } from '../../src/words/state.ts';
import { DESKTOP, PHONE, watch } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

const CARER = 'Amara Example';
const COURSE = 'Medicines: yearly refresher';

describe('what a home asks', () => {
  const stage = useStage();
  let desk: BrowserContext;
  let phone: BrowserContext;
  let manager: Page;
  let carer: Page;
  let faults: Awaited<ReturnType<typeof watch>>;

  beforeEach(async () => {
    desk = await stage.browser.newContext({ viewport: DESKTOP });
    phone = await stage.browser.newContext({ viewport: PHONE });
    manager = await desk.newPage();
    carer = await phone.newPage();
    faults = await watch(manager);
    await signInBy(manager, stage.scene.link('manager'));
    await signInBy(carer, stage.scene.link('carer'));
  });
  afterEach(() => Promise.all([desk.close(), phone.close()]));

  it('is said without signal, asked at once in the matrix, and reaches the carer with the next signal', async () => {
    await readyForOffline(manager);
    await setSignal(desk, false);
    await visit(manager, '/manager/rules');
    await manager.getByText(w('add.title'), { exact: true }).click();
    await manager.getByLabel(w('add.course'), { exact: true }).selectOption({ label: COURSE });
    await manager.getByRole('checkbox', { name: s('role.carer'), exact: true }).check();
    await manager.getByLabel(w('add.days'), { exact: true }).fill('5');
    await manager.getByRole('button', { name: w('add.act'), exact: true }).click();
    await manager
      .getByRole('status')
      .filter({ hasText: s('saved') })
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    expect(await manager.getByRole('heading', { name: COURSE, exact: true, level: 3 }).count()).toBeGreaterThan(0);

    const amara = await stage.scene.records.db.selectFrom('person').selectAll().where('name', '=', CARER).executeTakeFirstOrThrow();
    await visit(manager, `/manager/people/${amara.person_id}`);
    await manager
      .getByRole('link', { name: new RegExp(COURSE) })
      .first()
      .waitFor({ timeout: PATIENCE_MS });

    // One of the courses is not for her now: excused, and never counted as held.
    await visit(manager, `/manager/people/${amara.person_id}/courses/C10`);
    await manager.getByText(w('waiver.title'), { exact: true }).click();
    await manager.getByRole('radio', { name: w('reason.adjustment') }).check();
    await manager.getByLabel(w('waiver.rationale')).fill('Takes it with her mentor in spring.');
    await manager.getByRole('button', { name: w('waiver.act'), exact: true }).click();
    await manager.getByText(s('standing.waived'), { exact: true }).first().waitFor({ timeout: PATIENCE_MS });

    await setSignal(desk, true);
    await settled(manager);
    await visit(carer, '/academy');
    await carer.getByRole('link', { name: new RegExp(`${COURSE}.*5 days left`) }).waitFor({ timeout: PATIENCE_MS });
    await visit(carer, '/academy/courses/C10');
    await carer.getByText(s('standing.waived'), { exact: true }).first().waitFor({ timeout: PATIENCE_MS });

    await visit(manager, '/manager/rules');
    await manager.getByRole('heading', { name: w('waivers.title') }).waitFor({ timeout: PATIENCE_MS });
    expect(await manager.getByRole('link', { name: new RegExp(`${CARER}: Recording`) }).count()).toBe(1);
    expect(faults.errors).toEqual([]);
  });
});
