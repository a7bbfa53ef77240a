import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findModule } from '../../src/shared/training/course-parts.ts';
import { h } from '../../src/words/hall.ts';
import { learn } from '../../src/words/learning.ts';
import { PHONE } from '../support/browser.ts';
import { begin, courseOf, headingsOf, openModule, playModule } from '../support/learner.ts';
import type { Tour } from '../support/looks.ts';
import { READINGS, speak, startTour } from '../support/looks.ts';
import { useStage } from '../support/stage.ts';
import { coursesKept, invite, PATIENCE_MS, readyForOffline, setSignal, signInBy, visit } from '../support/visit.ts';

/** Between them these hold every kind of screen and every type of question. */
const PARTS = [
  { courseId: 'C10', moduleId: 'C10-M1' },
  { courseId: 'C10', moduleId: 'C10-M3', to: 8 },
  { courseId: 'C3-basics', moduleId: 'C3-basics-M2' },
  { courseId: 'FS-home', moduleId: 'FS-home-M1', to: 2 },
];

describe.each(READINGS)('everyone can use the carer’s pages, $name', (reading) => {
  const stage = useStage();
  let phone: BrowserContext;
  let page: Page;
  let tour: Tour;

  beforeEach(async () => {
    phone = await stage.browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
    page = await phone.newPage();
    tour = startTour(reading);
  });
  afterEach(() => phone.close());

  it('the front door: help, signing in, an invitation, and a link that does not work', async () => {
    const manager = await (await stage.browser.newContext()).newPage();
    await signInBy(manager, stage.scene.link('manager'));
    const link = await invite(manager, 'Ines Example');
    await manager.getByText('The link works now.').waitFor({ timeout: PATIENCE_MS });
    await page.goto(`${stage.scene.origin}/help`);
    await speak(page, reading);
    for (const address of ['/help', '/sign-in', '/join']) {
      await visit(page, address);
      await tour.look(page, address);
    }
    await page.goto(link);
    await page.getByRole('button', { name: tour.say(h('join.act')) }).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, '/join with a secret');
    expect(tour.faults).toEqual([]);
  });

  it('the carer’s lists and the pages of the hallway', async () => {
    await signInBy(page, stage.scene.link('carer'));
    await readyForOffline(page);
    await speak(page, reading);
    for (const address of [
      '/academy',
      '/academy/courses',
      '/academy/courses/C2',
      '/academy/pathways/induction',
      '/academy/history',
      '/academy/meetings',
      '/academy/shifts',
      '/academy/passport',
      '/settings',
      '/no-such-page',
    ]) {
      await visit(page, address);
      await tour.look(page, address);
    }
    await setSignal(phone, false);
    await openModule(page, courseOf('C3'), 'C3-M1');
    await tour.look(page, 'before a module');
    await begin(page, tour.say);
    for (const address of ['/on-this-phone', '/more']) {
      await visit(page, address);
      await tour.look(page, `${address} without signal`);
    }
    await page.getByRole('button', { name: tour.say(h('more.signOut')) }).click();
    await tour.look(page, 'asked whether to sign out');
    expect(tour.faults).toEqual([]);
  });

  it('every kind of screen in a course and every type of question, asked and answered', async () => {
    await signInBy(page, stage.scene.link('carer'));
    await coursesKept(page);
    await speak(page, reading);
    const seen = new Set<string>();
    for (const { courseId, moduleId, to } of PARTS) {
      const course = courseOf(courseId);
      const screens = findModule(course, moduleId)?.screens ?? [];
      const kindAt = (index: number) => {
        const screen = screens[index];
        return screen?.kind === 'question' ? (course.questions.find((entry) => entry.id === screen.question)?.type ?? '') : (screen?.kind ?? '');
      };
      const once = async (kind: string, index: number) => {
        if (seen.has(kind)) return;
        seen.add(kind);
        await tour.look(page, `${kind} (${headingsOf(course, moduleId)[index]})`);
      };
      await openModule(page, course, moduleId);
      await begin(page, tour.say);
      await playModule(page, course, moduleId, {
        to,
        say: tour.say,
        onScreen: (index) => once(kindAt(index), index),
        onAnswered: (index) => once(`${kindAt(index)} answered`, index),
      });
      if (to !== undefined) continue;
      await page.waitForURL('**/academy/attempts/*', { timeout: PATIENCE_MS });
      await page.getByRole('main').getByRole('link').nth(1).waitFor({ timeout: PATIENCE_MS });
      await tour.look(page, `the result of ${moduleId}`);
    }
    const types = ['single', 'several', 'trueFalse', 'order', 'match', 'short', 'number', 'branch'];
    expect([...seen].sort()).toEqual([...types, ...types.map((type) => `${type} answered`), 'read', 'local'].sort());
    expect(tour.faults).toEqual([]);
  });

  it('a question that nothing was chosen for, and a wrong answer to one that must be right', async () => {
    const course = courseOf('C3');
    await signInBy(page, stage.scene.link('carer'));
    await coursesKept(page);
    await speak(page, reading);
    await openModule(page, course, 'C3-M4');
    await begin(page, tour.say);
    const starred = course.questions.findIndex((entry) => entry.star && entry.type === 'single');
    const question = course.questions[starred];
    if (question?.type !== 'single') throw new TypeError('the quiz has no starred question with one right answer');
    const at = headingsOf(course, 'C3-M4').indexOf(question.prompt);
    await playModule(page, course, 'C3-M4', { to: at, say: tour.say });
    const check = page.getByRole('button', { name: tour.say(learn('question.check')) });
    await check.click();
    await page.getByText(tour.say(learn('question.chooseFirst'))).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'nothing chosen');
    await page.getByRole('radio', { name: question.options.find((option) => !option.right)?.text ?? '', exact: true }).check();
    await check.click();
    await page.getByText(tour.say(learn('teaching.mustRetry'))).waitFor({ timeout: PATIENCE_MS });
    await tour.look(page, 'a wrong answer to a safety-critical question');
    expect(tour.faults).toEqual([]);
  });
});
