import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { roomsOf } from '../../src/app/kept-rooms.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import { w as academy } from '../../src/words/academy.ts';
import { w } from '../../src/words/app.ts';
import { h } from '../../src/words/hall.ts';
import { w as manage } from '../../src/words/manager.ts';
import { s } from '../../src/words/state.ts';

/** Generous: a busy machine is no fault of the page. */
export const PATIENCE_MS = 20_000;

export const status = (page: Page) => page.locator('header').getByRole('status');

/** Waits until everything on this phone has been delivered and the page has heard so. */
export async function settled(page: Page): Promise<void> {
  await status(page)
    .filter({ hasText: w('status.delivered') })
    .waitFor({ timeout: PATIENCE_MS });
}

/** Opens a demonstration link and waits for the person's own first page. */
export async function signInBy(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link').first().waitFor({ timeout: PATIENCE_MS });
  await settled(page);
}

/** Waits until every course on the person's list is on this phone. */
export async function coursesKept(page: Page): Promise<void> {
  await visit(page, '/academy');
  const row = (says: string) => page.getByRole('main').locator('li').filter({ hasText: says }).first();
  await row(academy('kept.yes')).waitFor({ state: 'attached', timeout: PATIENCE_MS });
  await row(academy('kept.no')).waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

/** Waits until the rooms of whoever signed in here are on this phone, as its worker lists them. */
async function roomsHere(page: Page): Promise<void> {
  const { roles, script } = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open('hearth');
      opening.onsuccess = () => done(opening.result);
    });
    const mark = await new Promise<{ value: SignedIn | null } | undefined>((done) => {
      const reading = db.transaction('marks').objectStore('marks').get('signedIn');
      reading.onsuccess = () => done(reading.result);
    });
    db.close();
    return { roles: mark?.value?.roles ?? [], script: await (await fetch('/sw.js')).text() };
  });
  const listed = JSON.parse(/\{"manager":\[.*?\]\}/s.exec(script)?.[0] ?? '{}') as Record<string, string[]>;
  const wanted = roomsOf(roles, true).flatMap((room) => listed[room] ?? []);
  const areHere = await page.evaluate(
    async ([files, patience]) => {
      const until = Date.now() + patience;
      for (;;) {
        const held = new Set((await (await caches.open('hearth-rooms')).keys()).map(({ url }) => new URL(url).pathname));
        if (files.every((file) => held.has(`/${file}`))) return true;
        if (Date.now() > until) return false;
        await new Promise((next) => setTimeout(next, 100));
      }
    },
    [wanted, PATIENCE_MS] as const,
  );
  if (!areHere) throw new Error('the rooms of whoever signed in are not here');
}

/** Waits until the worker controls the page, and courses and rooms are here: from now on no signal is needed. */
export async function readyForOffline(page: Page): Promise<void> {
  await coursesKept(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
  await roomsHere(page);
}

/** The phone loses its signal, or finds it again. */
export async function setSignal(context: BrowserContext, hasSignal: boolean): Promise<void> {
  await context.setOffline(!hasSignal);
}

/** The system ends the tab without asking it, as phones do to save memory. */
export async function killTab(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash', { timeout: PATIENCE_MS });
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

/** A phone's own passkeys, made and used without a finger. */
export async function givePasskeys(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return session;
}

/** Goes to an address of the same server, as typing it would. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
}

/** Asks to sign out, looks at what the page warns of, and confirms. */
export async function signOut(page: Page, warning: string = h('signOut.clean')): Promise<void> {
  await visit(page, '/more');
  await page.getByRole('button', { name: h('more.signOut') }).click();
  await page.getByRole('dialog').getByText(warning).waitFor({ timeout: PATIENCE_MS });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: h('signOut.act') })
    .click();
  await page.getByRole('heading', { name: h('signIn.title'), level: 1 }).waitFor({ timeout: PATIENCE_MS });
}

/** The manager invites a carer; what the page shows is the link. */
export async function invite(manager: Page, name: string): Promise<string> {
  await visit(manager, '/manager/people/invite');
  await manager.getByLabel(manage('invite.name')).fill(name);
  await manager.getByRole('radio', { name: s('role.carer'), exact: true }).check();
  await manager.getByRole('button', { name: manage('invite.act') }).click();
  await manager.getByRole('heading', { name: manage('link.title', { name }), level: 1 }).waitFor({ timeout: PATIENCE_MS });
  return manager.getByLabel(manage('link.label')).inputValue();
}
