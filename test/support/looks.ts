import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { mirrored } from '../../src/words/pseudo.ts';
import { w as ui } from '../../src/words/ui.ts';
import type { Say } from './learner.ts';
import { PATIENCE_MS } from './visit.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Half of a small phone: 400 % zoom of a desktop page. */
const NARROW = 320;

/** `rules` are those that a look can change; names and roles were all judged in the first. */
type Look = { name: string; theme: 'light' | 'dark'; text: '100' | '200'; rules?: string[] };
const LIGHT: Look = { name: 'light', theme: 'light', text: '100' };
const LOOKS: Look[] = [
  LIGHT,
  { name: 'dark', theme: 'dark', text: '100', rules: ['color-contrast', 'link-in-text-block'] },
  { name: 'very large text', theme: 'light', text: '200', rules: ['color-contrast', 'scrollable-region-focusable', 'target-size'] },
];
/** The mirrored language rewrites a name inside a longer label once more than the name alone. */
const MIRRORED: Look = { ...LIGHT, name: 'mirrored' };

/** How a tour is taken: as it was written, or in the language that runs from right to left. */
export type Reading = { name: string; language: 'en-GB' | 'ar-XB'; say: Say };
export const READINGS: Reading[] = [
  { name: 'as it is written', language: 'en-GB', say: (text) => text },
  { name: 'from right to left', language: 'ar-XB', say: mirrored },
];

/** Looks at pages as different people see them, and keeps what is wrong with each. */
export type Tour = {
  say: Say;
  /** Waits until the page is drawn, then looks at it. */
  look(page: Page, name: string): Promise<void>;
  faults: string[];
};

async function wear(page: Page, { theme, text }: Look): Promise<void> {
  await page.evaluate(
    (look) => {
      Object.assign(document.documentElement.dataset, look);
    },
    { theme, text },
  );
}

async function drawn(page: Page, say: Say): Promise<void> {
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor({ timeout: PATIENCE_MS });
  await page
    .getByText(say(ui('loading')), { exact: true })
    .first()
    .waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

async function sideways(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: size?.height ?? 740 });
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isOut = (box: DOMRect) => box.width > 0 && (box.right > clientWidth + 1 || box.left < -1);
    const out = [...document.body.querySelectorAll('*')].filter((element) => isOut(element.getBoundingClientRect()));
    return [`scrolls sideways by ${scrollWidth - clientWidth}: ${out.map((element) => `${element.tagName} “${(element.textContent ?? '').slice(0, 30)}”`).slice(-3)}`];
  });
  if (size) await page.setViewportSize(size);
  return wide;
}

async function violations(page: Page, look: Look): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (look.rules) axe.withRules(look.rules);
  else axe.options({ rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: look !== MIRRORED } } }).withTags(TAGS);
  const found = await axe.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`).slice(0, 3)}`);
}

export function startTour({ language, say }: Reading): Tour {
  const faults: string[] = [];
  const looks = language === 'en-GB' ? LOOKS : [MIRRORED];
  return {
    say,
    faults,
    look: async (page, name) => {
      await drawn(page, say);
      for (const look of looks) {
        await wear(page, look);
        for (const fault of await violations(page, look)) faults.push(`${name}, ${look.name}: ${fault}`);
      }
      await wear(page, LIGHT);
      for (const fault of await sideways(page)) faults.push(`${name}: ${fault}`);
    },
  };
}

/** From the next page on this phone speaks that language. */
export async function speak(page: Page, { language }: Reading): Promise<void> {
  await page.evaluate((tag) => localStorage.setItem('hearth.language', tag), language);
}
