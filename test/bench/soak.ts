import { appendFileSync, mkdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Plays histories of the simulation until its time is over: `npm run soak -- --minutes 10 --seed 1`.
 * Each seed is good for a hundred; then comes the next. A broken promise is printed with its seed
 * and kept in a file, and ends the run. `--path` plays one failure again.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' }, path: { type: 'string' }, runs: { type: 'string', default: '100' } },
});
const MINUTE_MS = 60_000;
const SAY_EVERY_MS = 30_000;

// The tests take the same build of Dexie, whose turns a trace depends on.
registerHooks({ resolve: (specifier, context, next) => next(specifier === 'dexie' ? 'dexie/dist/modern/dexie.min.mjs' : specifier, context) });
const { findBroken, sayFound } = await import('../support/simulation/runs.ts');

const startedAt = performance.now();
const endsAt = startedAt + Number(values.minutes) * MINUTE_MS;
const counts: Record<string, number> = {};
let histories = 0;
let saidAt = startedAt;

function say(): void {
  const { facts = 0, requests = 0, bytes = 0, ...faults } = counts;
  const list = Object.entries(faults)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([fault, times]) => `${fault} ${times}`);
  const minutes = ((performance.now() - startedAt) / MINUTE_MS).toFixed(1);
  console.log(`${minutes} min: ${histories} histories, ${facts} facts, ${requests} requests, ${Math.round(bytes / 1024)} KiB up. Faults: ${list.join(', ')}`);
  saidAt = performance.now();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    say();
    process.exit(0);
  });

const one = values.path === undefined ? {} : { path: values.path };
for (let seed = Number(values.seed); performance.now() < endsAt; seed += 1) {
  const found = await findBroken({
    ...{ seed, runs: Number(values.runs), withinMs: endsAt - performance.now() },
    ...one,
    onHistory: (outcome) => {
      histories += 1;
      for (const [what, times] of Object.entries(outcome.counts)) counts[what] = (counts[what] ?? 0) + times;
      if (performance.now() - saidAt >= SAY_EVERY_MS) say();
    },
  });
  if (found) {
    const folder = path.join(os.tmpdir(), 'hearth-soak');
    mkdirSync(folder, { recursive: true });
    const text = sayFound(found);
    appendFileSync(path.join(folder, 'failures.txt'), `${new Date().toISOString()}\n${text}\n\n`);
    console.log(text);
    say();
    process.exit(1);
  }
  if (values.path !== undefined) break;
}
say();
console.log(values.path === undefined ? 'Every promise was kept.' : 'This history breaks no promise.');
