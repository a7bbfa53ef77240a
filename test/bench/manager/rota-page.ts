import type { RotaWeek } from '../../../src/shared/home/rota.ts';
import { mondayOf } from '../../../src/shared/home/rota-time.ts';
import { addDays } from '../../../src/shared/basics/day.ts';
import type { Catalogue } from '../../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../../src/shared/wire/fact.ts';
import { makeDice } from '../../../src/server/tasks/demonstration/dice.ts';
import { PHONE } from '../../support/browser.ts';
import { certificate, milestone, TIMES, toldBy } from '../../support/rota-home.ts';
import type { Cost } from './cost.ts';
import type { Desk } from './desk.ts';
import { openDesk } from './desk.ts';
import { manyPeople, wideCatalogue } from './people.ts';

const COURSES = 40;
const CHANGES = 6;

/** Hearth's own courses, with others beside them until there are forty. */
function fortyCourses(catalogue: Catalogue): Catalogue {
  const wide = wideCatalogue(catalogue, COURSES - catalogue.courses.length);
  return { ...catalogue, courses: [...catalogue.courses, ...wide.courses], requirements: [...catalogue.requirements, ...wide.requirements] };
}

function staffOf(count: number, { homeId, catalogue, today }: Desk): PersonRecord[] {
  const dice = makeDice(5);
  return manyPeople(count, [homeId], fortyCourses(catalogue), today).map((person) => {
    const { personId } = person;
    const inducted = { ...milestone(personId, 'induction', 'met', addDays(today, -60)), body: { ...milestone(personId, 'induction', 'met').body, homeId } } as KnownFact;
    const aid = dice.chance(0.5) ? certificate(personId, addDays(today, -dice.whole(10, 1300))) : [];
    return { ...person, told: [...aid, ...(dice.chance(0.8) ? [inducted] : [])] };
  });
}

/** Five weeks, that of before too: three shifts a day of six people. Ten times the people have ten times the shifts. */
function weeksOf(people: readonly PersonRecord[], times: number, { homeId, today }: Desk): RotaWeek[] {
  const dice = makeDice(11);
  return [-1, 0, 1, 2, 3].map((week) => ({
    homeId,
    weekOf: addDays(mondayOf(today), week * 7),
    people: people.map(({ personId, name }) => ({ personId, name, isAgency: false })),
    shifts: Array.from({ length: times * 21 }, (_entry, index) => {
      const [name, start, end] = TIMES[index % 3] ?? ['Early', 420, 870];
      const on = [...new Set(Array.from({ length: 6 }, () => dice.whole(0, people.length - 1)))];
      return { day: Math.floor(index / 3) % 7, name: index < 21 ? name : `${name} ${Math.floor(index / 21) + 1}`, start, end, on, shadow: [], leader: on[0] ?? null };
    }),
    loneAssessedOn: null,
    roundTheClock: true,
  }));
}

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
      const people = staffOf(60 * times, desk);
      const weeks = weeksOf(people, times, desk).map(
        (week) => ({ ...toldBy('home.rota.set', week, addDays(desk.today, -10)), about: `${desk.homeId}.${week.weekOf}` }) as KnownFact,
      );
      await desk.fill(people, weeks, fortyCourses(desk.catalogue));
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
