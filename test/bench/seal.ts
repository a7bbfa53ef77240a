import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { launch } from '../support/browser.ts';
import type { SealTools } from '../support/seal/page.ts';
import { servePage } from '../support/seal/serve-page.ts';

declare const seal: SealTools;
const AUDIENCES = 4;
const LETTERS = 600;
const RUNS = 41;
/** Milliseconds, at 6 times slowdown (security reference, G14). */
const GOAL = 50;

type Figures = { here: number[]; worker: number[] };

function middle(values: readonly number[], share = 0.5): string {
  return ([...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? 0).toFixed(1);
}

/** Sealing a view in Chromium, in the page itself and through the keeper's worker, as it is and slowed. */
export async function benchSeal(): Promise<void> {
  const served = await servePage();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(served.address);
    await page.waitForFunction(() => 'seal' in globalThis);
    const devtools = await page.context().newCDPSession(page);
    const rows: string[] = [];
    for (const rate of [1, 4, 6]) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate });
      const figures = await page.evaluate(
        async ({ audiences, letters, runs }): Promise<Figures> => {
          const maker = seal.reader();
          const epochs = await Promise.all(Array.from({ length: audiences }, (_, index) => maker.newEpoch(`adv-${index}`, 1, [])));
          const to = epochs.map(({ pub }, index) => ({ a: `adv-${index}`, e: 1, pub }));
          maker.lock();
          const keeper = seal.young();
          await keeper.begin();
          const text = 'I would like to say. '.repeat(Math.ceil(letters / 21)).slice(0, letters);
          const body = { t: 'view', kind: 'idea', text, use: 'answer', at: '2026-11-22T10:00:00.000Z' } as const;
          const time = async (work: () => Promise<unknown>) => {
            const from = performance.now();
            await work();
            return performance.now() - from;
          };
          const here: number[] = [];
          const worker: number[] = [];
          for (let run = 0; run < runs + 3; run += 1) {
            const one = await time(() => seal.sealEnvelope({ header: { mbox: 'AAAAAAAAAAAAAAAAAAAAAA', unit: 'home-1', safety: 0 }, body: { ...body, tk: to[0]?.pub ?? '' }, to }));
            const other = await time(() => keeper.seal({ body, attachments: [], mailbox: 0, to, unit: 'home-1', safety: false, isWorry: false }));
            // The first few also compile the code.
            if (run >= 3) {
              here.push(one);
              worker.push(other);
            }
          }
          keeper.lock();
          return { here, worker };
        },
        { audiences: AUDIENCES, letters: LETTERS, runs: RUNS },
      );
      rows.push(
        `${String(rate).padStart(4)}×  ${middle(figures.here).padStart(9)}  ${middle(figures.here, 0.95).padStart(9)}  ${middle(figures.worker).padStart(9)}  ${middle(figures.worker, 0.95).padStart(9)}`,
      );
    }
    console.log(`\n${LETTERS} letters sealed to ${AUDIENCES} audiences, ms of ${RUNS} runs (goal: under ${GOAL} at 6×; Node ${process.version}, Chromium ${browser.version()})`);
    console.log(' slow       page     95th %     worker     95th %');
    console.log(rows.join('\n'));
    const assets = path.join(served.folder, 'assets');
    const [worker] = readdirSync(assets).filter((name) => name.startsWith('young-worker-'));
    if (worker)
      console.log(`The worker’s first part is ${(gzipSync(readFileSync(path.join(assets, worker)), { level: 9 }).length / 1000).toFixed(1)} kB compressed, CBOR included.`);
    console.log('The slowdown is the page’s own: it slows neither Web Crypto nor a worker. Real phones must be measured, too.');
  } finally {
    await browser.close();
    await served.close();
  }
}
