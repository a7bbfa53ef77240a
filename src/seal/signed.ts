import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Directory, ReaderDevice } from '../shared/voice/directory.ts';
import type { Envelope, SignedEnvelope } from '../shared/voice/envelope.ts';
import type { Bytes } from './bytes.ts';
import { b64, bytesOf, joined, own, sureBytes, uint32, utf8 } from './bytes.ts';

/** ECDSA P-256 with SHA-256; 64 bytes, r and s one after the other. */
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HOW = { name: 'ECDSA', hash: 'SHA-256' } as const;

export type Signer = { k: string; privateKey: CryptoKey; pub: string };

export async function freshSigningPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify']);
}

export async function signingPoint(pair: { publicKey: CryptoKey }): Promise<string> {
  return b64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
}

/** A signing pair from 32 private bytes and their point. For demonstrations, where a link stands for a device. */
export async function signingPairOf(scalar: Uint8Array, point: string): Promise<CryptoKeyPair> {
  const raw = sureBytes(point);
  const coordinates = { kty: 'EC', crv: 'P-256', x: b64(raw.subarray(1, 33)), y: b64(raw.subarray(33)) };
  return {
    privateKey: await crypto.subtle.importKey('jwk', { ...coordinates, d: b64(scalar) }, ECDSA, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', coordinates, ECDSA, true, ['verify']),
  };
}

export async function sign(key: CryptoKey, bytes: Uint8Array): Promise<string> {
  return b64(new Uint8Array(await crypto.subtle.sign(HOW, key, own(bytes))));
}

/** False for anything that is not a signature by this point over these bytes, a point off the curve among them. */
export async function isSigned(point: string, sig: string, bytes: Uint8Array): Promise<boolean> {
  const raw = bytesOf(point);
  const signature = bytesOf(sig);
  if (!raw || !signature) return false;
  try {
    const key = await crypto.subtle.importKey('raw', raw, ECDSA, false, ['verify']);
    return await crypto.subtle.verify(HOW, key, signature, own(bytes));
  } catch {
    return false;
  }
}

/** Header, iv, body and slots (as canonical JSON), each after its length in four bytes, so that no boundary can move. */
export function signedParts(envelope: Envelope): Bytes {
  const parts = [sureBytes(envelope.header), sureBytes(envelope.iv), sureBytes(envelope.body), utf8(canonicalJson(envelope.slots))];
  return joined(...parts.flatMap((part) => [uint32(part.length), part]));
}

/**
 * The device that signed it, as the directory knows it.
 * @returns why not: `unknownDevice` when the directory does not list it, `forged` when the signature is another's.
 */
export async function signerOf(message: SignedEnvelope, directory: Directory): Promise<ReaderDevice | 'forged' | 'unknownDevice'> {
  const device = directory.devices.find((entry) => entry.d === message.cert);
  if (!device) return 'unknownDevice';
  try {
    return (await isSigned(device.dsk, message.sig, signedParts(message))) ? device : 'forged';
  } catch {
    return 'forged';
  }
}

/** Clocks differ: a device that was listed a minute ago may name a moment before. */
const LEEWAY_MS = 24 * 60 * 60 * 1000;

/** Whether this device could say this for that audience at that moment. What it signed before it was revoked stays true. */
export function maySpeak(device: ReaderDevice, a: string, at: string): boolean {
  const moment = Date.parse(at);
  return (
    device.audiences.includes(a) &&
    Date.parse(device.from) - LEEWAY_MS <= moment &&
    moment < Date.parse(device.until) &&
    !(device.revokedAt && moment >= Date.parse(device.revokedAt))
  );
}
