import process from 'node:process';
import type { Browser } from 'playwright-core';
import { launch } from '../support/browser.ts';
import { temporaryFolder } from '../support/folder.ts';
import { makeDatabase, startPostgres } from '../support/postgres.ts';
import { buildPage } from './sync/build-page.ts';
import type { Figures } from './sync/cases.ts';
import { crowd, drainBrowser, growth, POOR } from './sync/cases.ts';
import type { Hall } from './sync/hall.ts';
import { openHall } from './sync/hall.ts';

const MARKS = [1000, 10_000, 100_000];

type Case = { name: string; run: (hall: Hall, browser: Browser) => Promise<Figures> };

/** By a word that `--only` may name. */
const CASES: Record<string, Case> = {
  w1: { name: '1,000 facts, one phone', run: (hall, browser) => drainBrowser(hall, browser, { facts: 1000 }) },
  w2: { name: '10,000 facts, one phone', run: (hall, browser) => drainBrowser(hall, browser, { facts: 10_000 }) },
  w3: { name: '200 phones of 50', run: (hall) => crowd(hall, 200, 50) },
  w4: { name: '1,000, 200 ms, 2 % lost', run: (hall, browser) => drainBrowser(hall, browser, { facts: 1000, trouble: POOR }) },
  w5: { name: '1,000, 1 % not valid', run: (hall, browser) => drainBrowser(hall, browser, { facts: 1000, badEvery: 100 }) },
};

function option(name: string): string | null {
  const given = process.argv.slice(2).find((word) => word.startsWith(`--${name}=`));
  const at = process.argv.indexOf(`--${name}`);
  return given?.slice(name.length + 3) ?? (at > 0 ? (process.argv[at + 1] ?? null) : null);
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

const COLUMNS: { head: string; show: (runs: readonly Figures[]) => string }[] = [
  { head: 'ms', show: (runs) => median(runs.map((run) => run.ms)).toFixed(0) },
  { head: 'kB up', show: (runs) => (median(runs.map((run) => run.up)) / 1000).toFixed(1) },
  { head: 'kB down', show: (runs) => (median(runs.map((run) => run.down)) / 1000).toFixed(1) },
  { head: 'B/fact up', show: (runs) => median(runs.map((run) => run.up / run.facts)).toFixed(1) },
  { head: 'requests', show: (runs) => median(runs.map((run) => run.requests)).toFixed(0) },
  { head: 'CPU ms', show: (runs) => median(runs.map((run) => run.cpuMs)).toFixed(0) },
  { head: 'CPU ms/1,000', show: (runs) => median(runs.map((run) => (run.cpuMs / run.facts) * 1000)).toFixed(1) },
  { head: 'MB', show: (runs) => median(runs.map((run) => run.memoryMB)).toFixed(0) },
  ...(['lost', 'duplicated', 'stuck'] as const).map((head) => ({ head, show: (runs: readonly Figures[]) => String(runs.reduce((sum, run) => sum + run[head], 0)) })),
];

type Row = { name: string; runs: Figures[] };

function print(title: string, rows: readonly Row[]): void {
  const cells = rows.map(({ name, runs }) => [name, ...COLUMNS.map((column) => column.show(runs))]);
  const heads = [title, ...COLUMNS.map((column) => column.head)];
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  console.log(`\n${[heads, ...cells].map(line).join('\n')}`);
  if (process.argv.includes('--notes')) for (const { name, runs } of rows) for (const run of runs) if (run.note) console.log(`  ${name}: ${run.note}`);
}

async function benchOn(database: string, databaseUrl: string | null, dist: string, browser: Browser): Promise<Row[]> {
  const times = Number(option('runs') ?? 3);
  const only = option('only')?.split(',') ?? [...Object.keys(CASES), 'growth'];
  const hall = await openHall(dist, databaseUrl, option('profile'));
  const rows: Row[] = [];
  try {
    // The first pushes of a process pay for its being new; every phone after them does not.
    await crowd(hall, 20, 50);
    for (const [word, { name, run }] of Object.entries(CASES)) {
      if (!only.includes(word)) continue;
      console.error(`${name} …`);
      const runs: Figures[] = [];
      for (let time = 0; time < times; time += 1) runs.push(await run(hall, browser));
      rows.push({ name, runs });
    }
    if (only.includes('growth')) {
      console.error('one device, up to 100,000 facts …');
      const found = await growth(hall, MARKS);
      rows.push(...found.map((figures, index) => ({ name: `one device, up to ${MARKS[index]?.toLocaleString('en-GB')}`, runs: [figures] })));
    }
  } finally {
    await hall.close();
  }
  print(`sync, ${database}, median of ${times}`, rows);
  return rows;
}

/**
 * Drains queued facts from a real browser and from a crowd of phones into the real server, and
 * prints what it cost. Figures never fail it; a fact lost, counted twice or left behind does.
 * `--postgres` runs on PostgreSQL, `--runs 5`, `--only w1,w2,growth`, `--notes`, `--profile <folder>`.
 */
export async function benchSync(): Promise<void> {
  const folder = temporaryFolder();
  const cluster = process.argv.includes('--postgres') ? await startPostgres() : null;
  const browser = await launch();
  try {
    await buildPage(folder.path);
    const databaseUrl = cluster === null ? null : await makeDatabase(cluster.url('postgres'));
    const rows = await benchOn(cluster === null ? 'SQLite' : 'PostgreSQL', databaseUrl, folder.path, browser);
    const wrong = rows.filter(({ runs }) => runs.some((run) => run.lost + run.duplicated + run.stuck > 0));
    if (wrong.length > 0) {
      console.error(`\nNot everything arrived exactly once: ${wrong.map((row) => row.name).join(', ')}`);
      process.exitCode = 1;
    }
  } finally {
    await browser.close();
    await cluster?.stop();
    folder.remove();
  }
}
