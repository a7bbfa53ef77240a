import { londonDay, addDays } from '../../../src/shared/basics/day.ts';
import { w } from '../../../src/words/import.ts';
import { launch, PHONE } from '../../support/browser.ts';
import { openScene } from '../../support/scene.ts';
import { signInBy, visit } from '../../support/visit.ts';

const STAFF = 60;
const COURSES = ['Safeguarding L2', 'Medication', 'Fire Safety', 'Self-harm', 'Restraint', 'Missing from care', 'Report writing'];
const PATIENCE_MS = 300_000;

/** Rows that are all good, each person and course on days of their own: bringing in is what takes time. */
function spreadsheet(names: readonly string[], rows: number, today: string): string {
  const lines = ['Name;Course;Date;Certificate number;Provider'];
  for (let at = 0; at < rows; at += 1) {
    const [year, month, day] = addDays(today, -1 - Math.floor(at / (names.length * COURSES.length)) * 3).split('-');
    lines.push([names[at % names.length], COURSES[Math.floor(at / names.length) % COURSES.length], `${day}/${month}/${year}`, `C-${at}`, 'Example Training Ltd'].join(';'));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** A home of 60: rows read and judged, brought in on the phone, and delivered; on this processor and on one four times slower. */
export async function benchImport(): Promise<void> {
  const browser = await launch();
  console.log('import | rows | slower | dry run ms | brought in ms | delivered ms | longest pause ms');
  for (const slower of [1, 4]) {
    for (const rows of slower === 1 ? [500, 5000, 50_000] : [5000]) {
      const scene = await openScene({ size: { homes: 1, staff: STAFF } });
      const phone = await browser.newContext({ viewport: PHONE });
      const page = await phone.newPage();
      await signInBy(page, scene.link('manager'));
      const people = await scene.records.db
        .selectFrom('person')
        .innerJoin('placement', 'placement.person_id', 'person.person_id')
        .select('name')
        .where('role', '<>', 'regionAdmin')
        .execute();
      const today = londonDay(new Date().toISOString());
      const text = spreadsheet([...new Set(people.map((person) => person.name))], rows, today);
      await visit(page, '/manager/import');
      await page.getByRole('button', { name: w('file.choose') }).waitFor({ timeout: PATIENCE_MS });
      if (slower > 1) await (await phone.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
      await page.evaluate(() => {
        const spot = globalThis as unknown as { longest: number };
        spot.longest = 0;
        let last = performance.now();
        setInterval(() => {
          spot.longest = Math.max(spot.longest, performance.now() - last);
          last = performance.now();
        }, 5);
      });
      const wanted = Math.min(rows, 5000);
      // Everybody of the home is on the phone before the clock runs.
      await page.waitForTimeout(5000);
      const begin = performance.now();
      await page.locator('input[type=file]').setInputFiles({ name: 'training.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      const act = page.getByRole('button', { name: new RegExp(`^Bring in (${wanted}|${wanted.toLocaleString('en-GB')}) records$`) });
      await act.waitFor({ timeout: PATIENCE_MS });
      const dry = performance.now() - begin;
      const from = performance.now();
      await act.click();
      await page.getByText(/records are in$/).waitFor({ timeout: PATIENCE_MS });
      const brought = performance.now() - from;
      const held = async () =>
        (await scene.records.db.selectFrom('fact_log').select('fact_id').where('kind', '=', 'training.record.imported').where('about', 'like', '%-0').execute()).length;
      for (let tries = 0; tries < 300 && (await held()) < wanted; tries += 1) await new Promise((next) => setTimeout(next, 200));
      const delivered = performance.now() - from;
      const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
      console.log(['import', rows, `${slower}×`, Math.round(dry), Math.round(brought), Math.round(delivered), Math.round(longest)].join(' | '));
      await phone.close();
      await scene.close();
    }
  }
  await browser.close();
}
