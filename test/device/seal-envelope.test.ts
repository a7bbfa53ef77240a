import process from 'node:process';
import * as core from '@hpke/core';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { b64, bytesOf, joined, sha256, sureBytes, utf8 } from '../../src/seal/bytes.ts';
import { addSlot, openEnvelope, sealEnvelope, TooLong } from '../../src/seal/envelope.ts';
import type { Pair } from '../../src/seal/hpke.ts';
import { freshPair, hpkeSeal, pointOf, scalarOf } from '../../src/seal/hpke.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Envelope, Header } from '../../src/shared/voice/envelope.ts';
import { NOW, sure, UNIT } from '../support/seal/cast.ts';

/** `SEAL_RUNS=20000` for a night’s work. */
const RUNS = Number(process.env.SEAL_RUNS ?? 1500);
const MBOX = 'AAAAAAAAAAAAAAAAAAAAAA';
type Party = { a: string; e: number; pub: string; pair: Pair };
let parties: Party[];
let outsider: Party;
let tk: string;

async function party(a: string, e: number): Promise<Party> {
  const pair = await freshPair(true);
  return { a, e, pub: await pointOf(pair), pair };
}
const seal = (text = 'I would like a lock on the bathroom door', to = parties) =>
  sealEnvelope({ header: { mbox: MBOX, unit: UNIT, safety: 0 }, body: { t: 'view', kind: 'idea', text, use: 'answer', tk, at: NOW }, to });
const openAs = (envelope: unknown, { a, e, pair }: Party) => openEnvelope(envelope, { a, e }, pair);
const first = () => sure(parties[0]);
const headerIn = (envelope: Envelope) => JSON.parse(new TextDecoder().decode(sureBytes(envelope.header))) as Header;
const withHeader = (envelope: Envelope, change: Record<string, unknown>): Envelope => ({ ...envelope, header: b64(utf8(canonicalJson({ ...headerIn(envelope), ...change }))) });

beforeAll(async () => {
  parties = [await party('adv-07', 4), await party('part-07', 4), await party('safe-1', 2), await party('iro-2', 1)];
  outsider = await party('home-1', 4);
  tk = await pointOf(await freshPair());
});

describe('an envelope', () => {
  it('D5 a word and a paragraph look the same from outside', async () => {
    const sizes = await Promise.all(['No.', 'x'.repeat(80), 'y'.repeat(150)].map(async (text) => (await seal(text)).envelope.body.length));
    expect(new Set(sizes).size).toBe(1);
  });

  it('opens for every chosen audience, with every word as it was written', async () => {
    const { envelope, id } = await seal('Dwi eisiau siarad. 🙂');
    for (const reader of parties) expect(await openAs(envelope, reader)).toMatchObject({ ok: true, body: { text: 'Dwi eisiau siarad. 🙂', tk }, header: { id, mbox: MBOX } });
  });

  it('opens with the other library too, step by step from the text of the format alone', async () => {
    const { envelope } = await seal();
    const suite = new core.CipherSuite({ kem: new core.DhkemP256HkdfSha256(), kdf: new core.HkdfSha256(), aead: new core.Aes256Gcm() });
    const header = sureBytes(envelope.header);
    const iv = sureBytes(envelope.iv);
    const body = sureBytes(envelope.body);
    for (const { a, e, pair } of parties) {
      const [enc, ct] = sure(envelope.slots[a]).split('.').map(sureBytes);
      const secret = await suite.open(
        {
          recipientKey: {
            privateKey: await suite.kem.deserializePrivateKey((await scalarOf(pair)).buffer),
            publicKey: await suite.kem.deserializePublicKey(sureBytes(await pointOf(pair)).buffer),
          },
          enc: sure(enc).buffer,
          info: utf8(`voice/v1/cek|${a}|${e}`).buffer,
        },
        sure(ct).buffer,
        joined(header, await sha256(iv, body)).buffer,
      );
      expect(b64(await sha256(utf8('voice/v1/commit'), new Uint8Array(secret)))).toBe(headerIn(envelope).commit);
      const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
      const open = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: header }, key, body));
      expect(open.length).toBe(512);
      expect(new TextDecoder().decode(open)).toContain('a lock on the bathroom door');
    }
  });

  it('sealed by the other library opens here', async () => {
    const { envelope, secret } = await seal();
    const suite = new core.CipherSuite({ kem: new core.DhkemP256HkdfSha256(), kdf: new core.HkdfSha256(), aead: new core.Aes256Gcm() });
    const { a, e, pub } = first();
    const aad = joined(sureBytes(envelope.header), await sha256(sureBytes(envelope.iv), sureBytes(envelope.body)));
    const made = await suite.seal(
      { recipientPublicKey: await suite.kem.deserializePublicKey(sureBytes(pub).buffer), info: utf8(`voice/v1/cek|${a}|${e}`).buffer },
      secret.buffer,
      aad.buffer,
    );
    const slot = `${b64(new Uint8Array(made.enc))}.${b64(new Uint8Array(made.ct))}`;
    expect(await openAs({ ...envelope, slots: { ...envelope.slots, [a]: slot } }, first())).toMatchObject({ ok: true });
  });

  it('is the same length for a word and for forty', async () => {
    const lengths = await Promise.all(['No', 'w'.repeat(200), 'x'.repeat(300)].map(async (text) => (await seal(text)).envelope.body.length));
    expect(new Set(lengths).size).toBe(1);
  });

  it('over the ceiling is refused before anything is kept', async () => {
    await expect(
      sealEnvelope({
        header: { mbox: MBOX, unit: UNIT, safety: 0 },
        body: { t: 'view', kind: 'idea', text: 'x'.repeat(66_000), use: 'answer', tk, at: NOW },
        to: parties,
      }),
    ).rejects.toBeInstanceOf(TooLong);
  });
});

