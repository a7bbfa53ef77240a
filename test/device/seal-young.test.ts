import { beforeAll, describe, expect, it } from 'vitest';
import { b64, sha256, sureBytes, utf8 } from '../../src/seal/bytes.ts';
import { readWords, rootOf } from '../../src/seal/card.ts';
import type { YoungKeeper } from '../../src/seal/keeper.ts';
import type { Link } from '../../src/seal/link.ts';
import { WORDS } from '../../src/seal/word-list.ts';
import { makeYoungEngine, type YoungEngine } from '../../src/seal/young-engine.ts';
import { makeYoungKeeper } from '../../src/seal/young-keeper.ts';
import type { ReaderBody } from '../../src/shared/voice/sealed-body.ts';
import { type Cast, type CastReader, makeCast, makeSigner, NOW, partiesOf, sure, UNIT, viewTo, youngHere } from '../support/seal/cast.ts';

let cast: Cast;
let young: YoungKeeper;
beforeAll(async () => {
  cast = await makeCast();
  young = youngHere();
  await young.begin();
});

const reply = (re: string, a: string, text = 'I read it. Thank you.'): ReaderBody => ({ t: 'reply', re, a, at: NOW, text });
/** A view to the advocates, opened by Amira, as both ends have it. */
async function sent(text = 'I want to see my sister', mailbox = 0) {
  const { envelope, id, chunks } = await young.seal(viewTo(cast.directory, ['adv-07'], text, { mailbox }));
  const opened = await cast.reader('Amira').keeper.open(envelope, { a: 'adv-07', e: 4 }, null, cast.directory);
  if (!opened.ok || opened.body.t !== 'view') throw new Error('not opened');
  return { envelope, id, chunks, tk: opened.body.tk, mbox: opened.header.mbox };
}
async function answered(by: CastReader, body: ReaderBody, view: { tk: string; mbox: string }, a = 'adv-07') {
  return (await by.keeper.answer(body, { tk: view.tk, audiences: partiesOf(cast.directory, a) }, { mbox: view.mbox, unit: UNIT, safety: 0 }, [])).message;
}

describe('the six words', () => {
  it('are six of 7,776, and the same root comes of them on any phone', async () => {
    expect(WORDS).toHaveLength(7776);
    expect(WORDS[0]).toBe('abacus');
    expect(WORDS.at(-1)).toBe('zoom');
    expect(new Set(WORDS).size).toBe(7776);
    const one = youngHere();
    const { words } = await one.begin();
    expect(words).toHaveLength(6);
    const other = youngHere();
    expect(await other.comeBack(words.map((word) => ` ${word.toUpperCase()} `))).toBe(true);
    expect(await other.mailboxes(3)).toEqual(await one.mailboxes(3));
    expect(await other.words()).toEqual(words);
  });

  it('that are not of the list, or not six, open nothing', async () => {
    const keeper = youngHere();
    for (const wrong of [[], ['abacus'], Array(7).fill('abacus'), ['abacus', 'abacus', 'abacus', 'abacus', 'abacus', 'notaword']]) expect(await keeper.comeBack(wrong)).toBe(false);
    expect(keeper.isOpen()).toBe(false);
    expect(await readWords(['abacus  zoom', 'felt-tip', 'T-SHIRT', 'abacus', 'zoom'])).toEqual(['abacus', 'zoom', 'felt-tip', 't-shirt', 'abacus', 'zoom']);
  });

  it('give these bytes for ever: a card printed today opens in five years', async () => {
    const root = await rootOf(['abacus', 'abdomen', 'abide', 'zebra', 'zit', 'zoom']);
    expect(b64(root)).toBe('nVM7-tmjJ9xZtQl72JQww67hEHHC3r5XPk-yUCGMkpE');
    const keeper = youngHere();
    await keeper.comeBack(['abacus', 'abdomen', 'abide', 'zebra', 'zit', 'zoom']);
    const [first] = await keeper.mailboxes(1);
    expect(first).toEqual({ secret: 'F8uwRCaO6G0-5jvbwOA5IG-GR69NhegW0OB08WaOM0s', mbox: 'PdpzUP3B0RkE9nFRuEZ1MQ' });
    expect(b64((await sha256(utf8('voice/v1/mailbox'), sureBytes(sure(first).secret))).subarray(0, 16))).toBe(sure(first).mbox);
  });
});

