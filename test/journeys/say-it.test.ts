import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { w } from '../../src/words/say.ts';
import { w as v } from '../../src/words/voice.ts';
import { openPhone, type Watch, watch } from '../support/browser.ts';
import { filesHolding, holds, keptInBrowser } from '../support/canary.ts';
import { temporaryFolder } from '../support/folder.ts';
import { PATIENCE_MS, setSignal } from '../support/visit.ts';
import { openTown, type Town } from '../support/voice-town.ts';

const CANARY = 'Zaunkoenig pfeift 7319 leise';
const REPLY = 'Haubentaucher antwortet 4402';
/** Put where words must not be, to see that they would be found. */
const CONTROL = 'Wendehals dreht 5518 sich';
const PIN = '739215';

/** One young person, one phone, one thing to say: each step builds on the one before it. */
describe('a young person speaks without signal', () => {
  let town: Town;
  let phone: BrowserContext;
  let page: Page;
  let seen: Watch;
  let taps = 0;
  const profile = temporaryFolder();

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  const tap = async (name: string | RegExp) => {
    taps += 1;
    await button(name).click({ timeout: PATIENCE_MS });
  };
  const pin = async () => {
    for (const digit of PIN) await button(digit).click({ timeout: PATIENCE_MS });
  };
  const says = (text: string) => page.getByText(text).first().waitFor({ timeout: PATIENCE_MS });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor({ timeout: PATIENCE_MS });
  /** Names of everything the browser keeps that holds one of the texts, in whichever way. */
  const leaks = async (...texts: string[]) => [...(await keptInBrowser(page))].filter(([, bytes]) => texts.some((text) => holds(bytes, text))).map(([name]) => name);

  beforeAll(async () => {
    town = await openTown();
    phone = await openPhone(profile.path);
    // A letter that is not flagged waits up to 15 minutes by chance: here chance is nought.
    await phone.addInitScript(() => {
      Math.random = () => 0;
    });
    page = await phone.newPage();
    seen = await watch(page);
  });
  afterAll(async () => {
    await phone?.close();
    await town?.close();
    profile.remove();
  });

  it('joins, locks the phone, and needs no signal from then on', async () => {
    await page.goto(await town.joinLink());
    await tap(v('language.en'));
    await tap(v('how.fine'));
    await tap(new RegExp(v('phone.mine')));
    await tap(v('checks.skip'));
    await heading(v('home.title'));
    expect(page.url()).toBe(`${town.origin}/talk`);
    await tap(v('home.lock.says'));
    await tap(new RegExp(v('lock.pin')));
    await pin();
    await says(v('lock.again.pin'));
    await pin();
    await heading(v('home.title'));
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 100));
      // Everything the screens are drawn with is here before the signal goes.
      while (!(await caches.keys()).some((name) => name.includes('precache'))) await new Promise((done) => setTimeout(done, 100));
    });
    await setSignal(phone, false);
  });

  it('R1 says it, chooses an advocate and seals it in at most eight taps', async () => {
    taps = 0;
    await tap(v('home.feel'));
    await tap(w('feeling.sad'));
    await tap(w('next'));
    taps += 1;
    await page.getByLabel(w('words.label')).fill(CANARY);
    await tap(w('next'));
    taps += 1;
    await page.getByRole('checkbox', { name: new RegExp(w('who.kind.advocate')) }).check();
    await tap(w('next'));
    expect(await leaks(CANARY)).toEqual([]);
    await tap(w('check.send'));
    await says(w('sent.waits'));
    expect(taps).toBeLessThanOrEqual(8);
  });

  it('R21 nothing of it can be read on the phone, in any way of writing it, and the lock stands before the rest', async () => {
    await tap(w('sent.happened'));
    await says(w('state.waiting'));
    expect(await leaks(CANARY)).toEqual([]);
    expect((await keptInBrowser(page)).size).toBeGreaterThan(10);
    await page.reload();
    await heading(v('unlock.title'));
    expect(await page.getByText(w('kind.feeling')).count()).toBe(0);
    expect(await leaks(CANARY)).toEqual([]);
  });

  it('R6 with signal it goes by itself, and the advocates alone can read it', async () => {
    await setSignal(phone, true);
    await expect.poll(() => town.inbox('advocate'), { timeout: PATIENCE_MS, interval: 300 }).toHaveLength(1);
    const [thread] = await town.inbox('advocate');
    if (!thread) throw new Error('nothing came');
    expect(await town.open('advocate', thread)).toMatchObject({ kind: 'feeling', text: CANARY, feelings: [{ f: 'sad' }] });
    await expect(town.open('home-larch', thread)).rejects.toThrow('notAddressed');
    expect(await town.inbox('home-larch')).toEqual([]);
    expect(await town.inbox('participation')).toEqual([]);
    expect(await town.act('advocate', thread, 'read', { t: 'read' })).toBe(200);
    expect(await town.act('advocate', thread, 'reply', { t: 'reply', text: REPLY })).toBe(200);
  });

  it('J4 the answer is there under its own signature, and stays there without signal', async () => {
    await pin();
    await heading(v('home.title'));
    await tap(v('home.happened'));
    await says(w('state.answered'));
    await setSignal(phone, false);
    await tap(new RegExp(`^${w('list.open')}`));
    await says(REPLY);
    await says(w('thread.signed'));
    await says(w('thread.who', { name: 'Ada Example', role: 'advocate' }));
    await setSignal(phone, true);
    await tap(w('did.bit'));
    await says(w('did.said', { answer: w('did.bit') }));
    await expect.poll(async () => (await town.inbox('advocate'))[0]?.answers.length, { timeout: PATIENCE_MS, interval: 300 }).toBe(1);
    expect(await leaks(CANARY, REPLY)).toEqual([]);
  });

  it('R9 a draft stays on the phone, behind the lock, and never goes', async () => {
    await tap(v('back'));
    await tap(v('back'));
    await heading(v('home.title'));
    await tap(v('home.idea'));
    await page.getByLabel(w('words.label')).fill(`${CANARY} draft`);
    await tap(w('next'));
    await tap(w('who.keep'));
    await says(w('who.kept'));
    await page.reload();
    await heading(v('unlock.title'));
    expect(await leaks(CANARY)).toEqual([]);
    await pin();
    await tap(v('home.drafts'));
    await says(`${CANARY} draft`);
    expect(await town.inbox('advocate')).toHaveLength(1);
  });

  it('R21 closed, neither the phone’s own disk nor the server’s holds a word of it, and the search would find one', async () => {
    expect(seen.errors).toEqual([]);
    await page.evaluate(async (control) => {
      localStorage.setItem('control', btoa(` ${control}`));
      const open = indexedDB.open('control');
      open.onupgradeneeded = () => open.result.createObjectStore('rows').put({ text: control }, 1);
      await new Promise((done) => {
        open.onsuccess = done;
      });
      open.result.close();
    }, CONTROL);
    expect((await leaks(CONTROL)).sort()).toEqual(['control/rows/0.text', 'localStorage.control']);
    await phone.close();
    expect(filesHolding(profile.path, CONTROL).length).toBeGreaterThan(0);
    expect(filesHolding(town.folder, 'Larch House').length).toBeGreaterThan(0);
    expect(filesHolding(profile.path, CANARY)).toEqual([]);
    expect(filesHolding(profile.path, REPLY)).toEqual([]);
    expect(filesHolding(town.folder, CANARY)).toEqual([]);
    expect(filesHolding(town.folder, REPLY)).toEqual([]);
    expect(town.logs.join('')).not.toContain(CANARY);
  });
});