describe('an envelope does not open', () => {
  it('C3 for a key that was not chosen, even when its name is written in', async () => {
    const { envelope } = await seal();
    expect(await openAs(envelope, outsider)).toEqual({ ok: false, why: 'notAddressed' });
    const ghost = withHeader({ ...envelope, slots: { ...envelope.slots, 'home-1': sure(envelope.slots['adv-07']) } }, { aud: [...headerIn(envelope).aud, { a: 'home-1', e: 4 }] });
    expect(await openAs(ghost, outsider)).toEqual({ ok: false, why: 'slot' });
    expect(await openAs({ ...envelope, slots: { ...envelope.slots, 'home-1': sure(envelope.slots['adv-07']) } }, first())).toEqual({ ok: false, why: 'notWellFormed' });
  });

  it('C5 under another version or suite, or with what the format does not know', async () => {
    const { envelope } = await seal();
    for (const change of [{ v: 2 }, { v: 0 }, { suite: '0010-0001-0001' }, { suite: '0020-0001-0002' }, { suite: '' }, { more: 1 }])
      expect(await openAs(withHeader(envelope, change), first())).toEqual({ ok: false, why: 'notWellFormed' });
  });

  it('C6 when two audiences would be shown two texts', async () => {
    const one = await seal('Everything is fine');
    const two = await seal('He hits me');
    const [adv, part] = [first(), sure(parties[1])];
    // A hostile sender seals another key for the second audience. The commitment stands for one key only.
    const forged = { ...one.envelope, slots: { ...one.envelope.slots, [part.a]: await addSlot(one.envelope, two.secret, part) } };
    expect(await openAs(forged, adv)).toMatchObject({ ok: true, body: { text: 'Everything is fine' } });
    expect(await openAs(forged, part)).toEqual({ ok: false, why: 'commit' });
  });

  it('C7 in another thread, under another number, or with another view’s parts', async () => {
    const [one, two] = [await seal('One'), await seal('Two')];
    for (const change of [{ mbox: 'BBBBBBBBBBBBBBBBBBBBBA' }, { id: headerIn(two.envelope).id }, { safety: 1 }, { unit: 'home-2' }, { cat: 'worry' }])
      expect(await openAs(withHeader(one.envelope, change), first()), JSON.stringify(change)).toEqual({ ok: false, why: 'slot' });
    for (const part of ['header', 'iv', 'body', 'slots'] as const)
      expect(await openAs({ ...one.envelope, [part]: two.envelope[part] }, first()), part).toEqual({ ok: false, why: 'slot' });
  });

  it('from a slot that was moved to another audience or another epoch', async () => {
    const { envelope } = await seal();
    const [adv, part] = [first(), sure(parties[1])];
    const moved = { ...envelope, slots: { ...envelope.slots, [part.a]: sure(envelope.slots[adv.a]) } };
    expect(await openAs(moved, part)).toEqual({ ok: false, why: 'slot' });
    expect(await openEnvelope(moved, { a: part.a, e: part.e }, adv.pair)).toEqual({ ok: false, why: 'slot' });
    expect(await openEnvelope(envelope, { a: adv.a, e: adv.e + 1 }, adv.pair)).toEqual({ ok: false, why: 'notAddressed' });
    const renamed = withHeader(envelope, { aud: headerIn(envelope).aud.map((entry) => ({ ...entry, e: entry.e + 1 })) });
    expect(await openEnvelope(renamed, { a: adv.a, e: adv.e + 1 }, adv.pair)).toEqual({ ok: false, why: 'slot' });
  });

  it('C17 with a point that is all zeros or not on the curve, sealed to or received', async () => {
    const { envelope } = await seal();
    const zero = b64(new Uint8Array(65));
    const off = sureBytes(first().pub);
    off[64] = (off[64] ?? 0) ^ 1;
    const infinity = b64(joined(Uint8Array.of(4), new Uint8Array(64)));
    for (const bad of [zero, b64(off), infinity]) {
      await expect(seal('x', [{ ...first(), pub: bad }])).rejects.toThrow();
      const slot = `${bad}.${sure(envelope.slots['adv-07']).split('.')[1]}`;
      expect(await openAs({ ...envelope, slots: { ...envelope.slots, 'adv-07': slot } }, first())).toEqual({ ok: false, why: 'slot' });
    }
  });

  it('C18 with a truncated, empty or one-byte body', async () => {
    const { envelope } = await seal();
    const whole = sureBytes(envelope.body);
    for (const cut of [whole.subarray(0, whole.length - 1), whole.subarray(0, 16), whole.subarray(0, 1), joined(whole, Uint8Array.of(0))])
      expect(await openAs({ ...envelope, body: b64(cut) }, first())).toEqual({ ok: false, why: 'slot' });
    expect(await openAs({ ...envelope, body: '' }, first())).toEqual({ ok: false, why: 'notWellFormed' });
    for (const nothing of [null, undefined, '', 0, [], {}, { ...envelope, slots: {} }, { ...envelope, slots: null }]) expect((await openAs(nothing, first())).ok).toBe(false);
  });

  it('C18 when a sender who knows the format lies about the length, the filling or the shape inside', async () => {
    const { secret } = await seal();
    const forge = async (whole: Uint8Array) => {
      const base = (await seal()).envelope;
      const header = sureBytes(withHeader(base, { commit: b64(await sha256(utf8('voice/v1/commit'), secret)), aud: [{ a: first().a, e: first().e }] }).header);
      const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']);
      const iv = sureBytes(base.iv);
      const body = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: header }, key, new Uint8Array(whole)));
      const { enc, ct } = await hpkeSeal(sureBytes(first().pub), secret, `voice/v1/cek|${first().a}|${first().e}`, joined(header, await sha256(iv, body)));
      return openAs({ header: b64(header), iv: b64(iv), body: b64(body), slots: { [first().a]: `${b64(enc)}.${b64(ct)}` } }, first());
    };
    const filled = (length: number, ...rest: number[]) => joined(Uint8Array.of(0, 0, length >> 8, length & 255, ...rest), new Uint8Array(508 - rest.length));
    expect(await forge(filled(509))).toEqual({ ok: false, why: 'length' });
    expect(await forge(filled(1, 0xa0, 7))).toEqual({ ok: false, why: 'length' });
    expect(await forge(new Uint8Array(500))).toEqual({ ok: false, why: 'length' });
    expect(await forge(Uint8Array.of(0, 0))).toEqual({ ok: false, why: 'length' });
    expect(await forge(filled(0))).toEqual({ ok: false, why: 'shape' });
    expect(await forge(filled(1, 0xa0))).toEqual({ ok: false, why: 'shape' });
    expect(await forge(filled(2, 0x81, 0x81))).toEqual({ ok: false, why: 'shape' });
    expect(await forge(filled(1, 0xff))).toEqual({ ok: false, why: 'shape' });
    // Lists in lists, as deep as the ceiling lets them be.
    const deep = new Uint8Array(65_536).fill(0x81);
    deep.set([0, 0, 0xff, 0xfc]);
    expect(await forge(deep)).toEqual({ ok: false, why: 'shape' });
    // A map whose only name is the one that JavaScript keeps for itself.
    const named = new TextEncoder().encode('__proto__');
    expect(await forge(filled(3 + named.length, 0xa1, 0x69, ...named, 0xa0))).toEqual({ ok: false, why: 'shape' });
  });

  it('G7 with any one character altered, wherever it is', async () => {
    const { envelope } = await seal('Short');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const parts = ['header', 'iv', 'body', 'slot'] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), fc.nat(), fc.nat(63), async (part, at, letter) => {
        const slot = sure(envelope.slots['adv-07']);
        const text = part === 'slot' ? slot : envelope[part];
        const place = at % text.length;
        const put = sure(alphabet[letter]);
        fc.pre(text[place] !== put && text[place] !== '.');
        const altered = text.slice(0, place) + put + text.slice(place + 1);
        const opened = await openAs(part === 'slot' ? { ...envelope, slots: { ...envelope.slots, 'adv-07': altered } } : { ...envelope, [part]: altered }, first());
        return !opened.ok;
      }),
      { numRuns: RUNS },
    );
  });

  it('G7 for any body of words it gives back exactly those words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const { envelope } = await seal(text.toWellFormed(), [first()]);
        const opened = await openAs(envelope, first());
        return opened.ok && 'text' in opened.body && opened.body.text === text.toWellFormed();
      }),
      { numRuns: 150 },
    );
  });

  it('G7 whatever is put in its place, and it never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.string(), fc.string(), async (anything, one, two) => {
        const answers = [await openAs(anything, first()), await openAs({ header: one, iv: two, body: one, slots: { 'adv-07': `${one}.${two}` } }, first())];
        return answers.every((answer) => !answer.ok);
      }),
      { numRuns: 300 },
    );
  });
});

describe('base64url', () => {
  it('has one spelling for the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (given) => {
        const text = b64(given);
        expect(bytesOf(text)).toEqual(new Uint8Array(given));
        for (const other of [`${text}A`, `${text}=`, ` ${text}`]) {
          const read = bytesOf(other);
          if (read) expect(b64(read)).toBe(other);
        }
      }),
    );
    expect(bytesOf('AB')).toBeNull();
    expect(bytesOf('AA')).toEqual(Uint8Array.of(0));
    expect(bytesOf('A')).toBeNull();
  });
});

describe('C12 keys and nonces', () => {
  it('are never used twice, however many are sealed at the same time', async () => {
    const many = await Promise.all(Array.from({ length: 60 }, (_, index) => seal(`View ${index}`)));
    const seen = (pick: (envelope: Envelope) => string[]) => new Set(many.flatMap(({ envelope }) => pick(envelope))).size;
    expect(seen(({ iv }) => [iv])).toBe(60);
    expect(seen(({ slots }) => Object.values(slots).map((slot) => sure(slot.split('.')[0])))).toBe(240);
    expect(new Set(many.map(({ secret }) => b64(secret))).size).toBe(60);
    expect(new Set(many.map(({ id }) => id)).size).toBe(60);
  });
});
