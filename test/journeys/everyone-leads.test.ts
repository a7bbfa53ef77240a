import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { w as manage } from '../../src/words/manager.ts';
import { m } from '../../src/words/meetings.ts';
import { p as publishing } from '../../src/words/publishing.ts';
import { w as region } from '../../src/words/region.ts';
import { s } from '../../src/words/state.ts';
import { DESKTOP, PHONE } from '../support/browser.ts';
import type { Tour } from '../support/looks.ts';
import { READINGS, speak, startTour } from '../support/looks.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, signInBy, visit } from '../support/visit.ts';

describe.each(READINGS)('everyone can use the pages of those who lead, $name', (reading) => {
  const stage = useStage();
  let device: BrowserContext;
  let tour: Tour;

  afterEach(() => device.close());

  async function open(who: 'manager' | 'regionAdministrator' | 'secondAcademyLead', viewport: { width: number; height: number }): Promise<Page> {
    device = await stage.browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await device.newPage();
    tour = startTour(reading);
    await signInBy(page, stage.scene.link(who));
    await speak(page, reading);
    return page;
  }

  const idOf = async (name: string) => (await stage.scene.records.db.selectFrom('person').selectAll().where('name', '=', name).executeTakeFirstOrThrow()).person_id;

  it('the home as a table, on a desk', async () => {
    const page = await open('manager', DESKTOP);
    const amara = `/manager/people/${await idOf('Amara Example')}`;
    for (const address of ['/manager', '/manager/people', amara, `${amara}/courses/C2`, '/manager/rules']) {
      await visit(page, address);
      await tour.look(page, address);
    }
    expect(tour.faults).toEqual([]);
  });

  it('the home on a phone: people, evidence, sign-off, a new link and the home’s own words', async () => {
    const page = await open('manager', PHONE);
    const amara = `/manager/people/${await idOf('Amara Example')}`;
    const addresses = [
      '/manager',
      '/manager/people',
      amara,
      `${amara}/courses/C2`,
      `${amara}/courses/C9-core`,
      `${amara}/link`,
      '/manager/our-home',
      '/manager/rota',
      '/manager/rules',
      '/manager/inspection',
      '/manager/passport',
      '/manager/practice',
      '/academy/practice/C6',
      '/academy/shifts',
      '/manager/import',
      '/manager/import/unverified',
      '/settings',
      '/academy',
    ];
    for (const address of addresses) {
      await visit(page, address);
      await tour.look(page, address);
    }
    expect(tour.faults).toEqual([]);
  });

  it('legal dates, supervision and appraisal: the home, one person, and a form with its faults', async () => {
    const page = await open('manager', PHONE);
    const amara = `/manager/people/${await idOf('Amara Example')}`;
    for (const address of ['/manager/dates', `${amara}/dates`, '/manager/meetings', `${amara}/meetings`]) {
      await visit(page, address);
      await tour.look(page, address);
    }
    await page
      .getByText(tour.say(m('write.act')))
      .first()
      .click();
    await page
      .getByRole('radio', { name: tour.say(m('kind.appraisal')), exact: true })
      .first()
      .check();
    await page.getByRole('button', { name: tour.say(m('write.save')) }).click();
    await page
      .getByText(tour.say(m('wrong.agenda')))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'an appraisal with nothing filled in');
    expect(tour.faults).toEqual([]);
  });

  it('inviting somebody: the form, what is missing in it, and the link with its code', async () => {
    const page = await open('manager', PHONE);
    const act = page.getByRole('button', { name: tour.say(manage('invite.act')) });
    await visit(page, '/manager/people/invite');
    await tour.look(page, 'the form');
    await act.click();
    await page
      .getByText(tour.say(manage('invite.noName')))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'what is missing');
    await page.getByLabel(tour.say(manage('invite.name'))).fill('Ines Example');
    await page.getByRole('radio', { name: tour.say(s('role.carer')), exact: true }).check();
    await act.click();
    await page.getByRole('img', { name: tour.say(manage('link.code')) }).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'the link');
    expect(tour.faults).toEqual([]);
  });

  it('the region: its homes, opening one, and inviting its manager', async () => {
    const page = await open('regionAdministrator', PHONE);
    const home = await stage.scene.records.db.selectFrom('place').selectAll().where('kind', '=', 'home').executeTakeFirstOrThrow();
    const ruth = `/region/people/${await idOf('Ruth Example')}`;
    for (const address of ['/region', `/region/homes/${home.place_id}/invite`, `${ruth}/link`, `${ruth}/dates`, `${ruth}/meetings`]) {
      await visit(page, address);
      await tour.look(page, address);
    }
    await visit(page, '/region');
    await page.getByRole('button', { name: tour.say(region('open.act')) }).click();
    await page
      .getByText(tour.say(region('open.noAuthority')))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'opening a home, with nothing filled in');
    expect(tour.faults).toEqual([]);
  });

  it('the academy’s desk: its courses, one being changed with something wrong in it, and a proposal', async () => {
    const page = await open('secondAcademyLead', PHONE);
    const proposal = await stage.scene.records.db
      .selectFrom('fact_log')
      .selectAll()
      .where('kind', '=', 'academy.version.proposed')
      .orderBy('server_seq', 'desc')
      .executeTakeFirstOrThrow();
    const { courseId } = JSON.parse(proposal.body) as { courseId: string };
    for (const address of [
      '/region/courses',
      '/region/courses/C3',
      '/region/courses/C3/propose',
      `/region/courses/${courseId}/proposals/${proposal.about}`,
      '/region/courses/C3/preview/C3-M1',
    ]) {
      await visit(page, address);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
      await tour.look(page, address);
    }
    await visit(page, '/region/courses/C3/edit');
    await page.locator('[id="C3-F8"]').click({ timeout: PATIENCE_MS });
    await tour.look(page, 'a fact');
    await page.getByRole('button', { name: tour.say(publishing('row.remove')) }).click();
    await page
      .getByText(tour.say(publishing('checks.why')))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    for (const part of ['part.questions', 'part.lessons', 'part.practical', 'part.about'] as const) {
      await page.getByRole('button', { name: tour.say(publishing(part)), exact: true }).click();
      if (part === 'part.questions') for (const id of ['C3-K1', 'C3-Q3', 'C3-K5', 'C3-Q5']) await page.locator(`[id="${id}"]`).click();
      if (part === 'part.lessons') await page.locator('[id="C3-S2"]').click();
      await tour.look(page, part);
    }
    expect(tour.faults).toEqual([]);
  });
});
