import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../src/shared/voice/envelope.ts';
import { launch } from '../support/browser.ts';
import { type Cast, makeCast, NOW, partiesOf, sure, UNIT, viewTo, youngHere } from '../support/seal/cast.ts';
import type { SealTools } from '../support/seal/page.ts';
import { servePage } from '../support/seal/serve-page.ts';
import type { Vectors } from '../support/seal/vectors.ts';
import type { Wycheproof } from '../support/seal/wycheproof.ts';

declare const seal: SealTools;
let served: Awaited<ReturnType<typeof servePage>>;
let browser: Browser;
let page: Page;
let cast: Cast;
const faults: string[] = [];
const WORDS = ['abacus', 'abdomen', 'abide', 'zebra', 'zit', 'zoom'];

beforeAll(async () => {
  [served, browser, cast] = await Promise.all([servePage(), launch(), makeCast()]);
  page = await browser.newPage();
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(served.address);
  await page.waitForFunction(() => 'seal' in globalThis);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

describe('in Chromium, as in Node', () => {
  it('G1 every published message of HPKE’s base mode with P-256 seals and opens', async () => {
    const vectors = JSON.parse(readFileSync(new URL('../fixtures/hpke-rfc9180.json', import.meta.url), 'utf8')) as Vectors;
    const tallies = await page.evaluate((given) => seal.runVectors(given), vectors);
    expect(tallies).toHaveLength(4);
    expect(tallies.filter(({ right, of }) => right !== of)).toEqual([]);
  });

  it('G2 C17 every case of Wycheproof ends as it must', async () => {
    const given = JSON.parse(readFileSync(new URL('../fixtures/wycheproof.json', import.meta.url), 'utf8')) as Wycheproof;
    expect(await page.evaluate((cases) => seal.runWycheproof(cases), given)).toEqual({ of: 258, wrong: [] });
  });

  it('G2 the primitives give the published numbers, and refuse what is altered, out of range or off the curve', async () => {
    const tried = await page.evaluate(() => seal.tryPrimitives());
    expect(Object.keys(tried).length).toBeGreaterThan(18);
    expect(Object.entries(tried).filter(([, isRight]) => !isRight)).toEqual([]);
  });

  it('the same six words are the same mailboxes, and what is sealed there opens here', async () => {
    const here = youngHere();
    await here.comeBack(WORDS);
    const view = viewTo(cast.directory, ['adv-07', 'part-07'], 'Sealed on a phone', { attachments: [] });
    const { boxes, envelope } = await page.evaluate(
      async ({ words, view }) => {
        const keeper = seal.young();
        await keeper.comeBack(words);
        const made = { boxes: await keeper.mailboxes(2), envelope: (await keeper.seal(view)).envelope as Envelope };
        keeper.lock();
        return made;
      },
      { words: WORDS, view },
    );
    expect(boxes).toEqual(await here.mailboxes(2));
    for (const [name, a] of [
      ['Amira', 'adv-07'],
      ['Dev', 'part-07'],
    ] as const)
      expect(await cast.reader(name).keeper.open(envelope, { a, e: 4 }, null, cast.directory)).toMatchObject({ ok: true, body: { text: 'Sealed on a phone' } });
  });

  it('an answer sealed and signed here opens there, and a forged one does not', async () => {
    const here = youngHere();
    await here.comeBack(WORDS);
    const { envelope } = await here.seal(viewTo(cast.directory, ['adv-07'], 'Hello'));
    const amira = cast.reader('Amira').keeper;
    const opened = await amira.open(envelope, { a: 'adv-07', e: 4 }, null, cast.directory);
    if (!opened.ok || opened.body.t !== 'view') throw new Error('not opened');
    const { message } = await amira.answer(
      { t: 'reply', re: opened.header.id, a: 'adv-07', at: NOW, text: 'I will ask them today' },
      { tk: opened.body.tk, audiences: partiesOf(cast.directory, 'adv-07') },
      { mbox: opened.header.mbox, unit: UNIT, safety: 0 },
      [],
    );
    const [right, wrong] = await page.evaluate(
      async ({ words, message, directory }) => {
        const keeper = seal.young();
        await keeper.comeBack(words);
        const answers = [await keeper.open(message, directory), await keeper.open({ ...message, body: `A${message.body.slice(1)}` }, directory)];
        keeper.lock();
        return answers.map((answer) => (answer.ok ? { by: answer.by, body: answer.body } : answer.why));
      },
      { words: WORDS, message, directory: cast.directory },
    );
    expect(right).toMatchObject({ by: { name: 'Amira', role: 'advocate' }, body: { text: 'I will ask them today' } });
    expect(wrong).toBe('forged');
  });

  it('a reader’s keys, made in the worker, come back from the device’s database and still cannot be taken out', async () => {
    const outcome = await page.evaluate(async () => {
      const keeper = seal.reader();
      const device = await seal.kept(await keeper.makeDevice());
      const { pub, keys } = await keeper.newEpoch('adv-07', 1, [{ d: device.d, dk: device.dkPub }]);
      const audience = {
        a: 'adv-07',
        kind: 'advocate' as const,
        unit: 'home-1',
        name: 'x',
        epochs: [{ e: 1, pub, from: '2026-01-01T00:00:00.000Z' }],
        hours: { days: [], from: '00:00', to: '23:59' },
      };
      const directory = { v: 1 as const, version: 1, issuedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2028-01-01T00:00:00.000Z', audiences: [audience], devices: [] };
      const taken = await keeper.takeKeys(device, keys, directory);
      const { envelope } = await seal.sealEnvelope({
        header: { mbox: 'AAAAAAAAAAAAAAAAAAAAAA', unit: 'home-1', safety: 0 },
        body: { t: 'view', kind: 'idea', text: 'From a phone', use: 'answer', tk: device.dkPub, at: '2026-11-22T10:00:00.000Z' },
        to: [{ a: 'adv-07', e: 1, pub }],
      });
      const opened = await keeper.open(envelope, { a: 'adv-07', e: 1 }, null, directory);
      const out = await crypto.subtle.exportKey('jwk', device.dk.privateKey).then(
        () => 'exported',
        () => 'kept',
      );
      keeper.lock();
      return { held: taken.held, text: opened.ok && 'text' in opened.body ? opened.body.text : null, out };
    });
    expect(outcome).toEqual({ held: [{ a: 'adv-07', e: 1 }], text: 'From a phone', out: 'kept' });
  });

  it('the lock of the phone holds over its database, and locking ends the worker in the middle of its work', async () => {
    const outcome = await page.evaluate(async () => {
      const keeper = seal.young();
      const { words } = await keeper.begin();
      const row = await seal.kept(await keeper.setLock('pin', '493027'));
      const draft = await seal.kept(await keeper.keepDraft({ text: 'a draft' }));
      const pending = keeper.mailboxes(5).then(
        () => 'answered',
        (fault: Error) => fault.name,
      );
      keeper.lock();
      const wrong = await keeper.unlock(row.lock, '000000', row.thread);
      const right = await keeper.unlock(row.lock, '493027', row.thread);
      const again = await keeper.words();
      const read = await keeper.readDraft(draft);
      keeper.lock();
      return { pending: await pending, wrong, right, isSame: JSON.stringify(again) === JSON.stringify(words), read, count: words.length };
    });
    expect(outcome).toEqual({ pending: 'KeysGone', wrong: false, right: true, isSame: true, read: { text: 'a draft' }, count: 6 });
  });

  it('a worker that cannot start says so, and leaves nothing waiting', async () => {
    const fault = await page.evaluate(async () => {
      const keeper = seal.broken();
      const name = await keeper.begin().then(
        () => 'answered',
        (failure: Error) => failure.name,
      );
      return { name, isOpen: keeper.isOpen() };
    });
    expect(fault).toEqual({ name: 'KeysGone', isOpen: false });
    // The browser says that the file is missing. Nothing else may complain.
    faults.splice(0, faults.length, ...faults.filter((said) => !said.includes('404')));
  });

  it('nothing of it was stopped by the app’s rules for scripts, nor complained', () => {
    expect(faults).toEqual([]);
    expect(sure(served).address).toContain('127.0.0.1');
  });
});
