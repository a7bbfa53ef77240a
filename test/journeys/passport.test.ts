import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBase64url } from '../../src/shared/training/passport/from-base64url.ts';
import type { Passport } from '../../src/shared/training/passport/passport.ts';
import { passportBody, passportText, readBody, SIGNATURE_BYTES } from '../../src/shared/training/passport/passport.ts';
import { w } from '../../src/words/passport.ts';
import { w as read } from '../../src/words/scan.ts';
import { PHONE, watch } from '../support/browser.ts';
import { makeIssuer } from '../support/passports.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

const CARER = 'Amara Example';

describe('a training passport', () => {
  const stage = useStage();
  const phones: BrowserContext[] = [];

  async function open(who: 'carer' | 'manager'): Promise<{ phone: BrowserContext; page: Page; faults: Awaited<ReturnType<typeof watch>> }> {
    const phone = await stage.browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, colorScheme: 'dark' });
    phones.push(phone);
    const page = await phone.newPage();
    const faults = await watch(page);
    await signInBy(page, stage.scene.link(who));
    await readyForOffline(page);
    return { phone, page, faults };
  }
  let carer: Awaited<ReturnType<typeof open>>;
  let manager: Awaited<ReturnType<typeof open>>;

  beforeEach(async () => {
    carer = await open('carer');
    manager = await open('manager');
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.close();
  });

  it('J7 REQ-9: made with signal, shown without; checked without, from a picture of the other screen; taken over; a forged one is refused', async () => {
    const { page: mine, phone: myPhone } = carer;
    await visit(mine, '/academy/passport');
    await mine.getByRole('button', { name: w('mine.make') }).click();
    await mine.getByText(w('mine.made')).waitFor({ timeout: PATIENCE_MS });
    const { page: theirs, phone: theirPhone } = manager;
    await visit(theirs, '/manager/passport');
    await theirs.getByText(/^Keys and withdrawn passports known as of/).waitFor({ timeout: PATIENCE_MS });

    await setSignal(myPhone, false);
    await setSignal(theirPhone, false);
    await visit(mine, '/academy/passport');
    await mine.getByRole('button', { name: w('consent.act') }).click();
    const code = mine.getByRole('img', { name: w('code.label', { name: CARER }) });
    await code.waitFor({ timeout: PATIENCE_MS });
    const picture = await mine.screenshot();
    await mine.getByText(w('copy.title')).click();
    const written = await mine.getByLabel(w('copy.label')).inputValue();

    await visit(theirs, '/manager/passport');
    await theirs.locator('input[type=file]').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture });
    await theirs.getByText(w('verdict.valid')).waitFor({ timeout: PATIENCE_MS });
    await theirs.getByText(CARER).first().waitFor({ timeout: PATIENCE_MS });
    await theirs.getByRole('checkbox', { name: w('over.checked') }).check();
    await theirs.getByRole('button', { name: /^Take over \d+ certificate/ }).click();
    await theirs.getByText(/^This passport was taken over on/).waitFor({ timeout: PATIENCE_MS });

    // Whoever knows how passports are made, but not the region's key.
    const passport = readBody((fromBase64url(written) as Uint8Array).subarray(SIGNATURE_BYTES)) as Passport;
    const forged = makeIssuer().sign(passportBody({ ...passport, name: 'Somebody Else' }));
    await theirs.getByRole('button', { name: w('check.another') }).click();
    await theirs.getByLabel(w('check.typed')).fill(passportText(forged));
    await theirs.getByRole('button', { name: read('typed.act') }).click();
    await theirs.getByText(w('verdict.forged')).waitFor({ timeout: PATIENCE_MS });
    expect(await theirs.getByText('Somebody Else').count()).toBe(0);

    // The server checks the bytes again, and the carer sees who took them over.
    await setSignal(theirPhone, true);
    await settled(theirs);
    const kept = await stage.scene.records.db.selectFrom('fact_log').select('state').where('kind', '=', 'training.passport.accepted').execute();
    expect(kept).toEqual([{ state: 'recorded' }]);
    await setSignal(myPhone, true);
    await mine.getByText(w('shared.title')).waitFor({ timeout: PATIENCE_MS });
    expect([...carer.faults.errors, ...manager.faults.errors]).toEqual([]);
  });
});
