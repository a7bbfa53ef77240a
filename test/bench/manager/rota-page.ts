import { PHONE } from '../../support/browser.ts';
import type { Cost } from './cost.ts';
import { openDesk } from './desk.ts';
import { fillHome } from './home.ts';

const CHANGES = 6;

const OPEN = `(async () => {
  const link = document.createElement('a');
  link.href = '/manager/rota';
  document.querySelector('main').append(link);
  link.click();
  while (!document.querySelector('main h4')) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
})()`;
/** Somebody is taken off a shift, or put on it; the findings stand when the next frame is drawn. */
const CHANGE = `(async (at) => {
  document.querySelectorAll('dialog input[type=checkbox]')[at].click();
  await new Promise((done) => setTimeout(done, 0));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
})`;

const ms = (value: number) => value.toFixed(0).padStart(7);
const said = (cost: Cost) => `${ms(cost.wall)} ${ms(cost.work)} ${ms(cost.longest)}`;
const middle = (costs: readonly Cost[]): Cost => {
  const of = (what: keyof Cost) => costs.map((cost) => cost[what]).sort((one, other) => one - other)[Math.floor(costs.length / 2)] ?? 0;
  return { wall: of('wall'), work: of('work'), longest: of('longest') };
};

/** REQ-7 in the browser: from opening, and from a change of one shift, to the findings on the screen. */
export async function benchRotaPage(): Promise<void> {
  const desk = await openDesk(PHONE);
  const { page } = desk;
  try {
    console.log('\nrota page, 28 days of 3 shifts, in the browser, ms (goal at 4×: a change under 200 of work; opening without a task over 200)');
    console.log('                  opening                  a change (the middle of six)');
    console.log(' people  slow     wall    work longest      wall    work longest   (work, longest: processor time)');
    for (const times of [1, 10]) {
      await fillHome(desk, times);
      for (const rate of times === 1 ? [1, 4, 6] : [1, 4]) {
        await desk.slow(1);
        await page.goto(`${desk.origin}/settings`);
        await page.waitForSelector('main h1');
        await page.waitForTimeout(800);
        await desk.slow(rate);
        const opening = await desk.cost(async () => void (await page.evaluate(OPEN)));
        await page.waitForTimeout(500);
        await page.locator('main ol button').first().click();
        await page.waitForSelector('dialog input[type=checkbox]');
        await page.waitForTimeout(500);
        const changes: Cost[] = [];
        for (let at = 0; at < CHANGES; at += 1) {
          changes.push(await desk.cost(async () => void (await page.evaluate(`${CHANGE}(${at + 3})`))));
          await page.waitForTimeout(300);
        }
        console.log(`${String(60 * times).padStart(7)}  ${rate}×  ${said(opening)}   ${said(middle(changes))}`);
      }
    }
  } finally {
    await desk.close();
  }
}
