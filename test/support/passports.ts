import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { IssuerKey, PassportList } from '../../src/shared/training/passport/check.ts';
import type { Passport } from '../../src/shared/training/passport/passport.ts';
import { bytesToSign, joined, passportBody } from '../../src/shared/training/passport/passport.ts';

export const ISSUED_AT = '2026-11-22T09:00:00.000Z';
export const AMARA = '019f3b1c-5d2a-7c44-9d1e-2f6a7b8c9d0e';

/** Somebody who signs passports, rightly or not. */
export type Issuer = { key: IssuerKey; sign(body: Uint8Array): Uint8Array };

/** @param change the key's days; another key's id makes a forger of this one. */
export function makeIssuer(change: Partial<IssuerKey> = {}): Issuer {
  const pair = generateKeyPairSync('ed25519');
  const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 8);
  const key = { keyId, publicKey: raw.toString('base64url'), notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-12-31T00:00:00.000Z', ...change };
  return { key, sign: (body) => joined(sign(null, bytesToSign(body), pair.privateKey), body) };
}

export function samplePassport(change: Partial<Passport> = {}): Passport {
  return {
    keyId: '00000000',
    serial: 7,
    name: 'Amara Example',
    personId: AMARA,
    care: { from: '2026-11-01', isFirst: true },
    level3: { state: 'enrolled', on: '2026-11-10', by: '2028-11-01' },
    level5: { state: 'unknown', on: null, by: null },
    certificates: [
      { code: 2, on: '2026-03-01', expiresOn: '2027-03-01', home: 0xabcdef },
      { code: 9, on: '2025-11-30', expiresOn: '2026-11-30', home: 0x012345 },
      { code: 42, on: '2026-11-02', expiresOn: null, home: null },
    ],
    issuedAt: ISSUED_AT,
    expiresOn: '2027-02-20',
    ...change,
  };
}

export function issuedBy(issuer: Issuer, change: Partial<Passport> = {}): Uint8Array {
  return issuer.sign(passportBody(samplePassport({ keyId: issuer.key.keyId, ...change })));
}

export function listOf(keys: readonly IssuerKey[], change: Partial<PassportList> = {}): PassportList {
  return { keys: [...keys], withdrawn: { from: 1, bits: '' }, on: ISSUED_AT, ...change };
}
