import { aesKey, aesOpen, aesSeal } from '../../../src/seal/bytes.ts';

/**
 * Project Wycheproof's vectors for what the lockbox leans on, in the forms that the envelope carries.
 * Bundled for a browser as it stands: nothing of Node in here.
 */
type Result = 'valid' | 'invalid' | 'acceptable';
type GcmCase = { tcId: number; key: string; iv: string; aad: string; msg: string; ct: string; tag: string; result: Result };
type PointCase = { tcId: number; point: string; scalar: string; shared: string; result: Result };
export type Wycheproof = { aesGcm: GcmCase[]; ecdh: PointCase[] };

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (given: Uint8Array | ArrayBuffer) => Array.from(new Uint8Array(given), (byte) => byte.toString(16).padStart(2, '0')).join('');
/** A private key in PKCS #8 (RFC 5915 in RFC 5958), before its 32 bytes. */
const PKCS8 = '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420';

/** The numbers of the cases that did not end as they must. */
export async function runWycheproof({ aesGcm, ecdh }: Wycheproof): Promise<{ of: number; wrong: string[] }> {
  const wrong: string[] = [];
  for (const test of aesGcm) if (!(await isGcmRight(test))) wrong.push(`AES-GCM ${test.tcId}`);
  for (const test of ecdh) if (!(await isPointRight(test))) wrong.push(`ECDH ${test.tcId}`);
  return { of: aesGcm.length + ecdh.length, wrong };
}

async function isGcmRight({ key, iv, aad, msg, ct, tag, result }: GcmCase): Promise<boolean> {
  const aes = await aesKey(bytes(key));
  const opened = await aesOpen(aes, bytes(iv), bytes(ct + tag), bytes(aad));
  if (result === 'invalid') return opened === null;
  return opened !== null && hex(opened) === msg && hex(await aesSeal(aes, bytes(iv), bytes(msg), bytes(aad))) === ct + tag;
}

async function isPointRight({ point, scalar, shared, result }: PointCase): Promise<boolean> {
  const found = await derive(point, scalar).catch(() => null);
  if (result === 'invalid') return found === null;
  return found === shared || (result === 'acceptable' && found === null);
}

async function derive(point: string, scalar: string): Promise<string> {
  const p256 = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = await crypto.subtle.importKey('raw', bytes(point), p256, false, []);
  const own = await crypto.subtle.importKey('pkcs8', bytes(PKCS8 + scalar), p256, false, ['deriveBits']);
  return hex(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256));
}
