import { randomBytes, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../src/shared/voice/directory.ts';
import { isAddressable, wellFormed, wellFormedSigned } from '../../src/shared/voice/well-formed.ts';
import { chance, madeUpPoint, makeDevice, makeEnvelope, makeMessage } from '../support/voice-envelopes.ts';

const whole = () => makeEnvelope({ aud: [{ a: 'part', e: 1 }], unit: 'home' });
const json64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the one shape in which anything may come in', () => {
  it('C4: of 100,000 bodies that are no envelope none is taken', () => {
    const good = whole();
    const text = JSON.stringify(good.envelope);
    const words = ['help me', '{"text":"help me"}', '<p>help</p>', '', 'null'];
    const fields = ['header', 'iv', 'body', 'slots'] as const;
    const makers: (() => unknown)[] = [
      () => words[randomInt(words.length)],
      () => ({ text: chance(20), words: [chance(4)] }),
      () => ({ ...good.envelope, text: 'help me' }),
      () => ({ ...good.envelope, [fields[randomInt(4)] ?? 'iv']: words[randomInt(words.length)] }),
      () => ({ ...good.envelope, body: Buffer.from('I want to say something that nobody sealed. '.repeat(randomInt(1, 40))).toString('base64url') }),
      () => ({ ...good.envelope, body: good.envelope.body.slice(0, randomInt(0, good.envelope.body.length)) }),
      () => ({ ...good.envelope, header: json64({ ...good.header, note: 'help me' }) }),
      () => ({ ...good.envelope, header: json64({ ...good.header, unit: 'h'.repeat(randomInt(37, 80)) }) }),
      () => ({ ...good.envelope, slots: { part: chance(86) } }),
      () => {
        const { [fields[randomInt(4)] ?? 'iv']: _gone, ...rest } = good.envelope;
        return rest;
      },
      () => randomBytes(randomInt(0, 64)).toString('latin1'),
      () => [good.envelope],
      () => {
        const cut = randomInt(1, text.length);
        try {
          return JSON.parse(text.slice(0, cut)) as unknown;
        } catch {
          return text.slice(0, cut);
        }
      },
    ];
    let taken = 0;
    for (let run = 0; run < 100_000; run += 1) if (wellFormed((makers[run % makers.length] as () => unknown)()) !== null) taken += 1;
    expect(taken).toBe(0);
    expect(wellFormed(good.envelope)?.header).toEqual(good.header);
  });

  it('G7: any one character of header or body changed in its spelling alone is another envelope or none', () => {
    fc.assert(
      fc.property(fc.constantFrom(512, 1024, 4096, 32_768, 65_536), fc.nat(), (bytes, at) => {
        const { envelope } = makeEnvelope({ aud: [{ a: 'part', e: 1 }], unit: 'home' }, bytes);
        expect(wellFormed(envelope)).not.toBeNull();
        const index = at % envelope.body.length;
        expect(wellFormed({ ...envelope, body: `${envelope.body.slice(0, index)}=${envelope.body.slice(index + 1)}` })).toBeNull();
        expect(wellFormed({ ...envelope, header: `${envelope.header} ` })).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it('C5 C18: another suite, a body of another size, an empty one, a header not written canonically, a slot too many or too few are no envelopes', () => {
    const { envelope, header } = whole();
    const withHeader = (changed: object) => wellFormed({ ...envelope, header: json64(changed) });
    // Canonical as it is: keys sorted, no white space.
    const sorted = Object.fromEntries(Object.entries(header).sort(([one], [other]) => (one < other ? -1 : 1)));
    expect(withHeader(sorted)).not.toBeNull();
    expect(withHeader({ v: 1, ...sorted, suite: header.suite })).toBeNull();
    expect(wellFormed({ ...envelope, header: Buffer.from(JSON.stringify(sorted, null, 1)).toString('base64url') })).toBeNull();
    for (const suite of ['0020-0001-0002', '0010-0001-0000', '']) expect(withHeader({ ...sorted, suite })).toBeNull();
    expect(withHeader({ ...sorted, v: 2 })).toBeNull();
    expect(withHeader({ ...sorted, safety: true })).toBeNull();
    for (const bytes of [0, 1, 16, 511, 513, 600]) expect(wellFormed({ ...envelope, body: chance(bytes) })).toBeNull();
    expect(wellFormed({ ...envelope, slots: {} })).toBeNull();
    expect(wellFormed({ ...envelope, slots: { ...envelope.slots, ghost: envelope.slots.part } })).toBeNull();
    expect(withHeader({ ...sorted, aud: [header.aud[0], header.aud[0]] })).toBeNull();
    expect(wellFormed(makeEnvelope({ aud: [{ a: 'tk', e: 0 }], unit: 'home' }).envelope)).toBeNull();
  });

  it('C17: a slot whose point is not written as one is refused before anybody tries it', () => {
    const { envelope } = whole();
    const slot = envelope.slots.part ?? '';
    for (const start of ['AA', 'CA', 'BQ']) expect(wellFormed({ ...envelope, slots: { part: `${start}${slot.slice(2)}` } })).toBeNull();
  });

  it('C11: what a reader sends has the same shape, with a signature', async () => {
    const device = await makeDevice('reader');
    const message = await makeMessage(device, whole().header, [
      { a: 'tk', e: 0 },
      { a: 'part', e: 1 },
    ]);
    expect(wellFormedSigned(message)).not.toBeNull();
    const { sig: _gone, ...unsigned } = message;
    expect(wellFormedSigned(unsigned)).toBeNull();
    expect(wellFormed(message)).toBeNull();
  });
});

describe('whom an envelope may be addressed to', () => {
  const directory: Directory = {
    v: 1,
    version: 1,
    issuedAt: '2026-01-01',
    expiresAt: '2027-01-01',
    devices: [],
    audiences: [
      {
        a: 'part',
        kind: 'participation',
        unit: 'region',
        name: 'Team',
        hours: { days: [], from: '00:00', to: '00:00' },
        epochs: [
          { e: 2, pub: madeUpPoint(), from: '2026-06-01' },
          { e: 1, pub: madeUpPoint(), from: '2025-01-01', until: '2025-06-01' },
        ],
      },
      { a: 'lado', kind: 'lado', unit: 'region', name: 'LADO', hours: { days: [], from: '00:00', to: '00:00' }, epochs: [{ e: 1, pub: madeUpPoint(), from: '2025-01-01' }] },
    ],
  };
  const isTaken = (a: string, e: number, units = ['home', 'region'], since = '2025-05-01') =>
    isAddressable(makeEnvelope({ aud: [{ a, e }], unit: 'home' }).header, directory, units, since);

  it('C3: an audience or an epoch that the directory does not know, another place’s, or one retired for too long is refused', () => {
    expect([isTaken('part', 2), isTaken('part', 1)]).toEqual([true, true]);
    expect([isTaken('part', 3), isTaken('ghost', 1), isTaken('lado', 1), isTaken('part', 2, ['home']), isTaken('part', 1, ['region'], '2025-06-02')]).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
