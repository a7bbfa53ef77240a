import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { passOn } from '../../src/shared/practice/passed-on.ts';
import { londonDay } from '../../src/shared/basics/day.ts';
import { w as app } from '../../src/words/app.ts';
import { w as manage } from '../../src/words/manager.ts';
import { w } from '../../src/words/practice.ts';
import { w as scan } from '../../src/words/scan.ts';
import { chromiumPath, PHONE, watch } from '../support/browser.ts';
import { filmOfCode } from '../support/fake-camera.ts';
import { temporaryFolder } from '../support/folder.ts';
import { READINGS, startTour } from '../support/looks.ts';
import type { Reading } from '../support/looks.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, visit } from '../support/visit.ts';

const CARER = 'Amara Example';
/** Medicines: three times, on different days. */
const COURSE = 'C6';

describe('J3: practice seen by two people, both without signal', () => {
  const stage = useStage();

  async function phoneOf(who: 'carer' | 'manager'): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
    const context = await stage.browser.newContext({ reducedMotion: 'reduce', viewport: PHONE, deviceScaleFactor: 3 });
    const page = await context.newPage();
    const { errors } = await watch(page);
    await signInBy(page, stage.scene.link(who));
    return { context, page, errors };
  }

  /** Holds one phone before the other: what the one shows, the other is given as a photo. */
  async function show(from: Page, label: string, to: Page): Promise<void> {
    const code = from.getByRole('img', { name: label, exact: true });
    await code.waitFor({ timeout: PATIENCE_MS });
    await code.scrollIntoViewIfNeeded();
    const buffer = await code.screenshot();
    await to.getByLabel(scan('picture')).setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer });
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('the code goes there and back three times, both phones hold the same record, and the manager sees it once', async () => {
    const carer = await phoneOf('carer');
    const boss = await phoneOf('manager');
    const amara = await stage.scene.records.db.selectFrom('person').selectAll().where('name', '=', CARER).executeTakeFirstOrThrow();
    await readyForOffline(carer.page);
    await readyForOffline(boss.page);
    // The list of who may sign comes with the first look at either page.
    for (const { page } of [carer, boss]) {
      await visit(page, page === boss.page ? '/manager/practice' : `/academy/practice/${COURSE}`);
      await page.getByRole('button', { name: scan('open') }).waitFor({ timeout: PATIENCE_MS });
      await settled(page);
    }
    await setSignal(carer.context, false);
    await setSignal(boss.context, false);
    await visit(carer.page, `/academy/practice/${COURSE}`);
    await visit(boss.page, '/manager/practice');
    // What is said about the signal is left standing: the codes are read all the same.
    for (const { page } of [carer, boss]) await page.getByRole('button', { name: app('banner.hide'), exact: true }).waitFor({ timeout: PATIENCE_MS });

    const asked = carer.page.getByRole('img').first();
    await asked.waitFor({ timeout: PATIENCE_MS });
    await show(carer.page, (await asked.getAttribute('aria-label')) ?? '', boss.page);
    await boss.page
      .getByRole('radio', { name: w('watch.met'), exact: true })
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    const tour = startTour(READINGS[0] as Reading);
    await tour.look(boss.page, 'the checklist');
    for (const radio of await boss.page.getByRole('radio', { name: w('watch.met'), exact: true }).all()) await radio.check();
    await boss.page.getByRole('radio', { name: w('watch.overall.met'), exact: true }).check();
    await boss.page.getByLabel(w('watch.note')).fill('Calm and exact.');
    await press(boss.page, w('watch.sign'));
    await show(boss.page, w('passed.qr'), carer.page);

    await carer.page.getByText('Calm and exact.').waitFor({ timeout: PATIENCE_MS });
    await tour.look(carer.page, 'what the carer reads');
    await carer.page.getByRole('radio', { name: w('read.agree'), exact: true }).check();
    await press(carer.page, w('read.sign'));
    await carer.page.getByText(w('done.agreed')).waitFor({ timeout: PATIENCE_MS });
    await show(carer.page, w('done.qr'), boss.page);
    await boss.page.getByText(w('passed.done.title')).waitFor({ timeout: PATIENCE_MS });
    await tour.look(carer.page, 'the carer’s word');
    await tour.look(boss.page, 'both have signed');
    expect(tour.faults).toEqual([]);

    await setSignal(carer.context, true);
    await settled(carer.page);
    await setSignal(boss.context, true);
    await settled(boss.page);
    // Ids of observations follow from their task, and are UUIDs of version 8.
    const facts = await stage.scene.records.db.selectFrom('fact_log').selectAll().where('kind', 'like', 'training.practice.%').where('about', 'like', '________-____-8%').execute();
    const bodies = new Set(facts.filter((fact) => fact.kind === 'training.practice.agreed').map((fact) => fact.body));
    expect(facts.map((fact) => [fact.kind, fact.state]).sort()).toEqual([
      ['training.practice.agreed', 'recorded'],
      ['training.practice.agreed', 'recorded'],
      ['training.practice.observed', 'recorded'],
    ]);
    expect(bodies.size).toBe(1);
    await visit(boss.page, `/manager/people/${amara.person_id}/courses/${COURSE}`);
    await boss.page.getByText(w('timeline.agrees')).first().waitFor({ timeout: PATIENCE_MS });
    expect(await boss.page.getByText('Calm and exact.', { exact: true }).count()).toBe(1);
    expect(await boss.page.getByText(w('provisional.title')).count()).toBe(0);
    await visit(carer.page, `/academy/practice/${COURSE}`);
    await carer.page.getByText(w('list.agreed')).first().waitFor({ timeout: PATIENCE_MS });
    const offline = (error: string) => error.includes('ERR_INTERNET_DISCONNECTED');
    expect([...carer.errors, ...boss.errors].filter((error) => !offline(error))).toEqual([]);
    await carer.context.close();
    await boss.context.close();
  });

  it('a code held before the camera opens the checklist, and the camera is closed again', async () => {
    const amara = await stage.scene.records.db.selectFrom('person').selectAll().where('name', '=', CARER).executeTakeFirstOrThrow();
    const today = londonDay(new Date().toISOString());
    const card = (await (await fetch(`${stage.scene.origin}/content/catalogue.json`)).json()) as { courses: { id: string; version: number; practical?: { id: string } }[] };
    const course = card.courses.find((entry) => entry.id === 'C9' && entry.practical) ?? card.courses.find((entry) => entry.practical && entry.id !== COURSE);
    if (!course?.practical) throw new Error('no course with practice');
    const task = {
      personId: amara.person_id,
      name: CARER,
      courseId: course.id,
      courseVersion: course.version,
      practicalId: course.practical.id,
      on: today,
      nonce: 7,
      keyId: 'key-1',
    };
    const folder = temporaryFolder();
    const film = filmOfCode(passOn({ is: 'task', ...task, publicKey: `${'k'.repeat(42)}A` }), `${folder.path}/code.y4m`);
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
    });
    try {
      const page = await (await browser.newContext({ reducedMotion: 'reduce', viewport: PHONE, permissions: ['camera'] })).newPage();
      await signInBy(page, stage.scene.link('manager'));
      await visit(page, '/manager/practice');
      await page.getByRole('button', { name: scan('open') }).click();
      await page.getByRole('heading', { name: new RegExp(CARER), level: 2 }).waitFor({ timeout: PATIENCE_MS });
      expect(await page.locator('video').count()).toBe(0);
      await page.getByRole('button', { name: w('watch.leave') }).click();
      await page.getByRole('button', { name: scan('open') }).waitFor({ timeout: PATIENCE_MS });
      expect(manage('desk.practice')).toBe(w('link.assess'));
    } finally {
      await browser.close();
      folder.remove();
    }
  });
});
