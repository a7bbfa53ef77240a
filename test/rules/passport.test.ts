import { createPublicKey, verify } from 'node:crypto';
// @ts-expect-error: the package ships no types
import another from 'base45';
import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { courses } from '../../src/content/library.ts';
import { addDays } from '../../src/shared/basics/day.ts';
import { base45, fromBase45 } from '../../src/shared/training/passport/base45.ts';
import type { PassportList } from '../../src/shared/training/passport/check.ts';
import { checkPassport, isWithdrawn } from '../../src/shared/training/passport/check.ts';
import { isLocalCourse } from '../../src/shared/training/local-course.ts';
import { CODE_LIMIT, COURSE_CODES, courseOfCode } from '../../src/shared/training/passport/course-codes.ts';
import { fromBase64url } from '../../src/shared/training/passport/from-base64url.ts';
import type { Passport } from '../../src/shared/training/passport/passport.ts';
import { bytesOfText, passportBody, passportText, readBody } from '../../src/shared/training/passport/passport.ts';
import { AMARA, ISSUED_AT, issuedBy, listOf, makeIssuer, samplePassport } from '../support/passports.ts';

/** Somebody else's base45, to disagree with ours where we are wrong. */
const theirs = another as { encode(bytes: Uint8Array): string; decode(text: string): Uint8Array };

const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const isSigned = async (publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array) =>
  verify(null, signed, createPublicKey({ key: Buffer.concat([PREFIX, publicKey]), format: 'der', type: 'spki' }), signature);

const issuer = makeIssuer();
const list = listOf([issuer.key]);
const check = (scanned: string | Uint8Array, known: PassportList = list, now = ISSUED_AT) => checkPassport(scanned, known, now, isSigned);

/** The largest there can be for a count: the longest name, many homes, the oldest days. */
function largest(count: number): Uint8Array {
  const certificates = Array.from({ length: count }, (_, index) => ({ code: CODE_LIMIT - index, on: '2010-01-01', expiresOn: '2026-12-31', home: 0xfffff0 + (index % 6) }));
  const name = 'Ŵilhelmina-Ångström Featherstonehaugh-Cholmondeley';
  const level5 = { state: 'enrolled' as const, on: '2025-05-05', by: '2028-05-05' };
  return issuedBy(issuer, { serial: 4_000_000_000, name, certificates, level5 });
}

const squares = (bytes: Uint8Array, ecc: 'L' | 'M') => encode(passportText(bytes), { ecc, boostEcc: false, border: 0 }).size;

describe('how much a passport takes', () => {
  it('REQ-9: 25 certificates fit in 400 bytes and in a code of 69 squares at level M, however long the name', () => {
    expect(largest(25).length).toBeLessThanOrEqual(400);
    expect(squares(largest(25), 'M')).toBeLessThanOrEqual(69);
    expect(squares(largest(25), 'L')).toBeLessThanOrEqual(61);
  });

  it.each([
    [8, 250, 61],
    [15, 280, 65],
    [40, 400, 77],
  ])('%i certificates take at most %i bytes and %i squares at level M', (count, bytes, side) => {
    expect(largest(count).length).toBeLessThanOrEqual(bytes);
    expect(squares(largest(count), 'M')).toBeLessThanOrEqual(side);
  });

  it('its letters are those of the alphanumeric mode, and another hand writes and reads them the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(base45(bytes)).toBe(theirs.encode(bytes));
        expect(fromBase45(theirs.encode(bytes))).toEqual(bytes);
        expect(base45(bytes)).toMatch(/^[0-9A-Z $%*+\-./:]*$/);
      }),
    );
    // RFC 9285, section 4.
    expect(base45(new TextEncoder().encode('base-45'))).toBe('UJCLQE7W581');
    expect([fromBase45('GGW'), fromBase45('QED8WEX0')?.length, fromBase45('A'), fromBase45('ab'), fromBase45('::')]).toEqual([null, 5, null, null, null]);
  });

  it('bytes written in a fact are read back, and no second text stands for them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromBase64url(Buffer.from(bytes).toString('base64url'))).toEqual(bytes);
      }),
    );
    expect(['A', 'AB', 'AA=', 'A A', 'AAAAA'].map(fromBase64url)).toEqual([null, null, null, null, null]);
  });
});

