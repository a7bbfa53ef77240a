import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { londonDay } from '../../src/shared/basics/day.ts';
import { formatDay } from '../../src/words/dates.ts';
import { m } from '../../src/words/meetings.ts';
import { s } from '../../src/words/state.ts';
import { PHONE, watch } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

const CARER = 'Amara Example';

describe('an appraisal, written down and answered to without signal', () => {
  const stage = useStage();
  const phones: BrowserContext[] = [];
  const faults: Awaited<ReturnType<typeof watch>>[] = [];
  let meetings: string;

  beforeAll(async () => {
    const amara = await stage.scene.records.db.selectFrom('person').selectAll().where('name', '=', CARER).executeTakeFirstOrThrow();
    meetings = `/manager/people/${amara.person_id}/meetings`;
  });
  afterAll(() => Promise.all(phones.map((phone) => phone.close())));

  async function phoneOf(who: 'manager' | 'carer'): Promise<Page> {
    const phone = await stage.browser.newContext({ viewport: PHONE });
    phones.push(phone);
    const page = await phone.newPage();
    faults.push(await watch(page));
    await signInBy(page, stage.scene.link(who));
    await readyForOffline(page);
    return page;
  }

  it('I16 Guide 13.4: the manager records it offline, the carer agrees offline, and both keep it', async () => {
    const manager = await phoneOf('manager');
    await visit(manager, meetings);
    await setSignal(manager.context(), false);
    await manager.getByText(m('write.act')).first().click();
    await manager
      .getByRole('radio', { name: m('kind.appraisal') })
      .first()
      .check();
    await manager.getByLabel(m('write.minutes')).fill('80');
    await manager.getByRole('checkbox', { name: m('agenda.ownPractice') }).check();
    const [children, professionals] = [manager.getByLabel(m('appraisal.count')).first(), manager.getByLabel(m('appraisal.count')).last()];
    await children.fill('2');
    await professionals.fill('0');
    await manager.getByLabel(m('appraisal.reason')).fill('Nobody from outside knows her yet.');
    await manager.getByLabel(m('write.notes')).fill('Wants to lead shifts next year.');
    // The tab goes away before it is saved: what was written is still there.
    await manager.waitForTimeout(700);
    await manager.reload();
    await manager.getByText(m('write.act')).first().click();
    await manager.getByText(m('write.draft')).waitFor({ timeout: PATIENCE_MS });
    await manager.getByRole('button', { name: m('write.save') }).click();
    await manager.getByText(s('saved')).waitFor({ timeout: PATIENCE_MS });
    await setSignal(manager.context(), true);
    await settled(manager);

    const carer = await phoneOf('carer');
    await visit(carer, '/academy/meetings');
    const title = m('kindOn', { kind: m('kind.appraisal'), day: formatDay(londonDay(new Date().toISOString())) });
    await carer.getByRole('heading', { name: title }).waitFor({ timeout: PATIENCE_MS });
    await setSignal(carer.context(), false);
    await carer.reload();
    const card = carer
      .getByRole('main')
      .locator('div')
      .filter({ has: carer.getByRole('heading', { name: title }) })
      .last();
    await card.getByText('Wants to lead shifts next year.').waitFor({ timeout: PATIENCE_MS });
    await card.getByText(m('views.children', { count: 2 })).waitFor({ timeout: PATIENCE_MS });
    await card.getByRole('radio', { name: m('mine.agree') }).check();
    await card.getByRole('button', { name: m('mine.save') }).click();
    await card.getByText(m('state.confirmed')).waitFor({ timeout: PATIENCE_MS });
    await setSignal(carer.context(), true);
    await settled(carer);

    await visit(manager, meetings);
    const kept = manager
      .getByRole('main')
      .locator('div')
      .filter({ has: manager.getByRole('heading', { name: title }) })
      .last();
    await kept.getByText(m('state.confirmed')).waitFor({ timeout: PATIENCE_MS });
    expect(faults.flatMap((fault) => fault.errors).filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});
