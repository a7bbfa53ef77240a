import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { w } from '../../src/words/app.ts';
import type { PhoneBooks } from './books.ts';
import { phoneBooks, ServerBooks } from './books.ts';
import { openPhone } from './browser.ts';
import { temporaryFolder } from './folder.ts';
import { begin, courseOf, heading, headingsOf, openModule, playModule } from './learner.ts';
import { RoughProxy } from './rough-proxy.ts';
import { ServerProcess } from './server-process.ts';
import { PATIENCE_MS, readyForOffline, settled, signInBy, status } from './visit.ts';

export type RoughScene = Awaited<ReturnType<typeof openRoughScene>>;

/** The demonstration as a process that may die, behind a network that may do anything. */
export async function openRoughScene(dist?: string) {
  const folder = temporaryFolder();
  const dataDir = `${folder.path}/data`;
  const server = new ServerProcess(dataDir, dist);
  const proxy = new RoughProxy();
  await Promise.all([server.start(), proxy.open()]);
  proxy.target = server.port;
  let phones = 0;
  return {
    server,
    proxy,
    dataDir,
    folder: folder.path,
    origin: proxy.origin,
    books: new ServerBooks(dataDir),
    link(who: 'carer' | 'deputy' | 'manager' | 'senior'): string {
      const link = server.links[who];
      if (!link) throw new Error(`the demonstration has no ${who}`);
      return `${proxy.origin}/sign-in${new URL(link).hash}`;
    },
    /** A new phone with a person signed in, the worker in charge and the courses kept. */
    async phone(who: 'carer' | 'deputy'): Promise<{ context: BrowserContext; page: Page }> {
      phones += 1;
      const context = await openPhone(`${folder.path}/phone-${phones}`);
      const page = await context.newPage();
      await signInBy(page, this.link(who));
      await readyForOffline(page);
      await settled(page);
      return { context, page };
    },
    close: async () => {
      await proxy.close();
      await server.kill();
      folder.remove();
    },
  };
}

/** A module begun is one fact, and what its questions are answered with comes after. */
export async function startModule(page: Page, courseId: string, moduleId: string, to = 0): Promise<void> {
  const course = courseOf(courseId);
  await openModule(page, course, moduleId);
  await begin(page);
  await playModule(page, course, moduleId, { to });
  await heading(page, headingsOf(course, moduleId)[to] ?? '').waitFor({ timeout: PATIENCE_MS });
}

/** Every sentence the header says from now on, in order, across reloads of this tab. */
export async function keepSayings(page: Page): Promise<string[]> {
  const said: string[] = [];
  await page.exposeFunction('reportStatus', (says: string) => {
    if (said.at(-1) !== says) said.push(says);
  });
  const begin = () => {
    const { reportStatus } = globalThis as unknown as { reportStatus(says: string): void };
    const look = () => {
      const says = document.querySelector('header [role="status"]')?.textContent;
      if (says) reportStatus(says);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    look();
  };
  await page.addInitScript(begin);
  await page.evaluate(begin);
  return said;
}

/** Waits until the header says this; what it says of a number of things is a word in the phrasebook. */
export async function says(page: Page, sentence: string | RegExp): Promise<void> {
  await status(page).filter({ hasText: sentence }).waitFor({ timeout: PATIENCE_MS });
}

/** The phone notices its signal again, as it does every so often: nobody presses anything. */
export async function notice(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** Notices again and again until it is so: a phone that was busy just then has not heard the first time. */
export async function noticeUntil(page: Page, isSo: () => boolean | Promise<boolean>, what = 'it is so'): Promise<void> {
  const look = async () => {
    if (await isSo()) return true;
    await notice(page);
    return false;
  };
  await expect.poll(look, { timeout: 2 * PATIENCE_MS, interval: 300, message: what }).toBe(true);
}

/**
 * All that was made on this phone is with the server, once and unchanged, and the phone knows it
 * (I1, I2, I3, I15). Numbers without a gap show that nothing made here has vanished.
 */
export async function expectAllArrived(scene: RoughScene, page: Page): Promise<PhoneBooks> {
  await noticeUntil(page, async () => (await phoneBooks(page)).open.length === 0, 'no line is open');
  await settled(page);
  const phone = await phoneBooks(page);
  expect(phone.open).toEqual([]);
  expect(phone.refused).toEqual([]);
  expectHolds(scene, phone);
  expect(await status(page).innerText()).toBe(w('status.delivered'));
  return phone;
}

/** The server's books name each fact of this phone once, with the bytes its receipt is for. */
export function expectHolds(scene: RoughScene, phone: PhoneBooks): void {
  const entries = scene.books.entriesOf(phone.deviceId);
  const numbered = Object.entries(phone.lastSeq).flatMap(([owner, last]) => Array.from({ length: last }, (_, index) => `${owner} ${index + 1}`));
  expect(entries.map(({ owner, seq }) => `${owner} ${seq}`).sort()).toEqual(numbered.sort());
  expect(entries.filter(({ state }) => state !== 'recorded')).toEqual([]);
  expect(phone.receipts.map(({ factId, hash }) => `${factId} ${hash}`).sort()).toEqual(entries.map(({ factId, hash }) => `${factId} ${hash}`).sort());
  expect(scene.books.doubled(phone.deviceId)).toEqual([]);
}
