import type { Page } from 'playwright-core';
import { encode } from 'uqr';
import { beforeAll, describe, expect, it } from 'vitest';
import { h } from '../../src/words/hall.ts';
import { w as manage } from '../../src/words/manager.ts';
import { DESKTOP, PHONE } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { givePasskeys, invite, PATIENCE_MS, signInBy } from '../support/visit.ts';

const HOUR_MS = 3_600_000;

describe('a link that does not work says why', () => {
  let aheadMs = 0;
  const stage = useStage({ now: () => new Date(Date.now() + aheadMs) });
  let manager: Page;

  beforeAll(async () => {
    manager = await stage.browser.newPage({ viewport: DESKTOP });
    await signInBy(manager, stage.scene.link('manager'));
  });

  /** A phone that has never seen Hearth opens a link and reads what it is told. */
  async function told(link: string): Promise<string> {
    const page = await (await stage.browser.newContext({ viewport: PHONE })).newPage();
    await page.goto(link);
    const says = await page.getByRole('alert').innerText({ timeout: PATIENCE_MS });
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await page.context().close();
    return says;
  }

  async function made(name: string): Promise<string> {
    const link = await invite(manager, name);
    await manager.getByText(manage('link.works')).waitFor({ timeout: PATIENCE_MS });
    return link;
  }

  it('a mistyped invitation is not known', async () => {
    expect(await told(`${stage.scene.origin}/join#${'A'.repeat(22)}`)).toContain(h('error.linkUnknown'));
  });

  it('a link that was cut off in the middle is not complete', async () => {
    expect(await told(`${stage.scene.origin}/join#abc`)).toContain(h('join.noSecret'));
    expect(await told(`${stage.scene.origin}/join`)).toContain(h('join.noSecret'));
  });

  it('a sign-in link of another demonstration is not known', async () => {
    expect(await told(`${stage.scene.origin}/sign-in#demo=${'A'.repeat(22)}`)).toContain(h('error.linkUnknown'));
  });

  it('the code to scan holds the same link, and each link works once', async () => {
    const link = await made('Ines Example');
    const code = encode(link, { ecc: 'M', border: 4 });
    const dark = code.data.flat().filter(Boolean).length;
    const drawn = await manager
      .getByRole('img', { name: manage('link.code') })
      .locator('path')
      .getAttribute('d');
    expect(drawn?.split('M').length).toBe(dark + 1);

    const phone = await (await stage.browser.newContext({ viewport: PHONE })).newPage();
    await givePasskeys(phone);
    await phone.goto(link);
    await phone.getByRole('heading', { name: h('join.hello', { name: 'Ines Example' }) }).waitFor({ timeout: PATIENCE_MS });
    await phone.getByRole('button', { name: h('join.act') }).click();
    await phone.waitForURL('**/academy', { timeout: PATIENCE_MS });
    await phone.context().close();

    expect(await told(link)).toContain(h('error.linkUsed'));
  });

  it('a link is too old after three days', async () => {
    const link = await made('Noor Example');
    aheadMs = 73 * HOUR_MS;
    expect(await told(link)).toContain(h('error.linkExpired'));
    aheadMs = 0;
  });
});
