import { base64url } from '../shared/basics/base64url.ts';

/** Bytes that Web Crypto takes: never over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Bytes => encoder.encode(text);
/** @throws when the bytes are not UTF-8. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);
export const b64 = base64url;

export function own(bytes: Uint8Array): Bytes {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes);
}

/**
 * base64url without padding, and one spelling only: another last character that would
 * decode to the same bytes is refused, so that no altered text passes for the same message.
 */
export function bytesOf(text: string): Bytes | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const sextet = sextetOf(text.charCodeAt(index));
    if (sextet < 0) return null;
    held = (held << 6) | sextet;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = held >> bits;
      at += 1;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 && bits < 6 ? bytes : null;
}

function sextetOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  return code === 45 ? 62 : code === 95 ? 63 : -1;
}

/** @throws when the text is not base64url; for what a schema has let through already. */
export function sureBytes(text: string): Bytes {
  const bytes = bytesOf(text);
  if (!bytes) throw new RangeError('not base64url');
  return bytes;
}

export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Four bytes, the highest first. */
export function uint32(count: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, count);
  return bytes;
}

export const chance = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

export async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));
}

export async function hkdf(ikm: Uint8Array, salt: Uint8Array, info: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', own(ikm), 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: own(salt), info: utf8(info) }, key, length * 8));
}

export async function aesKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', own(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function aesSeal(key: CryptoKey, iv: Uint8Array, open: Uint8Array, aad: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: own(iv), additionalData: own(aad) }, key, own(open)));
}

/** @returns null when the key, the bytes or what goes with them is another. */
export async function aesOpen(key: CryptoKey, iv: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: own(iv), additionalData: own(aad) }, key, own(sealed)));
  } catch {
    return null;
  }
}

/** Compared to the end whatever differs. */
export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let differs = 0;
  for (let index = 0; index < one.length; index += 1) differs |= (one[index] ?? 0) ^ (other[index] ?? 0);
  return differs === 0;
}
