import { readFileSync } from 'node:fs';
import { look } from '../../../src/words/inspection.ts';
import { m } from '../../../src/words/matrix.ts';
import { r } from '../../../src/words/rota.ts';
import { DESKTOP } from '../../support/browser.ts';
import { openDesk } from './desk.ts';
import { fillHome } from './home.ts';

const PATIENCE_MS = 120_000;

/** Every file a manager takes out of a home. */
const FILES: { what: string; path: string; button: string }[] = [
  { what: 'matrix', path: '/manager', button: m('file.act') },
  { what: 'inspection, numbers', path: '/manager/inspection', button: look('csv.numbers') },
  { what: 'inspection, evidence', path: '/manager/inspection', button: look('csv.evidence') },
  { what: 'rota', path: '/manager/rota', button: r('act.csv') },
];

const ms = (value: number) => value.toFixed(0).padStart(7);

/** From the touch of the button to the file, of a home of sixty and of ten times that. */
export async function benchExport(): Promise<void> {
  const desk = await openDesk(DESKTOP);
  const { page } = desk;
  try {
    console.log('\nfiles out of a home, 40 courses, four weeks of rota, ms (goal: no task over 50 at 1×; work and longest in processor time)');
    console.log(' people  slow  file                       wall    work longest      kB');
    for (const times of [1, 10]) {
      await fillHome(desk, times);
      for (const rate of [1, 4]) {
        for (const { what, path, button } of FILES) {
          await desk.slow(1);
          await page.goto(`${desk.origin}${path}`);
          const act = page.getByRole('button', { name: button, exact: true });
          await act.waitFor({ timeout: PATIENCE_MS });
          await page.waitForTimeout(1500);
          await desk.slow(rate);
          let kilobytes = 0;
          const cost = await desk.cost(async () => {
            const downloading = page.waitForEvent('download', { timeout: PATIENCE_MS });
            await act.click({ timeout: PATIENCE_MS });
            kilobytes = readFileSync(await (await downloading).path()).length / 1000;
          });
          console.log(`${String(60 * times).padStart(7)}  ${rate}×    ${what.padEnd(22)} ${ms(cost.wall)} ${ms(cost.work)} ${ms(cost.longest)} ${ms(kilobytes)}`);
        }
      }
    }
  } finally {
    await desk.close();
  }
}
