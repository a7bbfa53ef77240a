import { createPublicKey, verify } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { decodeQR } from 'qr/decode.js';
import { encode } from 'uqr';
import { addDays } from '../../../src/shared/basics/day.ts';
import { checkPassport } from '../../../src/shared/training/passport/check.ts';
import { passportText } from '../../../src/shared/training/passport/passport.ts';
import { ISSUED_AT, issuedBy, listOf, makeIssuer } from '../../support/passports.ts';

const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const byNode = async (publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array) =>
  verify(null, signed, createPublicKey({ key: Buffer.concat([PREFIX, publicKey]), format: 'der', type: 'spki' }), signature);
/** What a browser does. */
const byWebCrypto = async (publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array) =>
  crypto.subtle.verify(
    'Ed25519',
    await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify']),
    Uint8Array.from(signature),
    Uint8Array.from(signed),
  );

const ROUNDS = 200;
const PIXELS = 6;
const QUIET = 4;

/** A screenshot of the code: black on white, six pixels to a square. */
function pictureOf(text: string): { width: number; height: number; data: Uint8ClampedArray; squares: number } {
  const { data: squares, size } = encode(text, { ecc: 'M', border: QUIET });
  const side = size * PIXELS;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [y, row] of squares.entries())
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue;
      for (let down = 0; down < PIXELS; down += 1)
        for (let across = 0; across < PIXELS; across += 1)
          data.fill(0, ((y * PIXELS + down) * side + x * PIXELS + across) * 4, ((y * PIXELS + down) * side + x * PIXELS + across) * 4 + 3);
    }
  return { width: side, height: side, data, squares: size - 2 * QUIET };
}

async function median(act: () => Promise<unknown> | unknown): Promise<string> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await act();
    took.push(performance.now() - from);
  }
  took.sort((one, other) => one - other);
  return `${(took[ROUNDS / 2] ?? 0).toFixed(2)} ms`;
}

/** Reading the code in a picture and checking it, by certificates; and against a list of a whole region's withdrawn numbers. */
export async function benchPassport(): Promise<void> {
  const issuer = makeIssuer();
  const lists = {
    '10,000 numbers': listOf([issuer.key], { withdrawn: { from: 1, bits: Buffer.alloc(1250).toString('base64url') } }),
    '100,000 numbers': listOf([issuer.key], { withdrawn: { from: 1, bits: Buffer.alloc(12_500).toString('base64url') } }),
  };
  const rows = [];
  for (const count of [8, 15, 25, 40]) {
    const certificates = Array.from({ length: count }, (_, index) => ({
      code: index + 1,
      on: addDays('2026-01-01', index),
      expiresOn: addDays('2027-01-01', index),
      home: 0xabc000 + (index % 3),
    }));
    const bytes = issuedBy(issuer, { certificates, serial: 9000 });
    const text = passportText(bytes);
    const picture = pictureOf(text);
    if (decodeQR(picture) !== text) throw new Error('the picture was not read');
    rows.push({
      certificates: count,
      bytes: bytes.length,
      squares: picture.squares,
      'read the picture': await median(() => decodeQR(picture)),
      'check, Node': await median(() => checkPassport(text, lists['10,000 numbers'], ISSUED_AT, byNode)),
      'check, Web Crypto': await median(() => checkPassport(text, lists['10,000 numbers'], ISSUED_AT, byWebCrypto)),
      'ten times the list': await median(() => checkPassport(text, lists['100,000 numbers'], ISSUED_AT, byWebCrypto)),
    });
  }
  console.log('\nTraining passports (REQ-9: scanned and verified within a second)');
  console.table(rows);
}