const days = fc.integer({ min: 0, max: 8000 }).map((ago) => addDays('2026-11-22', -ago));
const dayOrNull = fc.option(days, { nil: null });
const clock = fc.record({
  state: fc.constantFrom('unknown' as const, 'notEnrolled' as const, 'enrolled' as const, 'held' as const, 'equivalent' as const),
  on: dayOrNull,
  by: dayOrNull,
});
const certificate = fc
  .record({
    code: fc.integer({ min: 1, max: CODE_LIMIT }),
    on: days,
    lasts: fc.option(fc.integer({ min: 1, max: 4095 }), { nil: null }),
    home: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  })
  .map(({ lasts, on, ...rest }) => ({ ...rest, on, expiresOn: lasts === null ? null : addDays(on, lasts) }));
const passports: fc.Arbitrary<Passport> = fc.record({
  keyId: fc.constant(issuer.key.keyId),
  serial: fc.integer({ min: 0, max: 2 ** 32 }),
  name: fc.string({ minLength: 1, maxLength: 9, unit: 'grapheme' }).map((name) => name.normalize('NFC')),
  personId: fc.uuid(),
  care: fc.record({ from: dayOrNull, isFirst: fc.boolean() }),
  level3: clock,
  level5: clock,
  certificates: fc.array(certificate, { maxLength: 60 }),
  issuedAt: fc.integer({ min: 0, max: 86_399 }).map((second) => new Date(Date.parse('2026-11-22T00:00:00Z') + second * 1000).toISOString()),
  expiresOn: fc.integer({ min: 0, max: 365 }).map((after) => addDays('2026-11-22', after)),
});

describe('what a passport says', () => {
  it('whatever goes in comes out again, and the same record is always the same bytes', () => {
    fc.assert(
      fc.property(passports, (passport) => {
        const short = new TextEncoder().encode(passport.name).length > 40 ? { ...passport, name: 'Amara' } : passport;
        expect(readBody(passportBody(short))).toEqual(short);
        expect(passportBody(structuredClone(short))).toEqual(passportBody(short));
      }),
    );
  });

  it('a name that is too long is cut between letters, and never inside one', () => {
    const read = readBody(passportBody(samplePassport({ name: `${'a'.repeat(39)}é` })));
    expect(read).toMatchObject({ name: 'a'.repeat(39) });
    const whole = readBody(passportBody(samplePassport({ name: `${'a'.repeat(38)}é` })));
    expect(whole).toMatchObject({ name: `${'a'.repeat(38)}é` });
  });

  it('a certificate longer ago than days can say never counts for longer than it did', () => {
    const read = readBody(passportBody(samplePassport({ certificates: [{ code: 2, on: '1990-01-01', expiresOn: '2027-01-01', home: null }] }))) as Passport;
    expect((read.certificates[0]?.expiresOn ?? '9999') <= '2027-01-01').toBe(true);
  });

  it('it holds a name, an id and days: no birth date, no address, nothing of a child', () => {
    expect(Object.keys(samplePassport()).sort()).toEqual(['care', 'certificates', 'expiresOn', 'issuedAt', 'keyId', 'level3', 'level5', 'name', 'personId', 'serial']);
  });

  it('what cannot be carried is refused when it is written', () => {
    expect(() => passportBody(samplePassport({ personId: 'amara' }))).toThrow(RangeError);
    expect(() => passportBody(samplePassport({ certificates: [{ code: CODE_LIMIT + 1, on: '2026-01-01', expiresOn: null, home: null }] }))).toThrow(RangeError);
  });
});

