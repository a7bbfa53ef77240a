import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import { PATIENCE_MS } from './visit.ts';

const HASHED = /-([\w-]{8})\.(js|css|woff2)$/;

/** The files of each room that a phone keeps for some people only, as the worker of this build lists them. */
export function roomFiles(dist: string): Record<string, string[]> {
  const listed = /\{"manager":\[.*?\]\}/s.exec(readFileSync(path.join(dist, 'sw.js'), 'utf8'))?.[0] ?? '{}';
  return JSON.parse(listed) as Record<string, string[]>;
}

/** Makes a served folder into another edition of the same app, in which every hashed file has another name. The old ones are gone. */
export function publishNext(dist: string): void {
  const files = ['', 'assets'].flatMap((part) => readdirSync(path.join(dist, part)).map((file) => path.join(part, file)));
  const hashed = files.filter((file) => HASHED.test(file)).map((file) => path.basename(file));
  const renamed = (name: string) => name.replace(HASHED, (_all, hash: string, ending: string) => `-${hash.slice(1)}${hash[0] === 'N' ? 'M' : 'N'}.${ending}`);
  for (const file of files.filter((entry) => /\.(br|gz)$/.test(entry))) rmSync(path.join(dist, file));
  for (const file of files.filter((entry) => /\.(js|css|html)$/.test(entry))) {
    const before = readFileSync(path.join(dist, file), 'utf8');
    let text = hashed.reduce((words, name) => words.replaceAll(name, renamed(name)), before);
    if (file === 'index.html') text = text.replace('<head>', '<head><meta name="edition" content="next" />');
    // The page itself has no hash in its name: its revision says that it is another.
    if (file === 'sw.js')
      text = text.replace(/"revision":"([0-9a-f]{32})"(?=,"url":"index\.html")|(?<="url":"index\.html","revision":")([0-9a-f]{32})/, (all) =>
        all.replace(/[0-9a-f]{32}/, 'f'.repeat(32)),
      );
    if (text !== before) writeFileSync(path.join(dist, file), text);
  }
  for (const file of files.filter((entry) => HASHED.test(entry))) renameSync(path.join(dist, file), path.join(dist, path.dirname(file), renamed(path.basename(file))));
}

/** Waits until all files of some rooms are on this phone. */
export async function roomsKept(page: Page, dist: string, rooms: readonly string[]): Promise<void> {
  const listed = roomFiles(dist);
  const wanted = rooms.flatMap((room) => listed[room] ?? ['no such room']);
  const areHeld = () =>
    page.evaluate(async (files) => {
      const held = new Set((await (await caches.open('hearth-rooms')).keys()).map(({ url }) => new URL(url).pathname));
      return files.every((file) => held.has(`/${file}`));
    }, wanted);
  await vi.waitUntil(areHeld, { timeout: PATIENCE_MS, interval: 200 });
}

/** Looks for a new version now, as the app does each hour; resolves when one waits. */
export async function findUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const fresh = registration.installing ?? registration.waiting;
    while (fresh && fresh.state === 'installing') await new Promise((done) => fresh.addEventListener('statechange', done, { once: true }));
  });
}

export const editionOf = (page: Page) => page.evaluate(() => document.querySelector('meta[name="edition"]')?.getAttribute('content') ?? 'first');
