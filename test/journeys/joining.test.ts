import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { w as academy } from '../../src/words/academy.ts';
import { h } from '../../src/words/hall.ts';
import { w as manage } from '../../src/words/manager.ts';
import { PHONE, watch } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { givePasskeys, invite, PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, signOut } from '../support/visit.ts';

const NAME = 'Ines Example';

describe('somebody new', () => {
  const stage = useStage();
  let office: BrowserContext;
  let manager: Page;
  let carer: Page;

  beforeAll(async () => {
    office = await stage.browser.newContext({ viewport: PHONE });
    manager = await office.newPage();
    carer = await (await stage.browser.newContext({ viewport: PHONE })).newPage();
    await givePasskeys(carer);
  });

  /** What is due before a first shift, on the carer's own first page. */
  async function seesWhatIsDue(): Promise<void> {
    await carer.getByRole('heading', { name: academy('home.title', { name: NAME }) }).waitFor({ timeout: PATIENCE_MS });
    await carer.getByRole('heading', { name: academy('home.firstShift'), exact: true }).waitFor({ timeout: PATIENCE_MS });
    await carer.getByRole('link', { name: /This home: first things/ }).waitFor({ timeout: PATIENCE_MS });
  }

  it('is invited without signal, and the link works once the manager has signal again', async () => {
    await signInBy(manager, stage.scene.link('manager'));
    await readyForOffline(manager);
    const seen = await watch(manager);
    await setSignal(office, false);
    const link = await invite(manager, NAME);
    await manager.getByText(manage('link.waiting')).waitFor({ timeout: PATIENCE_MS });
    await manager.getByRole('img', { name: manage('link.code') }).waitFor({ timeout: PATIENCE_MS });

    await carer.goto(link);
    await carer.getByRole('alert').getByText(h('error.linkUnknown')).waitFor({ timeout: PATIENCE_MS });

    await setSignal(office, true);
    await manager.getByText(manage('link.works')).waitFor({ timeout: PATIENCE_MS });
    expect(seen.errors).toEqual([]);

    await carer.goto('about:blank');
    await carer.goto(link);
    await carer.getByRole('heading', { name: h('join.hello', { name: NAME }) }).waitFor({ timeout: PATIENCE_MS });
  });

  it('makes a passkey on their own phone and sees what is due', async () => {
    await carer.getByRole('button', { name: h('join.act') }).click();
    await carer.waitForURL('**/academy', { timeout: PATIENCE_MS });
    await settled(carer);
    await seesWhatIsDue();
    await carer.reload();
    await seesWhatIsDue();
  });

  it('signs out, and comes back with the passkey alone', async () => {
    await signOut(carer);
    await carer.getByRole('button', { name: h('signIn.act') }).click();
    await carer.waitForURL('**/academy', { timeout: PATIENCE_MS });
    await seesWhatIsDue();
  });

  it('is on the manager’s list of people at once', async () => {
    await manager.goto(`${stage.scene.origin}/manager/people`);
    await manager.getByRole('link', { name: new RegExp(NAME) }).waitFor({ timeout: PATIENCE_MS });
  });
});