describe('the numbers of courses', () => {
  it('no number is ever given to another course', () => {
    expect(COURSE_CODES).toMatchObject({
      ...{ C1: 1, C2: 2, C3: 3, C5: 5, C6: 6, C8: 8, C9: 9, C10: 10 },
      ...{ 'C9-core': 41, 'C1-core': 42, 'C2-core': 43, 'C3-basics': 44, 'FS-home': 45, 'C2-refresh': 46, 'C5-refresh': 47, 'C6-refresh': 48 },
    });
    expect(new Set(Object.values(COURSE_CODES)).size).toBe(Object.keys(COURSE_CODES).length);
    expect(Math.max(...Object.values(COURSE_CODES))).toBeLessThanOrEqual(CODE_LIMIT);
  });

  it('every course that is taught has one', () => {
    expect(courses.map((course) => course.id).filter((id) => courseOfCode(COURSE_CODES[id] ?? 0) !== id)).toEqual([]);
  });

  it('what is about one building is done anew in each home, and exists', () => {
    const local = courses.map((course) => course.id).filter(isLocalCourse);
    expect(local.sort()).toEqual(['C3-basics', 'C9-core', 'FS-home']);
  });
});

describe('checking a passport', () => {
  it('a sound one is read, from the code as from copied text', async () => {
    const bytes = issuedBy(issuer);
    const sound = { fault: null, passport: samplePassport({ keyId: issuer.key.keyId }) };
    expect(await check(passportText(bytes))).toEqual(sound);
    expect(await check(` \n${passportText(bytes)}\r\n`)).toEqual(sound);
    expect(await check(Buffer.from(bytes).toString('base64url'))).toEqual(sound);
  });

  it('spaces that copying cut off, or put there, change nothing', async () => {
    const body = Uint8Array.from([0, 0, 0xff, 0xf0].flatMap((high) => Array.from({ length: 200 }, (_, low) => [high, low]).flat()));
    for (let length = 0; length < 400; length += 1) {
      const bytes = body.subarray(length, length + 40);
      expect(bytesOfText(passportText(bytes).trim())).toEqual(bytes);
      expect(bytesOfText(`  ${passportText(bytes)}\n `)).toEqual(bytes);
    }
  });

  it('REQ-9: any one bit changed anywhere is refused', async () => {
    const bytes = issuedBy(issuer);
    const faults = new Set<string | null>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const other = Uint8Array.from(bytes);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      faults.add((await check(other)).fault);
    }
    expect(faults.has(null)).toBe(false);
    expect(faults.has('forged')).toBe(true);
  });

  it('any one letter changed, left out or added is refused', async () => {
    const text = passportText(issuedBy(issuer));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.string({ maxLength: 1, unit: 'grapheme-ascii' }), async (at, letter) => {
        const other = text.slice(0, at) + letter + text.slice(at + 1);
        if (other !== text) expect((await check(other)).fault).not.toBeNull();
      }),
    );
  });

  it('REQ-9: a forged one is refused, and nothing it says is shown', async () => {
    const forger = makeIssuer({ keyId: issuer.key.keyId });
    expect(await check(issuedBy(forger, { name: 'Somebody Else' }))).toEqual({ fault: 'forged', passport: null });
  });

  it('a signature over something else of ours is no signature over a passport', async () => {
    const { key, sign } = makeIssuer();
    const body = passportBody(samplePassport({ keyId: key.keyId }));
    // What `sign` puts before the bytes is left out by cutting one letter of it into the body.
    const shifted = Uint8Array.from([...sign(body.subarray(1)).subarray(0, 64), ...body]);
    expect((await check(shifted, listOf([key]))).fault).toBe('forged');
  });

  it('REQ-9: one of an issuer that is not on the list is refused', async () => {
    expect(await check(issuedBy(makeIssuer()))).toEqual({ fault: 'wrongIssuer', passport: null });
    expect((await check(issuedBy(issuer), listOf([]))).fault).toBe('wrongIssuer');
  });

  it('REQ-9: it counts to the end of its last day in London, and then no more', async () => {
    const bytes = issuedBy(issuer, { expiresOn: '2027-06-30' });
    expect((await check(bytes, list, '2027-06-30T22:59:00.000Z')).fault).toBeNull();
    expect((await check(bytes, list, '2027-06-30T23:00:00.000Z')).fault).toBe('expired');
  });

  it('one from tomorrow is refused, and a clock a few minutes slow is forgiven', async () => {
    const bytes = issuedBy(issuer);
    expect((await check(bytes, list, '2026-11-22T08:55:00.000Z')).fault).toBeNull();
    expect((await check(bytes, list, '2026-11-21T09:00:00.000Z')).fault).toBe('notYetValid');
  });

  it('REQ-9: one that was withdrawn is refused, and its neighbours are not', async () => {
    // Number 107, where the list begins at 100.
    const known = listOf([issuer.key], { withdrawn: { from: 100, bits: Buffer.from([0b1000_0000, 0b1]).toString('base64url') } });
    const faultOf = async (serial: number) => (await check(issuedBy(issuer, { serial }), known)).fault;
    expect([await faultOf(106), await faultOf(107), await faultOf(108), await faultOf(109), await faultOf(99), await faultOf(4000)]).toEqual([
      null,
      'withdrawn',
      'withdrawn',
      null,
      null,
      null,
    ]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 5, max: 900 })), fc.integer({ min: 0, max: 1000 }), (serials, asked) => {
        const bits = new Uint8Array(120);
        for (const serial of serials) bits[(serial - 5) >> 3] = (bits[(serial - 5) >> 3] ?? 0) | (1 << ((serial - 5) & 7));
        expect(isWithdrawn(listOf([], { withdrawn: { from: 5, bits: Buffer.from(bits).toString('base64url') } }), asked)).toBe(serials.includes(asked));
      }),
    );
  });

  it('REQ-9: while keys change over, passports of both are good; the old one’s stop on the day it ends', async () => {
    const old = makeIssuer({ notAfter: '2027-02-21T00:00:00.000Z' });
    const next = makeIssuer({ notBefore: '2026-11-22T00:00:00.000Z' });
    const both = listOf([next.key, old.key]);
    const ofOld = issuedBy(old, { issuedAt: '2026-11-20T09:00:00.000Z', expiresOn: '2027-06-01' });
    expect([(await check(ofOld, both)).fault, (await check(issuedBy(next), both)).fault]).toEqual([null, null]);
    expect((await check(ofOld, both, '2027-02-21T00:00:01.000Z')).fault).toBe('issuerEnded');
  });

  it('a key signs nothing before its first day, and nothing at all once it was stolen', async () => {
    const young = makeIssuer({ notBefore: '2026-11-22T12:00:00.000Z' });
    expect((await check(issuedBy(young), listOf([young.key]), '2026-11-23T09:00:00.000Z')).fault).toBe('issuerEnded');
    expect(await check(issuedBy(issuer), listOf([{ ...issuer.key, isRevoked: true }]))).toEqual({ fault: 'issuerRevoked', passport: null });
  });

  it('one from a later version asks for an update, whichever way that shows', async () => {
    const body = passportBody(samplePassport({ keyId: issuer.key.keyId }));
    body[1] = 2;
    expect((await check(issuer.sign(body))).fault).toBe('tooNew');
    expect((await check(`HP2:${base45(issuedBy(issuer))}`)).fault).toBe('tooNew');
  });

  it('anything else a camera sees is unreadable, and breaks nothing', async () => {
    const others = ['', 'HP1:', 'HP1:lower', 'https://example.org/join#abc', 'HP1:::::', '€', 'A'.repeat(5000)];
    for (const text of others) expect((await check(text)).fault, text.slice(0, 20)).toBe('unreadable');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(['unreadable', 'tooNew', 'wrongIssuer', 'forged']).toContain((await check(bytes)).fault);
      }),
    );
    expect(bytesOfText('HP1::')).toEqual(new Uint8Array());
  });

  it('the id in it is the id of the person, whole', async () => {
    expect((await check(issuedBy(issuer))).passport?.personId).toBe(AMARA);
  });
});
