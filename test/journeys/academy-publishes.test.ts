import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { publishedLibrary } from '../../src/server/content-library.ts';
import { pushFacts } from '../../src/server/records/push.ts';
import { makeDice } from '../../src/server/tasks/demonstration/dice.ts';
import { makePhone } from '../../src/server/tasks/demonstration/phone.ts';
import { londonDay } from '../../src/shared/basics/day.ts';
import { rightAnswer } from '../../src/shared/training/right-answer.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { c } from '../../src/words/changes.ts';
import { formatDay } from '../../src/words/dates.ts';
import { learn } from '../../src/words/learning.ts';
import { p } from '../../src/words/publishing.ts';
import { w as region } from '../../src/words/region.ts';
import { s } from '../../src/words/state.ts';
import { DESKTOP, PHONE, watch } from '../support/browser.ts';
import { begin, courseOf, finishModule, openModule, playModule } from '../support/learner.ts';
import { useStage } from '../support/stage.ts';
import { coursesKept, PATIENCE_MS, settled, signInBy, visit } from '../support/visit.ts';

const DAY_MS = 24 * 3_600_000;
const TOLD = 'The first checks say who tells the social worker.';
const REWORDED = 'Look close to home first, and look yourself. Ring while you look.';
const course = courseOf('C3');

