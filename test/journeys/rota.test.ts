import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { r } from '../../src/words/rota.ts';
import { PHONE, watch } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

describe('a rota on a phone', () => {
  const stage = useStage();

  /** The early shift of next week's Monday. */
  async function nextMonday(page: Page): Promise<Locator> {
    await visit(page, '/manager/rota');
    await page
      .getByRole('navigation', { name: r('weeks') })
      .getByRole('button')
      .nth(1)
      .click({ timeout: PATIENCE_MS });
    return page.getByRole('button', { name: /^Early Mon / });
  }

  it('J4: typed without signal, it names who is missing and who could come; saved, the deputy sees it', async () => {
    const phone = await stage.browser.newContext({ viewport: PHONE });
    const page = await phone.newPage();
    const faults = await watch(page);
    await signInBy(page, stage.scene.link('manager'));
    await readyForOffline(page);
    await visit(page, '/manager/rota');
    await page.getByText(r('result.nothing')).waitFor({ timeout: PATIENCE_MS });
    await setSignal(phone, false);

    const shift = await nextMonday(page);
    await page.getByText(r('aid.title')).click();
    const people = await page.getByLabel(r('aid.person')).locator('option').allTextContents();
    const [, first = '', second = '', third = ''] = people.filter((name) => name !== 'Amara Example');
    await shift.click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('checkbox', { name: new RegExp(`^${first}`) }).check();
    await sheet.getByRole('checkbox', { name: new RegExp(`^${second}`) }).check();
    await sheet.getByRole('button', { name: r('sheet.leadsName', { name: first }) }).click();
    await sheet.getByRole('button', { name: r('sheet.done') }).click();
    const law = page.getByText("No first aider: Children's Homes Regulations 2015, regulation 31(2)(a)");
    await law.waitFor({ timeout: PATIENCE_MS });

    await page.getByLabel(r('aid.person')).selectOption({ label: third });
    await page.getByLabel(r('aid.on')).fill('2026-01-05');
    await page.getByRole('checkbox', { name: r('aid.seen') }).check();
    await page.getByRole('button', { name: r('aid.act') }).click();
    const group = law.locator('xpath=../ul/li[1]');
    await group.getByText(r('swap.title')).click({ timeout: PATIENCE_MS });
    await group
      .getByRole('button', { name: new RegExp(`^${third} `) })
      .first()
      .click({ timeout: PATIENCE_MS });
    await law.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await page.getByRole('button', { name: r('act.save') }).click();
    await page.getByText(r('act.unsaved', { count: 1 })).waitFor({ state: 'detached', timeout: PATIENCE_MS });

    await setSignal(phone, true);
    await settled(page);
    const other = await stage.browser.newContext({ viewport: PHONE });
    const deputy = await other.newPage();
    await signInBy(deputy, stage.scene.link('deputy'));
    const seen = await nextMonday(deputy);
    await expect.poll(() => seen.textContent({ timeout: PATIENCE_MS }), { timeout: PATIENCE_MS }).toContain(third);
    expect(await deputy.getByText(/^No first aider:/).count()).toBe(0);
    expect(faults.errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await other.close();
    await phone.close();
  });
});
