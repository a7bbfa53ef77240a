import { expect, it, describe } from 'vitest';
import { w } from '../../src/words/import.ts';
import { w as manage } from '../../src/words/manager.ts';
import { PHONE, watch } from '../support/browser.ts';
import { csvText } from '../support/messy-file.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

describe('old records come in from a spreadsheet', () => {
  const stage = useStage();

  it('REQ-11: without signal they are brought in, later delivered, and one is seen', async () => {
    const phone = await stage.browser.newContext({ viewport: PHONE });
    const page = await phone.newPage();
    const faults = await watch(page);
    await signInBy(page, stage.scene.link('manager'));
    await readyForOffline(page);
    await visit(page, '/manager');
    await page.getByRole('link', { name: manage('desk.import') }).click();
    await page.getByRole('button', { name: w('file.choose') }).waitFor({ timeout: PATIENCE_MS });
    await setSignal(phone, false);
    const rows = [
      ['Staff', 'Course', 'Completed', 'Cert no'],
      ['AMARA  EXAMPLE', 'Fire safety awareness', '13/03/2025', 'F-1'],
      ['Amara Example', 'Medication', '3 April 2025', '=HYPERLINK("http://elsewhere.example")'],
      ['Carer Of Another Home', 'Fire', '13/03/2025', ''],
    ];
    await page.locator('input[type=file]').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${csvText(rows, ';')}`) });
    await page.getByText(w('dry.ready', { count: 2 })).waitFor({ timeout: PATIENCE_MS });
    await page.getByText(w('dry.whyLine', { count: 1, reason: w('refused.nobody') })).waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('button', { name: w('act', { count: 2 }) }).click();
    await page.getByText(w('done.title', { count: 2 })).waitFor({ timeout: PATIENCE_MS });
    await setSignal(phone, true);
    await settled(page);
    const held = async (kind: string) =>
      (await stage.scene.records.db.selectFrom('fact_log').select('body').where('kind', '=', kind).where('state', '=', 'recorded').execute()).map((fact) => fact.body);
    const brought = (await held('training.record.imported')).filter((body) => body.includes('F-1') || body.includes('2025-04-03'));
    expect(brought).toHaveLength(2);
    expect(brought.join()).not.toContain('HYPERLINK');

    await page.getByRole('link', { name: w('done.next') }).click();
    await page.getByLabel(w('seen.choose')).selectOption({ label: 'Amara Example' });
    const before = (await held('training.record.verified')).length;
    await page.getByRole('checkbox').first().check();
    await page.getByRole('radio', { name: w('seen.original') }).check();
    await page.getByRole('button', { name: w('seen.act', { count: 1 }) }).click();
    await page.getByText(w('seen.saved', { count: 1 })).waitFor({ timeout: PATIENCE_MS });
    await expect.poll(() => held('training.record.verified'), { timeout: PATIENCE_MS }).toHaveLength(before + 1);
    expect(faults.errors).toEqual([]);
    await phone.close();
  });
});
