import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { learn } from '../../src/words/learning.ts';
import { w as manage } from '../../src/words/manager.ts';
import { s } from '../../src/words/state.ts';
import { DESKTOP, launch, openPhone, watch } from '../support/browser.ts';
import { begin, courseOf, finishModule, heading, headingsOf, openModule, playModule } from '../support/learner.ts';
import type { Scene } from '../support/scene.ts';
import { completionsOf, openScene, sceneDatabases } from '../support/scene.ts';
import { killTab, PATIENCE_MS, readyForOffline, setSignal, settled, signInBy, status } from '../support/visit.ts';

/** Begun and left open by the demonstration's carer. It asks for no sign-off of practice. */
const course = courseOf('C1');
const CARER = 'Amara Example';

describe.each(sceneDatabases())('the basement, on $name', (database) => {
  let scene: Scene;
  let office: Browser;
  let phone: BrowserContext;

  beforeAll(async () => {
    scene = await openScene(await database.where());
    office = await launch();
  });
  afterAll(async () => {
    await office?.close();
    await scene?.close();
  });
  beforeEach(async () => {
    phone = await openPhone(scene.profile('phone'));
  });
  afterEach(() => phone.close());

  it('a course finished without signal survives a dead tab, delivers by itself, and the manager sees it without touching anything', async () => {
    const desk = await office.newPage({ viewport: DESKTOP });
    const deskWatch = await watch(desk);
    await signInBy(desk, scene.link('manager'));
    await desk.getByRole('table').waitFor({ timeout: PATIENCE_MS });

    let page = await phone.newPage();
    const watches = [await watch(page)];
    await signInBy(page, scene.link('carer'));
    await readyForOffline(page);

    await setSignal(phone, false);
    await page.reload();
    await status(page)
      .filter({ hasText: /no signal/i })
      .waitFor({ timeout: PATIENCE_MS });
    await finishModule(page, course, 'C1-M2');
    await finishModule(page, course, 'C1-M3');
    await openModule(page, course, 'C1-M4');
    await begin(page);
    await playModule(page, course, 'C1-M4', { to: 4 });
    await heading(page, headingsOf(course, 'C1-M4')[4] ?? '').waitFor({ timeout: PATIENCE_MS });

    await killTab(page);
    page = await phone.newPage();
    watches.push(await watch(page));
    await page.goto(scene.origin);
    await page.getByRole('link', { name: 'Continue', exact: true }).click({ timeout: PATIENCE_MS });
    await heading(page, headingsOf(course, 'C1-M4')[4] ?? '').waitFor({ timeout: PATIENCE_MS });

    await playModule(page, course, 'C1-M4', { from: 4 });
    await page.getByText(learn('certificate.title', { name: CARER, course: course.title })).waitFor({ timeout: PATIENCE_MS });
    await page.getByText(s('waiting')).first().waitFor({ timeout: PATIENCE_MS });
    await status(page)
      .filter({ hasText: s('waiting') })
      .waitFor({ timeout: PATIENCE_MS });

    const isStill = deskWatch.shift();

    await setSignal(phone, true);
    await settled(page);
    const completed = manage('activity.completed', { name: CARER, course: course.title });
    await desk.getByRole('link', { name: completed }).waitFor({ timeout: 5000 });
    await desk.getByRole('link', { name: new RegExp(`^${s('standing.current')}.*${course.title}, ${CARER}`) }).waitFor({ timeout: 5000 });

    expect((await completionsOf(scene, CARER, course.id)).map((fact) => fact.state)).toEqual(['recorded']);
    const seen = [deskWatch, ...watches];
    expect(seen.flatMap((watched) => watched.errors)).toEqual([]);
    // News at the top of the manager's list moves the list; nothing else on that page may.
    expect(Math.max(isStill, ...watches.map((watched) => watched.shift())), seen.flatMap((watched) => watched.moved).join('\n')).toBeLessThan(0.02);
  });
});
