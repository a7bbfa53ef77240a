import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { londonDay } from '../../src/shared/basics/day.ts';
import { rightAnswer } from '../../src/shared/training/right-answer.ts';
import { w } from '../../src/words/app.ts';
import { formatMoment } from '../../src/words/dates.ts';
import { learn } from '../../src/words/learning.ts';
import { w as manage } from '../../src/words/manager.ts';
import { s } from '../../src/words/state.ts';
import { DESKTOP, PHONE } from '../support/browser.ts';
import { answerQuestion, begin, courseOf, fillAnswer, finishModule, heading, headingsOf, openModule, playModule } from '../support/learner.ts';
import { completionsOf, startsOf } from '../support/scene.ts';
import { useStage } from '../support/stage.ts';
import { PATIENCE_MS, readyForOffline, setSignal, settled, signInBy } from '../support/visit.ts';

const CARER = 'Amara Example';
const YEAR_MS = 365 * 24 * 3_600_000;

describe('when a phone is in trouble', () => {
  const stage = useStage();
  let phone: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    phone = await stage.browser.newContext({ viewport: PHONE });
    page = await phone.newPage();
  });
  afterEach(() => phone.close());

  it('a full phone says so, keeps the answer on the screen, and saves it once there is room', async () => {
    const course = courseOf('C8');
    await page.addInitScript(() => {
      const stores = IDBObjectStore.prototype;
      const { add, put } = stores;
      const refuseWhenFull = () => {
        if ((globalThis as { isFull?: boolean }).isFull) throw new DOMException('No room.', 'QuotaExceededError');
      };
      stores.add = function addIfRoom(...entry) {
        refuseWhenFull();
        return add.apply(this, entry);
      };
      stores.put = function putIfRoom(...entry) {
        refuseWhenFull();
        return put.apply(this, entry);
      };
    });
    await signInBy(page, stage.scene.link('carer'));
    await readyForOffline(page);
    await openModule(page, course, 'C8-M1');
    await begin(page);
    await playModule(page, course, 'C8-M1', { to: 4 });

    await page.evaluate(() => Object.assign(globalThis, { isFull: true }));
    const question = course.questions.find((entry) => entry.prompt === headingsOf(course, 'C8-M1')[4]);
    if (question?.type !== 'single') throw new TypeError('the fifth screen asks something else by now');
    const answer = rightAnswer(question);
    const option = question.options.find((entry) => answer.type === 'single' && entry.id === answer.option)?.text ?? '';
    await fillAnswer(page, question, answer);
    await page.getByRole('button', { name: learn('question.check') }).click();
    await page.getByText(learn('fault.storageFull')).waitFor({ timeout: PATIENCE_MS });
    expect(await page.getByRole('radio', { name: option, exact: true }).isChecked()).toBe(true);
    expect(await page.getByText(s('saved')).count()).toBe(0);

    await page.evaluate(() => Object.assign(globalThis, { isFull: false }));
    await answerQuestion(page, question);
    await page.getByText(s('saved')).waitFor({ timeout: PATIENCE_MS });
    expect(await page.getByText(learn('fault.storageFull')).count()).toBe(0);
    await settled(page);
  });

  it('work done after the sign-in has ended still delivers, and the page asks to sign in for news', async () => {
    const course = courseOf('C3');
    await signInBy(page, stage.scene.link('carer'));
    await readyForOffline(page);
    await setSignal(phone, false);
    await openModule(page, course, 'C3-M1');
    await begin(page);
    await playModule(page, course, 'C3-M1', { to: 4 });
    await stage.scene.records.db.deleteFrom('session').where('kind', '=', 'session').execute();

    await setSignal(phone, true);
    await page.getByText(w('banner.signInNews')).waitFor({ timeout: PATIENCE_MS });
    expect((await startsOf(stage.scene, CARER, course.id)).map((fact) => fact.state)).toEqual(['recorded']);
    await heading(page, headingsOf(course, 'C3-M1')[4] ?? '').waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('link', { name: w('banner.signInAct') }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor({ timeout: PATIENCE_MS });
  });

  it('a clock that is wrong by a year is named, and the server’s day counts', async () => {
    const course = courseOf('C1');
    await page.addInitScript((ahead) => {
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...parts: [] | [number]) {
          if (parts.length === 0) super(Real.now() + ahead);
          else super(...parts);
        }
        static override now() {
          return Real.now() + ahead;
        }
      } as DateConstructor;
    }, YEAR_MS);
    await signInBy(page, stage.scene.link('carer'));
    await page.getByText(w('banner.clock', { amount: w('banner.days', { count: 365 }) })).waitFor({ timeout: PATIENCE_MS });
    await readyForOffline(page);
    for (const moduleId of ['C1-M2', 'C1-M3', 'C1-M4']) await finishModule(page, course, moduleId);
    await expect.poll(async () => (await completionsOf(stage.scene, CARER, course.id)).length, { timeout: PATIENCE_MS }).toBe(1);

    const today = londonDay(new Date().toISOString());
    const [completion] = await completionsOf(stage.scene, CARER, course.id);
    expect(completion?.received_at.slice(0, 10)).toBe(today);

    const desk = await stage.browser.newPage({ viewport: DESKTOP });
    await signInBy(desk, stage.scene.link('manager'));
    await desk.getByRole('link', { name: new RegExp(`^${s('standing.current')}.*${course.title}, ${CARER}`) }).click({ timeout: PATIENCE_MS });
    const received = formatMoment(completion?.received_at ?? '');
    await desk
      .getByText(manage('time.server', { moment: received }))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    // The days are rounded down, and a request takes a moment: a year ahead may read as 364.
    const says = (count: number) => desk.getByText(manage('skew.says', { amount: manage('skew.days', { count }) }));
    await says(365).or(says(364)).first().waitFor({ timeout: PATIENCE_MS });
  });
});
