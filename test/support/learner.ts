import type { Locator, Page } from 'playwright-core';
import { courses } from '../../src/content/library.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { findModule } from '../../src/shared/training/course-parts.ts';
import type { Question } from '../../src/shared/training/question.ts';
import type { Answer } from '../../src/shared/training/answer.ts';
import { rightAnswer } from '../../src/shared/training/right-answer.ts';
import { learn } from '../../src/words/learning.ts';
import { PATIENCE_MS } from './visit.ts';

/** Turns a sentence into what the page shows; the mirrored language does more than nothing here. */
export type Say = (text: string) => string;
const asItIs: Say = (text) => text;

export function courseOf(courseId: string): Course {
  const course = courses.find((entry) => entry.id === courseId);
  if (!course) throw new Error(`there is no course ${courseId}`);
  return course;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const main = (page: Page): Locator => page.getByRole('main');

async function choose(page: Page, kind: 'radio' | 'checkbox', name: string): Promise<void> {
  await main(page).getByRole(kind, { name, exact: true }).check({ timeout: PATIENCE_MS });
}

async function putInOrder(page: Page, question: Extract<Question, { type: 'order' }>, steps: readonly string[], say: Say): Promise<void> {
  const textOf = (id: string) => question.steps.find((step) => step.id === id)?.text ?? '';
  for (const [place, id] of steps.entries()) {
    for (;;) {
      const rows = await main(page).locator('ol > li').allInnerTexts();
      const at = rows.findIndex((row) => row.includes(textOf(id)));
      if (at <= place) break;
      await main(page)
        .getByRole('button', { name: say(learn('order.up', { step: textOf(id) })), exact: true })
        .click();
    }
  }
}

async function walk(page: Page, question: Extract<Question, { type: 'branch' }>, choices: readonly string[], say: Say): Promise<void> {
  for (const [index, id] of choices.entries()) {
    const choice = question.nodes.flatMap((node) => node.choices).find((entry) => entry.id === id);
    await choose(page, 'radio', choice?.text ?? '');
    await check(page, say);
    if (index < choices.length - 1) await press(page, say(learn('player.continue')));
  }
}

async function press(page: Page, name: string): Promise<void> {
  await main(page).getByRole('button', { name, exact: true }).click({ timeout: PATIENCE_MS });
}

async function check(page: Page, say: Say): Promise<void> {
  await press(page, say(learn('question.check')));
}

/** Fills the answer in, as far as pressing "Check my answer". */
export async function fillAnswer(page: Page, question: Question, answer: Answer, say: Say = asItIs): Promise<void> {
  const textOf = (id: string) => ('options' in question ? question.options.find((option) => option.id === id)?.text : undefined) ?? '';
  if (answer.type === 'single') await choose(page, 'radio', textOf(answer.option));
  if (answer.type === 'several') for (const id of answer.options) await choose(page, 'checkbox', textOf(id));
  if (answer.type === 'trueFalse') await choose(page, 'radio', say(learn(answer.isTrue ? 'answer.true' : 'answer.false')));
  if (answer.type === 'order' && question.type === 'order') await putInOrder(page, question, answer.steps, say);
  if (answer.type === 'match' && question.type === 'match')
    for (const entry of question.entries)
      await main(page)
        .getByLabel(entry.text, { exact: true })
        .selectOption(answer.placed[entry.id] ?? '');
  if (answer.type === 'short')
    await main(page)
      .getByLabel(say(learn('short.label')))
      .fill(answer.text);
  if (answer.type === 'number' && question.type === 'number')
    await main(page)
      .getByLabel(say(learn('number.label', { unit: question.unit })))
      .fill(String(answer.value));
}

/** Answers the question on the screen, and waits until what is right has been said. */
export async function answerQuestion(page: Page, question: Question, answer: Answer = rightAnswer(question), say: Say = asItIs): Promise<void> {
  if (answer.type === 'branch' && question.type === 'branch') await walk(page, question, answer.choices, say);
  else {
    await fillAnswer(page, question, answer, say);
    await check(page, say);
  }
  const marks = (['mark.right', 'mark.wrong', 'mark.unmarked'] as const).map((mark) => escaped(say(learn(mark))));
  await main(page)
    .getByRole('heading', { name: new RegExp(`^(${marks.join('|')})$`), level: 3 })
    .waitFor({ timeout: PATIENCE_MS });
}

/** What each screen of a module is called by its heading. */
export function headingsOf(course: Course, moduleId: string): string[] {
  const screens = findModule(course, moduleId)?.screens ?? [];
  return screens.map((screen) => (screen.kind === 'question' ? (course.questions.find((entry) => entry.id === screen.question)?.prompt ?? '') : screen.title));
}

export async function openModule(page: Page, course: Course, moduleId: string): Promise<void> {
  await page.goto(new URL(`/academy/courses/${course.id}/modules/${moduleId}`, page.url()).href);
}

export const heading = (page: Page, name: string): Locator => main(page).getByRole('heading', { name, exact: true, level: 2 });

/** Presses start where the module has not been begun. */
export async function begin(page: Page, say: Say = asItIs): Promise<void> {
  const start = main(page).getByRole('button', { name: say(learn('start.start')), exact: true });
  await start
    .or(main(page).getByRole('heading', { level: 2 }))
    .first()
    .waitFor({ timeout: PATIENCE_MS });
  if (await start.isVisible()) await start.click();
}

/** Which screen of the module is open: an attempt opens where it was left. */
export async function screenNow(page: Page, course: Course, moduleId: string): Promise<number> {
  const shown = main(page).getByRole('heading', { level: 2 }).first();
  await shown.waitFor({ timeout: PATIENCE_MS });
  return headingsOf(course, moduleId).indexOf((await shown.innerText()).trim());
}

type Play = {
  /** Which screen the player is on; the first by default. */
  from?: number;
  /** Stop when this screen is reached; past the last one is to finish. */
  to?: number;
  say?: Say;
  /** Called on every screen before anything is pressed. */
  onScreen?: (index: number) => Promise<void>;
  /** Called on a question once it has been answered. */
  onAnswered?: (index: number) => Promise<void>;
};

/** Goes through a module's screens with right answers. */
export async function playModule(page: Page, course: Course, moduleId: string, { from = 0, to, say = asItIs, onScreen, onAnswered }: Play = {}): Promise<void> {
  const screens = findModule(course, moduleId)?.screens ?? [];
  const names = headingsOf(course, moduleId);
  for (let index = from; index < (to ?? screens.length); index += 1) {
    const screen = screens[index];
    await heading(page, names[index] ?? '').waitFor({ timeout: PATIENCE_MS });
    await onScreen?.(index);
    const question = screen?.kind === 'question' ? course.questions.find((entry) => entry.id === screen.question) : undefined;
    if (question) {
      await answerQuestion(page, question, rightAnswer(question), say);
      await onAnswered?.(index);
    }
    await press(page, say(learn(index === screens.length - 1 ? 'player.finish' : 'player.continue')));
  }
}

/** The whole of one module, from wherever it was left, as far as its result. */
export async function finishModule(page: Page, course: Course, moduleId: string): Promise<void> {
  await openModule(page, course, moduleId);
  await begin(page);
  await playModule(page, course, moduleId, { from: await screenNow(page, course, moduleId) });
  await page.waitForURL('**/academy/attempts/*', { timeout: PATIENCE_MS });
}
