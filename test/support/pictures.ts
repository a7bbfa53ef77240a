import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';
import { DESKTOP, launch } from './browser.ts';
import { temporaryFolder } from './folder.ts';
import { root } from './sources.ts';

const NARROW = { width: 360, height: 740 };
const out = path.join(root, 'public', 'pictures');

async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(1200);
  await page.screenshot({ path: path.join(out, `${name}.png`) });
  console.log(`public/pictures/${name}.png`);
}

/** The pictures of README and manifest, taken from the real app over a fresh demonstration. */
async function main(): Promise<void> {
  mkdirSync(out, { recursive: true });
  const folder = temporaryFolder();
  const demonstration = await openDemonstration({ dataDir: folder.path, port: 0, size: { homes: 4, staff: 14 }, say: () => undefined });
  const browser = await launch();
  const phone = await browser.newContext({ viewport: NARROW, deviceScaleFactor: 2, isMobile: true, hasTouch: true, colorScheme: 'light' });
  const carer = await phone.newPage();
  await carer.goto(demonstration.links.carer ?? '');
  await carer.getByRole('heading', { level: 1, name: /Hello/ }).waitFor();
  await carer.waitForTimeout(6000);
  await carer.reload();
  await take(carer, 'phone-home');

  await carer
    .getByRole('link', { name: /Medicines/ })
    .first()
    .click();
  await carer.getByRole('link', { name: 'Start' }).first().click();
  await carer.getByRole('button', { name: 'Start' }).click();
  for (let screen = 0; screen < 12; screen += 1) {
    await carer.waitForTimeout(400);
    const options = carer.getByRole('radio');
    if ((await options.count()) > 0) {
      await options.first().check();
      await carer.getByRole('button', { name: 'Check my answer' }).click();
      break;
    }
    await carer.getByRole('button', { name: 'Continue' }).click();
  }
  await take(carer, 'phone-question');

  const desk = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light' });
  const manager = await desk.newPage();
  await manager.goto(demonstration.links.manager ?? '');
  await manager.getByRole('table').waitFor();
  await take(manager, 'manager-matrix');

  await browser.close();
  await demonstration.close();
  folder.remove();
}

await main();
process.exit(0);
