import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { begin } from '../support/learner.ts';
import { useStage } from '../support/stage.ts';
import { coursesKept, PATIENCE_MS, signInBy, visit } from '../support/visit.ts';

/** A desktop page at 400 %: the least room that bars at the top and the foot leave. */
const SMALL = { width: 320, height: 480 };
const REACHABLE = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex="0"]';

type Stop = { place: number; says: string; isHidden: boolean };

/** Where focus is: which of the page's places, and whether any of it can be seen. */
function focusNow(page: Page): Promise<Stop | null> {
  return page.evaluate((reachable) => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    const places = [...document.querySelectorAll(reachable)].filter((element) => element.checkVisibility());
    const { left, top, width, height } = focused.getBoundingClientRect();
    const steps = [0.05, 0.25, 0.5, 0.75, 0.95];
    const seen = steps.some((x) =>
      steps.some((y) => {
        const hit = document.elementFromPoint(left + x * width, top + y * height);
        return hit !== null && (focused.contains(hit) || hit.contains(focused));
      }),
    );
    return { place: places.indexOf(focused), says: (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 60), isHidden: !seen };
  }, REACHABLE);
}

async function tabThrough(page: Page): Promise<Stop[]> {
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
  // The page moves focus to its heading; the keyboard shall start where a person does who comes from the address.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  });
  const stops: Stop[] = [];
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusNow(page);
    if (stop === null || (stops.length > 0 && stop.place === stops[0]?.place)) return stops;
    stops.push(stop);
  }
  throw new Error('focus never left the page');
}

const hidden = (stops: readonly Stop[]) => stops.filter((stop) => stop.isHidden).map((stop) => stop.says);

describe('with a keyboard and no mouse', () => {
  const stage = useStage();
  let device: BrowserContext;

  afterEach(() => device.close());

  async function open(who: 'carer' | 'manager'): Promise<Page> {
    device = await stage.browser.newContext({ viewport: SMALL, reducedMotion: 'reduce' });
    const page = await device.newPage();
    await signInBy(page, stage.scene.link(who));
    await coursesKept(page);
    return page;
  }

  /** Every link and button, in the order they are read, each of them in sight when it has focus. */
  async function reachesAll(page: Page): Promise<void> {
    const stops = await tabThrough(page);
    const count = await page.evaluate((reachable) => [...document.querySelectorAll(reachable)].filter((element) => element.checkVisibility()).length, REACHABLE);
    expect(stops.map((stop) => stop.place)).toEqual(Array.from({ length: count }, (_, place) => place));
    expect(hidden(stops)).toEqual([]);
  }

  it('the carer’s first page is reached link by link, in order, and focus is never hidden', async () => {
    const page = await open('carer');
    await reachesAll(page);
    expect((await tabThrough(page))[0]?.says).toBe('Skip to the content');
  });

  it('so are a course, its parts and the list of everything done', async () => {
    const page = await open('carer');
    for (const address of ['/academy/courses/C2', '/academy/courses', '/academy/history', '/more']) {
      await visit(page, address);
      await reachesAll(page);
    }
  });

  it('on a screen of a course the button that goes on is in sight, and so is what stands above it', async () => {
    const page = await open('carer');
    await visit(page, '/academy/courses/C10/modules/C10-M1');
    await begin(page);
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor({ timeout: PATIENCE_MS });
    await reachesAll(page);
  });

  it('the manager’s page on a phone, and a form with everything in it', async () => {
    const page = await open('manager');
    await visit(page, '/manager');
    expect(hidden(await tabThrough(page))).toEqual([]);
    await visit(page, '/manager/people/invite');
    expect(hidden(await tabThrough(page))).toEqual([]);
  });
});
