import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomFiles } from '../support/editions.ts';
import { root } from '../support/sources.ts';

/** What is asked of a first visit, in bytes on the wire (experience reference, section 2). It is read from the last build, where there is one. */
const dist = path.join(root, 'dist');
const isBuilt = existsSync(path.join(dist, 'sw.js.br'));

const bytesOf = (file: string) => statSync(path.join(dist, existsSync(path.join(dist, `${file}.br`)) ? `${file}.br` : file)).size;
const sum = (files: Iterable<string>) => [...new Set(files)].reduce((total, file) => total + bytesOf(file), 0);
const read = (file: string) => readFileSync(path.join(dist, file), 'utf8');

function needed(file: string): string[] {
  const found = new Set<string>();
  const look = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, next = ''] of read(name).matchAll(/(?:from|import)"[./]+(?:assets\/)?([\w.-]+)"/g)) look(existsSync(path.join(dist, 'assets', next)) ? `assets/${next}` : next);
  };
  look(file);
  return [...found];
}

const named = (page: string, ending: string) => [...read(page).matchAll(new RegExp(`"/(assets/[^"]+\\.${ending})"`, 'g'))].map(([, file = '']) => file);
const one = (name: string) =>
  Object.values(roomFiles(dist))
    .flat()
    .find((file) => file.startsWith(`assets/${name}-`)) ?? 'missing';
const keptBy = (worker: string) => [...read(worker).matchAll(/"url":"([^"]+)"/g)].map(([, file = '']) => file);

describe.runIf(isBuilt)('a first visit stays within its budget', () => {
  // All that arrives before the first screen can be used; what takes care of the phone comes after it.
  const first = named('index.html', 'js');
  const forAll = [...keptBy('sw.js'), ...needed('sw.js')];
  const { manager = [] } = roomFiles(dist);

  it('a carer’s: 95 kB of JavaScript, 10 of style, 280 in all', () => {
    expect(first.length).toBeGreaterThan(3);
    expect(sum(first)).toBeLessThanOrEqual(95_000);
    expect(sum(named('index.html', 'css').filter((file) => !/rooms-|region-/.test(file)))).toBeLessThanOrEqual(10_000);
    expect(sum(forAll)).toBeLessThanOrEqual(280_000);
  });

  it('a manager’s: 115 kB of JavaScript, 12 of style, and with the worker’s own scripts 380 in all', () => {
    expect(sum([...first, ...needed(one('matrix'))])).toBeLessThanOrEqual(115_000);
    expect(sum(named('index.html', 'css').filter((file) => !file.includes('region-')))).toBeLessThanOrEqual(12_000);
    expect(sum([...forAll, ...manager])).toBeLessThanOrEqual(380_000);
  });

  it('a young person’s: 75 kB of JavaScript, 8 of style, 150 in all', () => {
    expect(sum(named('talk.html', 'js'))).toBeLessThanOrEqual(75_000);
    expect(sum(named('talk.html', 'css'))).toBeLessThanOrEqual(8_000);
    expect(sum([...keptBy('talk-sw.js'), ...needed('talk-sw.js')])).toBeLessThanOrEqual(150_000);
  });
});