describe('what a young person sends', () => {
  it('opens for those they chose and for nobody else, voice note and drawing with it', async () => {
    const note = new Uint8Array(150_000).map((_, index) => index % 251);
    const { envelope, id, chunks } = await young.seal(
      viewTo(cast.directory, ['adv-07'], 'It is easier to say', {
        attachments: [
          { kind: 'voice', type: 'audio/webm', seconds: 31, bytes: note },
          { kind: 'drawing', type: 'image/png', bytes: Uint8Array.of(1, 2, 3) },
        ],
      }),
    );
    expect(chunks.map(({ chunks: parts }) => parts.length)).toEqual([3, 1]);
    expect(chunks.flatMap(({ chunks: parts }) => parts.map((part) => (part.length - 16) % 16_384))).toEqual([0, 0, 0, 0]);
    const opened = await cast.reader('Ben').keeper.open(envelope, { a: 'adv-07', e: 4 }, null, cast.directory);
    expect(opened).toMatchObject({ ok: true, body: { text: 'It is easier to say', attachments: [{ seconds: 31, bytes: 150_000 }, { kind: 'drawing' }] }, header: { id } });
    if (!opened.ok || opened.body.t !== 'view') throw new Error('not opened');
    const [voice] = sure(opened.body.attachments);
    const sealed = sure(chunks[0]).chunks;
    expect(await cast.reader('Ben').keeper.openChunks(sure(voice), opened.secret, sealed)).toEqual(note);
    expect(await cast.reader('Carys').keeper.open(envelope, { a: 'part-07', e: 4 }, null, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
    expect(await cast.reader('Carys').keeper.open(envelope, { a: 'adv-07', e: 4 }, null, cast.directory)).toEqual({ ok: false, why: 'notAddressed' });
    const [one, two, three] = sealed.map((part) => sure(part));
    const cutShort = sure(three).slice(0, -1);
    for (const wrong of [[], [one, two], [two, one, three], [one, three, two], [one, two, three, three], [one, two, cutShort], [one, two, new Uint8Array(0)]])
      expect(
        await young.openChunks(
          sure(voice),
          opened.secret,
          wrong.map((part) => sure(part)),
        ),
      ).toBeNull();
    expect(await young.openChunks({ ...sure(voice), bytes: 149_999 }, opened.secret, sealed)).toBeNull();
    expect(await young.openChunks(sure(voice), new Uint8Array(32), sealed)).toBeNull();
  });

  it('says nothing outside the seal but what the format names', async () => {
    const { envelope } = await young.seal(viewTo(cast.directory, ['adv-07'], 'canary-of-this-test', { isWorry: true, safety: true }));
    const header = JSON.parse(new TextDecoder().decode(sureBytes(envelope.header))) as Record<string, unknown>;
    expect(Object.keys(header).sort()).toEqual(['aud', 'cat', 'commit', 'id', 'mbox', 'safety', 'suite', 'unit', 'v']);
    expect(header).toMatchObject({ cat: 'worry', safety: 1, unit: UNIT });
    const plain = JSON.stringify(envelope) + new TextDecoder().decode(sureBytes(envelope.body));
    expect(plain).not.toContain('canary-of-this-test');
    expect(plain).not.toContain(b64(utf8('canary-of-this-test')).slice(0, 20));
  });
});

describe('an answer', () => {
  it('opens on the phone without signal, and says who gave it from the signed directory alone', async () => {
    const view = await sent();
    const message = await answered(cast.reader('Amira'), reply(view.id, 'adv-07'), view);
    expect(await young.open(message, cast.directory, view.mbox)).toMatchObject({
      ok: true,
      body: { text: 'I read it. Thank you.', re: view.id },
      by: { name: 'Amira', role: 'advocate' },
    });
    // And the reader's own audience has it, too.
    expect(await cast.reader('Ben').keeper.open(message, { a: 'adv-07', e: 4 }, null, cast.directory)).toMatchObject({ ok: true, body: { t: 'reply' } });
  });

  it('C11 is refused when another signed it, when nobody listed did, or in another audience’s name', async () => {
    const view = await sent();
    const [amira, carys] = [cast.reader('Amira'), cast.reader('Carys')];
    const message = await answered(amira, reply(view.id, 'adv-07'), view);
    expect(await young.open({ ...message, cert: carys.device.d }, cast.directory)).toEqual({ ok: false, why: 'forged' });
    expect(await young.open({ ...message, cert: 'nobodynobodynobodynobA' }, cast.directory)).toEqual({ ok: false, why: 'unknownDevice' });
    expect(await young.open({ ...message, sig: b64(new Uint8Array(64)) }, cast.directory)).toEqual({ ok: false, why: 'forged' });
    const stranger = await makeSigner('x');
    expect(await young.open({ ...message, sig: sure((await answered(carys, reply(view.id, 'part-07'), view, 'part-07')).sig) }, cast.directory)).toEqual({
      ok: false,
      why: 'forged',
    });
    expect(stranger.pub).toHaveLength(87);
    const inAnotherName = await answered(carys, reply(view.id, 'adv-07'), view);
    expect(await young.open(inAnotherName, cast.directory)).toEqual({ ok: false, why: 'forged' });
  });

  it('C11 is refused with anything in it altered: no boundary between its parts can move', async () => {
    const view = await sent();
    const message = await answered(cast.reader('Amira'), reply(view.id, 'adv-07'), view);
    const other = await answered(cast.reader('Amira'), reply(view.id, 'adv-07', 'Something else'), view);
    for (const part of ['header', 'iv', 'body', 'slots'] as const)
      expect(await young.open({ ...message, [part]: other[part] }, cast.directory), part).toEqual({ ok: false, why: 'forged' });
    expect(await young.open({ ...message, iv: message.iv + message.body.slice(0, 4), body: message.body.slice(4) }, cast.directory)).toEqual({ ok: false, why: 'forged' });
  });

  it('C7 that belongs to another thread is refused there', async () => {
    const [one, two] = [await sent('One', 0), await sent('Two', 1)];
    const message = await answered(cast.reader('Amira'), reply(one.id, 'adv-07'), one);
    expect(await young.open(message, cast.directory, two.mbox)).toEqual({ ok: false, why: 'notAddressed' });
    const stranger = youngHere();
    await stranger.begin();
    expect(await stranger.open(message, cast.directory)).toEqual({ ok: false, why: 'slot' });
  });

  it('C8 of a device whose time is over is refused; what it said before stays true', async () => {
    const view = await sent();
    const amira = cast.reader('Amira');
    const before = await answered(amira, reply(view.id, 'adv-07'), view);
    const after = await answered(amira, { ...reply(view.id, 'adv-07'), at: '2026-11-22T12:00:00.000Z' }, view);
    const revoked = {
      ...cast.directory,
      devices: cast.directory.devices.map((device) => (device.d === amira.device.d ? { ...device, revokedAt: '2026-11-22T11:30:00.000Z' } : device)),
    };
    expect(await young.open(before, revoked)).toMatchObject({ ok: true });
    expect(await young.open(after, revoked)).toEqual({ ok: false, why: 'forged' });
    const late = await answered(amira, { ...reply(view.id, 'adv-07'), at: '2027-06-01T00:00:00.000Z' }, view);
    expect(await young.open(late, cast.directory)).toEqual({ ok: false, why: 'forged' });
  });
});

describe('the lock of the phone', () => {
  it('opens with the right PIN and gives back the same thread, words and drafts', async () => {
    const keeper = youngHere();
    const { words } = await keeper.begin();
    const { lock, thread } = await keeper.setLock('pin', '493027');
    const draft = await keeper.keepDraft({ text: 'not yet', sound: Uint8Array.of(1, 2, 3) });
    const [box] = await keeper.mailboxes(1);
    const next = youngHere();
    expect(await next.unlock(lock, '493028', thread)).toBe(false);
    expect(next.isOpen()).toBe(false);
    expect(await next.unlock(lock, '493027', thread)).toBe(true);
    expect(await next.words()).toEqual(words);
    expect(await next.mailboxes(1)).toEqual([box]);
    expect(await next.readDraft(draft)).toEqual({ text: 'not yet', sound: Uint8Array.of(1, 2, 3) });
    for (const wrong of ['', '03-17-22-41-63', '4930270']) expect(await youngHere().unlock(lock, wrong, thread)).toBe(false);
  });

  it('E21 is bound to this phone: what lies beside the lock does not open with another phone’s key', async () => {
    const keeper = youngHere();
    await keeper.begin();
    const { lock, thread } = await keeper.setLock('pictures', '03-17-22-41-63');
    const elsewhere = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    expect(await youngHere().unlock({ ...lock, device: elsewhere }, '03-17-22-41-63', thread)).toBe(false);
    expect(lock.device.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', lock.device)).rejects.toThrow();
    const altered = { ...thread, sealed: thread.sealed.slice(1) };
    expect(await youngHere().unlock(lock, '03-17-22-41-63', altered)).toBe(false);
  });

  it('a draft locked under one thing is not read as another', async () => {
    const keeper = youngHere();
    await keeper.begin();
    const { thread } = await keeper.setLock('pin', '493027');
    expect(await keeper.readDraft(thread)).toBeNull();
    const other = youngHere();
    await other.begin();
    expect(await other.readDraft(await keeper.keepDraft('x'))).toBeNull();
  });

  it('locking drops every key at once, and an unlock that was under way opens nothing', async () => {
    const ended: number[] = [];
    const links: Link<YoungEngine>[] = [];
    const keeper = makeYoungKeeper(() => {
      const link = { engine: makeYoungEngine(), end: () => ended.push(links.length) };
      links.push(link);
      return link;
    });
    await keeper.begin();
    const { lock, thread } = await keeper.setLock('pin', '493027');
    expect(keeper.isOpen()).toBe(true);
    keeper.lock();
    expect(keeper.isOpen()).toBe(false);
    expect(ended).toHaveLength(1);
    expect(await keeper.words()).toBeNull();
    await expect(keeper.mailboxes(1)).rejects.toThrow('locked');
    const underWay = keeper.unlock(lock, '493027', thread);
    keeper.lock();
    expect(await underWay).toBe(false);
    expect(keeper.isOpen()).toBe(false);
    expect(await keeper.unlock(lock, '493027', thread)).toBe(true);
  });

  it('a worker that ends by itself takes its keys with it: the phone is locked, and opens again', async () => {
    let isOver = false;
    const keeper = makeYoungKeeper(() => {
      isOver = false;
      return { engine: makeYoungEngine(), end: () => undefined, isOver: () => isOver };
    });
    await keeper.begin();
    const { lock, thread } = await keeper.setLock('pin', '493027');
    isOver = true;
    expect(keeper.isOpen()).toBe(false);
    expect(await keeper.words()).toBeNull();
    await expect(keeper.mailboxes(1)).rejects.toThrow('locked');
    expect(await keeper.unlock(lock, '493027', thread)).toBe(true);
    expect(keeper.isOpen()).toBe(true);
  });
});