describe('J6 the academy publishes a new version', () => {
  /** The server’s clock, moved on by hand: answers are looked at after 14 days. */
  let ahead = 0;
  const stage = useStage({ now: () => new Date(Date.now() + ahead), size: { homes: 2, staff: 12 } });
  const devices: BrowserContext[] = [];
  const faults: Awaited<ReturnType<typeof watch>>[] = [];
  /** Every course and every part of one that the carer’s phone asked for. */
  const asked: string[] = [];
  afterAll(() => Promise.all(devices.map((device) => device.close())));

  async function open(who: 'academyLead' | 'secondAcademyLead' | 'carer', viewport: { width: number; height: number }): Promise<Page> {
    const device = await stage.browser.newContext({ viewport, reducedMotion: 'reduce' });
    devices.push(device);
    const page = await device.newPage();
    faults.push(await watch(page));
    await signInBy(page, stage.scene.link(who));
    return page;
  }

  let lead: Page;
  let second: Page;
  let carer: Page;
  let next = 0;
  let proposal = '';
  const today = () => londonDay(new Date(Date.now() + ahead).toISOString());
  const part = (page: Page, name: Parameters<typeof p>[0]) => page.getByRole('navigation', { name: p('parts') }).getByRole('button', { name: p(name), exact: true });
  const sees = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  const factsOf = (kind: string) =>
    stage.scene.records.db.selectFrom('fact_log').selectAll().where('kind', '=', kind).where('state', '=', 'recorded').orderBy('server_seq').execute();

  it('a carer is in the middle of the quiz, in the version there is', async () => {
    carer = await open('carer', PHONE);
    await coursesKept(carer);
    for (const moduleId of ['C3-M1', 'C3-M2', 'C3-M3']) await finishModule(carer, course, moduleId);
    await openModule(carer, course, 'C3-M4');
    await begin(carer);
    await playModule(carer, course, 'C3-M4', { to: 2 });
    carer.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/content/') && pathname.includes('C3/')) asked.push(pathname);
    });
    await settled(carer);
  });

  it('1 the lead changes C3, and the linter finds two questions without a source', async () => {
    lead = await open('academyLead', DESKTOP);
    await visit(lead, '/region');
    await lead.getByRole('link', { name: region('courses') }).click();
    await lead.getByRole('link', { name: p('courses.name', { id: 'C3', title: course.title }) }).click();
    await lead.getByRole('link', { name: p('course.change') }).click();
    await sees(lead, p('edit.nothing'));
    // The fact that questions 5 and 9 rest on goes.
    await lead.locator('#C3-F8').click();
    await lead.getByRole('button', { name: p('row.remove') }).click();
    await lead.getByRole('heading', { name: p('checks.title', { count: 2 }), level: 2 }).waitFor({ timeout: PATIENCE_MS });
    for (const id of ['C3-Q5', 'C3-Q9']) await lead.getByRole('button', { name: p('checks.at', { at: id, says: p('fault.unsourcedQuestion') }) }).waitFor();
    await sees(lead, p('checks.why'));
    expect(await lead.getByRole('link', { name: p('edit.propose') }).count()).toBe(0);
    // And not by its address either.
    await lead.waitForTimeout(600);
    await visit(lead, '/region/courses/C3/propose');
    await sees(lead, p('propose.faults', { count: 2 }));
    expect(await lead.getByRole('button', { name: /^Propose/ }).count()).toBe(0);
  });

  it('what was begun is still there after the tab was closed, and is put right', async () => {
    await lead.close();
    const [, device] = devices;
    lead = (await device?.newPage()) ?? lead;
    faults.push(await watch(lead));
    await lead.goto(`${stage.scene.origin}/region/courses/C3/edit`);
    await lead.getByRole('heading', { name: p('checks.title', { count: 2 }), level: 2 }).waitFor({ timeout: PATIENCE_MS });
    // A new fact with its source takes the old one’s place, under an id of its own.
    await lead.getByRole('button', { name: p('facts.addNew') }).click();
    await lead.getByLabel(p('fact.text')).fill('When a child comes back, check that they are well. Tell the social worker that they are back.');
    await lead.getByRole('button', { name: p('fact.addCite') }).click();
    await lead.getByLabel(p('fact.source')).selectOption('MP');
    await lead.getByLabel(p('fact.at')).fill('section 6');
    for (const id of ['C3-Q5', 'C3-Q9']) {
      // Each check leads to the field where it is put right.
      await lead.getByRole('button', { name: p('checks.at', { at: id, says: p('fault.unsourcedQuestion') }) }).click();
      await lead.waitForFunction((field) => document.activeElement?.id === field, `${id}-facts`);
      await lead.locator(`[id="${id}-add-fact"]`).selectOption('C3-F13');
    }
    await lead.getByRole('heading', { name: p('checks.title', { count: 0 }), level: 2 }).waitFor({ timeout: PATIENCE_MS });
    await part(lead, 'part.lessons').click();
    await lead.locator('[id="C3-S2"]').click();
    await lead.getByLabel(p('paragraph.text', { number: 1 })).fill(REWORDED);
    await sees(lead, p('draft.kept'));
    await sees(lead, p('checks.none'));
  });

  it('3 a preview shows it as a carer will see it, and keeps nothing', async () => {
    const before = (await factsOf('training.attempt.started')).length;
    await lead
      .locator('summary')
      .filter({ hasText: p('preview.links') })
      .click();
    await lead.getByRole('link', { name: p('preview.link', { title: 'The first minutes' }) }).click();
    await sees(lead, p('preview.says'));
    await playModule(lead, course, 'C3-M1', {
      onScreen: async (index) => {
        if (index === 1) await sees(lead, REWORDED);
      },
      onAnswered: async () => {
        expect(await lead.getByText(s('saved'), { exact: true }).count()).toBe(0);
      },
    });
    await sees(lead, p('preview.end', { title: 'The first minutes' }));
    await settled(lead);
    expect((await factsOf('training.attempt.started')).length).toBe(before);
  });

  it('2 and 3: the class, the day, and how many people it touches, in counts alone', async () => {
    await visit(lead, '/region/courses/C3/edit');
    await lead.getByRole('link', { name: p('edit.propose') }).click();
    await lead.getByText(/people in fewer than 5 homes, fewer than 5 on shift tonight|people in fewer than 5 homes, \d+ on shift tonight/).waitFor({ timeout: PATIENCE_MS });
    const act = lead.getByRole('button', { name: /^Propose version/ });
    await act.click();
    await sees(lead, p('propose.noClass'));
    await lead.getByRole('radio', { name: p('class.minor') }).check();
    await lead.getByLabel(p('propose.whatChanged')).fill(TOLD);
    await lead.getByLabel(p('propose.why'), { exact: true }).fill('The old fact mixed two things.');
    await lead.getByLabel(p('propose.from')).fill(today());
    await sees(lead, REWORDED);
    await act.click();
    await sees(lead, p('proposal.mine'));
    await lead.getByText(s('delivered')).last().waitFor({ timeout: PATIENCE_MS });
    expect(await lead.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    proposal = new URL(lead.url()).pathname;
    const [proposed] = (await factsOf('academy.version.proposed')).filter((fact) => proposal.endsWith(fact.about));
    next = (JSON.parse(proposed?.body ?? '{}') as { version: number }).version;
  });

  it('4 a second person reads exactly what changes, and approves it', async () => {
    second = await open('secondAcademyLead', DESKTOP);
    await visit(second, '/region/courses/C3');
    await second.getByRole('link', { name: new RegExp(p('proposal.line', { version: next, name: p('class.minor') })) }).click();
    expect(new URL(second.url()).pathname).toBe(proposal);
    await sees(second, REWORDED);
    await sees(second, p('change.gone', { what: p('thing.fact'), id: 'C3-F8' }));
    await sees(second, p('change.new', { what: p('thing.fact'), id: 'C3-F13' }));
    await second.getByRole('button', { name: p('decide.approve', { version: next }) }).click();
    await sees(second, p('state.approved'));
    await second.getByText(s('delivered')).last().waitFor({ timeout: PATIENCE_MS });
    expect((await factsOf('academy.version.approved')).some((fact) => proposal.endsWith(fact.about))).toBe(true);
  });

  it('5 the phone fetches only what changed, and the attempt under way stays in its version', async () => {
    await carer.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => asked.length, { timeout: PATIENCE_MS, interval: 500 }).toBeGreaterThan(0);
    await carer.waitForTimeout(1000);
    // The very version it was begun in, though the newer one is here.
    await carer.reload();
    await playModule(carer, course, 'C3-M4', { from: 2 });
    await carer.waitForURL('**/academy/attempts/*', { timeout: PATIENCE_MS });
    await settled(carer);
    const whole = asked.filter((path) => new RegExp(`/C3/${next}-`).test(path));
    expect([whole, asked.length]).toEqual([[], 1]);
    const finished = (await factsOf('training.attempt.finished')).at(-1);
    expect(JSON.parse(finished?.body ?? '{}')).toMatchObject({ courseId: 'C3', moduleId: 'C3-M4', courseVersion: next - 1, score: { passed: true } });
  });

  it('the certificate names the version, and a tile says what changed since', async () => {
    await signOffPractice();
    await carer.evaluate(() => dispatchEvent(new Event('online')));
    await visit(carer, '/academy/courses/C3');
    await carer
      .getByText(learn('certificate.day', { day: formatDay(today()), version: next - 1 }))
      .first()
      .waitFor({ timeout: PATIENCE_MS });
    await visit(carer, '/academy');
    const tile = carer.getByRole('listitem').filter({ has: carer.getByRole('heading', { name: c('tile.title', { course: course.title }) }) });
    await tile.getByText(TOLD).waitFor({ timeout: PATIENCE_MS });
    await tile.getByText(c('tile.stays')).waitFor();
    await tile.getByRole('link', { name: c('tile.read') }).click();
    await begin(carer);
    await sees(carer, TOLD);
    await carer.getByRole('button', { name: learn('player.continue'), exact: true }).click();
    await sees(carer, REWORDED);
  });

  it('6 after 14 days a question that few get right is marked, and somebody says what they found', async () => {
    // Their sign-ins end long before that.
    await Promise.all(devices.splice(0).map((device) => device.close()));
    ahead = 15 * DAY_MS;
    await answerAsMany('C3-K1', 21, 8);
    lead = await open('academyLead', DESKTOP);
    await visit(lead, '/region/courses/C3');
    await sees(lead, p('analysis.title', { version: next }));
    await sees(lead, p('analysis.share', { percent: 38, right: 8, asked: 21 }));
    await sees(lead, p('review.lookAt'));
    await lead.getByRole('button', { name: new RegExp(`^${p('review.open')}`) }).click();
    await lead.getByLabel(p('review.note')).fill('The wrong answers are what a tired person does. The lesson now says it first.');
    await lead.getByRole('button', { name: p('review.save') }).click();
    await sees(lead, 'The lesson now says it first.');
    await lead.getByText(s('delivered')).last().waitFor({ timeout: PATIENCE_MS });
    expect(await lead.getByText(p('review.lookAt')).count()).toBe(0);
    expect((await factsOf('academy.question.reviewed')).map((fact) => (JSON.parse(fact.body) as { questionId: string }).questionId)).toEqual(['C3-K1']);
    expect(faults.flatMap((fault) => fault.errors)).toEqual([]);
  });

  /** Facts of other phones than those in this test, taken by the server’s own door. */
  async function pushAs(people: readonly string[], write: (phone: ReturnType<typeof makePhone>, at: Date, index: number) => Fact[]): Promise<void> {
    const at = new Date(Date.now() + ahead);
    const { records } = stage.scene;
    const library = await publishedLibrary(records, () => at);
    for (const [index, owner] of people.entries()) {
      const dice = makeDice(index + 1);
      const phone = makePhone(owner, makePhone('', '', dice).newId(at), dice);
      const pushed = await pushFacts(records, { owner, deviceId: phone.deviceId, facts: write(phone, at, index), now: at, library });
      expect(pushed.ok && pushed.answers.map((answer) => answer.receipt?.state ?? answer)).toEqual(pushed.ok && pushed.answers.map(() => 'recorded'));
    }
    library.close();
  }

  const peopleIn = (role: string) =>
    stage.scene.records.db
      .selectFrom('placement')
      .innerJoin('person', 'person.person_id', 'placement.person_id')
      .select(['person.person_id', 'name', 'place_id'])
      .where('role', '=', role)
      .where('ends_on', 'is', null)
      .orderBy('name')
      .execute();

  async function signOffPractice(): Promise<void> {
    const amara = (await peopleIn('carer')).find((person) => person.name === 'Amara Example');
    const manager = (await peopleIn('manager')).find((person) => person.place_id === amara?.place_id);
    await pushAs([manager?.person_id ?? ''], (phone, at) => {
      const signOffId = phone.newId(at);
      const body = { signOffId, personId: amara?.person_id ?? '', courseId: 'C3', practicalId: 'C3-P1', met: true, note: '', evidence: [] };
      return [phone.write('training.practice.signed', signOffId, body, at)];
    });
  }

  async function answerAsMany(questionId: string, count: number, right: number): Promise<void> {
    const question = course.questions.find((entry) => entry.id === questionId);
    if (!question) throw new Error(`there is no question ${questionId}`);
    const people = [...(await peopleIn('carer')), ...(await peopleIn('senior')), ...(await peopleIn('deputy')), ...(await peopleIn('agency'))].slice(0, count);
    expect(people).toHaveLength(count);
    await pushAs(
      people.map((person) => person.person_id),
      (phone, at, index) => {
        const attemptId = phone.newId(at);
        const answer = index < right ? rightAnswer(question) : { type: 'several' as const, options: ['b'] };
        return [
          phone.write('training.attempt.started', attemptId, { attemptId, courseId: 'C3', courseVersion: next, moduleId: 'C3-M1' }, at),
          phone.write('training.attempt.answered', attemptId, { attemptId, questionId, tryNumber: 1, answer }, at),
        ];
      },
    );
  }
});
