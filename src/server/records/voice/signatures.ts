import { webcrypto } from 'node:crypto';
import type { Json } from '../../../shared/basics/canonical.ts';
import { canonicalJson } from '../../../shared/basics/canonical.ts';
import type { SignedEnvelope } from '../../../shared/voice/envelope.ts';

/** Checks of signatures alone. Nothing here opens anything: this server has no key that could. */

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };
const HOW = { name: 'ECDSA', hash: 'SHA-256' };
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/** False for anything that is not a signature of this point over these bytes, a point off the curve among them. */
async function isSigned(point: string, sig: string, bytes: Uint8Array): Promise<boolean> {
  try {
    const key = await webcrypto.subtle.importKey('raw', bytesOf(point), ECDSA, false, ['verify']);
    return await webcrypto.subtle.verify(HOW, key, bytesOf(sig), bytes);
  } catch {
    return false;
  }
}

function withLength(part: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return Buffer.concat([length, part]);
}

/** Header, iv, body, and the slots as canonical JSON, each after its length in four bytes. */
export function messageBytes({ header, iv, body, slots }: Pick<SignedEnvelope, 'header' | 'iv' | 'body' | 'slots'>): Buffer {
  return Buffer.concat([bytesOf(header), bytesOf(iv), bytesOf(body), Buffer.from(canonicalJson(slots as Json))].map(withLength));
}

/** What is signed begins with its purpose, so that a signature for one never stands under another. */
export const purposes = { root: 'hearth/v1/root|', directory: 'hearth/v1/directory|', share: 'hearth/v1/share|' } as const;

export function isMessageSigned(message: SignedEnvelope, dsk: string): Promise<boolean> {
  return isSigned(dsk, message.sig, messageBytes(message));
}

/** @param text64 what was signed, as it travels: base64url of canonical JSON. */
export function isSignedFor(purpose: keyof typeof purposes, text64: string, point: string, sig: string): Promise<boolean> {
  return isSigned(point, sig, Buffer.concat([Buffer.from(purposes[purpose]), bytesOf(text64)]));
}
