import { aesKey, aesOpen, aesSeal, b64, hkdf, joined } from '../../../src/seal/bytes.ts';
import { hpkeOpen, hpkeSeal, pairOfScalar } from '../../../src/seal/hpke.ts';
import { isSigned } from '../../../src/seal/signed.ts';

/**
 * What the lockbox leans on, tried with published numbers and with the edges that libraries have got wrong:
 * GCM tags, points off the curve, signatures out of range. Bundled for a browser as it stands.
 */
const bytes = (hex: string) => Uint8Array.from(hex.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (given: Uint8Array | ArrayBuffer) => Array.from(new Uint8Array(given), (byte) => byte.toString(16).padStart(2, '0')).join('');
const NOTHING = new Uint8Array(0);
/** The order of P-256, and its prime (SP 800-186). */
const ORDER = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
const PRIME = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';

export async function tryPrimitives(): Promise<Record<string, boolean>> {
  const tried: Record<string, boolean> = {};
  const say = (name: string, isRight: boolean) => {
    tried[name] = isRight;
  };
  await tryGcm(say);
  await tryDerivation(say);
  await trySignatures(say);
  await tryPoints(say);
  return tried;
}

type Say = (name: string, isRight: boolean) => void;

/** GCM's published cases 13 and 14 (McGrew and Viega), and every bit of a tag. */
async function tryGcm(say: Say): Promise<void> {
  const key = await aesKey(new Uint8Array(32));
  const iv = new Uint8Array(12);
  say('AES-256-GCM case 13: nothing at all', hex(await aesSeal(key, iv, NOTHING, NOTHING)) === '530f8afbc74536b9a963b4f1c4cb738b');
  const sealed = await aesSeal(key, iv, new Uint8Array(16), NOTHING);
  say('AES-256-GCM case 14: one block', hex(sealed) === 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919');
  let refused = 0;
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const altered = sealed.slice();
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if ((await aesOpen(key, iv, altered, NOTHING)) === null) refused += 1;
  }
  say('AES-256-GCM: each of its 256 bits altered is refused', refused === 256);
  const cut = await Promise.all(Array.from({ length: 32 }, (_, length) => aesOpen(key, iv, sealed.subarray(0, length), NOTHING)));
  say(
    'AES-256-GCM: cut anywhere is refused',
    cut.every((open) => open === null),
  );
  say('AES-256-GCM: other words beside it are refused', (await aesOpen(key, iv, sealed, Uint8Array.of(0))) === null);
  say('AES-256-GCM: another iv is refused', (await aesOpen(key, new Uint8Array(12).fill(1), sealed, NOTHING)) === null);
  const zeroed = joined(sealed.subarray(0, 16), new Uint8Array(16));
  say('AES-256-GCM: a tag of zeros is refused', (await aesOpen(key, iv, zeroed, NOTHING)) === null);
}

/** RFC 5869, A.1 and A.3, and RFC 7914, section 11. */
async function tryDerivation(say: Say): Promise<void> {
  const one = await crypto.subtle.importKey('raw', bytes('0b'.repeat(22)), 'HKDF', false, ['deriveBits']);
  const first = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: bytes('000102030405060708090a0b0c'), info: bytes('f0f1f2f3f4f5f6f7f8f9') }, one, 42 * 8);
  say('HKDF-SHA256, RFC 5869 A.1', hex(first) === '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865');
  say(
    'HKDF-SHA256, RFC 5869 A.3',
    hex(await hkdf(bytes('0b'.repeat(22)), NOTHING, '', 42)) === '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  );
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode('passwd'), 'PBKDF2', false, ['deriveBits']);
  const slow = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new TextEncoder().encode('salt'), iterations: 1 }, typed, 512);
  say(
    'PBKDF2-SHA256, RFC 7914 section 11',
    hex(slow) === '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
  );
}

/** RFC 6979, A.2.5, and what is not a signature although it looks like one. */
async function trySignatures(say: Say): Promise<void> {
  const point = b64(bytes('04 60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6 7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299'));
  const r = 'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716';
  const s = 'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8';
  const sample = new TextEncoder().encode('sample');
  const stands = (sig: string, at = point, said = sample) => isSigned(at, b64(bytes(sig)), said);
  const plusOrder = (BigInt(`0x${'01'.padStart(64, '0')}`) + BigInt(`0x${ORDER}`)).toString(16);
  say('ECDSA P-256, RFC 6979 A.2.5', await stands(r + s));
  const zero = '00'.repeat(32);
  const bad = [
    zero + zero,
    zero + s,
    r + zero,
    ORDER + s,
    r + ORDER,
    s + r,
    plusOrder + s,
    PRIME + PRIME,
    'ff'.repeat(64),
    `${r}${s}00`,
    r + s.slice(2),
    r,
    '',
    `3044 0220${r}0220${s}`,
  ];
  const answers = await Promise.all(bad.map((sig) => stands(sig)));
  say(
    'ECDSA P-256: zero, the order, swapped, too long, too short and another encoding are refused',
    answers.every((stood) => !stood),
  );
  say('ECDSA P-256: over other words it is refused', !(await stands(r + s, point, new TextEncoder().encode('Sample'))));
  const offCurve = b64(joined(bytes('04'), bytes('11'.repeat(64))));
  say('ECDSA P-256: a point off the curve is refused', !(await stands(r + s, offCurve)));
}

/** RFC 5903, 8.1, and points that no honest key has. */
async function tryPoints(say: Say): Promise<void> {
  const scalar = bytes('c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433');
  const own = 'dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3';
  const pair = await pairOfScalar(scalar, b64(bytes(`04${own}`)));
  say('P-256, RFC 5903 8.1: the private bytes belong to their point', pair !== null);
  say('P-256: and to no other', (await pairOfScalar(scalar, b64(bytes(`04${own.slice(0, -2)}b2`)))) === null);
  const theirs = bytes('04 d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63 56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab');
  const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
  if (pair) {
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: await crypto.subtle.importKey('raw', theirs, ecdh, false, []) }, pair.privateKey, 256);
    say('ECDH P-256, RFC 5903 8.1', hex(shared) === 'd6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de');
  }
  const beyond = (BigInt(`0x${PRIME}`) + 5n).toString(16);
  const points = [
    `04${'00'.repeat(64)}`,
    `04${own.slice(0, -2)}b2`,
    `04${PRIME}${own.slice(64)}`,
    `04${beyond}${own.slice(64)}`,
    `04${'ff'.repeat(64)}`,
    `00${'00'.repeat(64)}`,
    `05${own}`,
    `06${own}`,
    `02${own.slice(0, 64)}`,
    '00',
    '',
    own,
  ];
  const sealed = await Promise.all(
    points.map((point) =>
      hpkeSeal(bytes(point), NOTHING, '', NOTHING)
        .then(() => true)
        .catch(() => false),
    ),
  );
  say(
    'HPKE: sealing to a point off the curve, at infinity, out of range or in another form is refused',
    sealed.every((was) => !was),
  );
  if (!pair) return;
  const opened = await Promise.all(points.map((point) => hpkeOpen(pair, bytes(point), new Uint8Array(48), '', NOTHING)));
  say(
    'HPKE: what was encapsulated to such a point does not open',
    opened.every((open) => open === null),
  );
  const orders = ['00'.repeat(32), ORDER, 'ff'.repeat(32), '01'];
  const scalars = await Promise.all(orders.map((wrong) => pairOfScalar(bytes(wrong), b64(bytes(`04${own}`)))));
  say(
    'P-256: private bytes of zero, the order or beyond make no key',
    scalars.every((made) => made === null),
  );
}
