import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import type { Bytes } from './bytes.ts';
import { b64, joined, own, sureBytes, utf8 } from './bytes.ts';

/** The one place that knows the library: RFC 9180, base mode, single shot, suite 0010-0001-0002. */
const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

/** A private key that cannot be taken out opens only with its public half beside it. */
export type Pair = { privateKey: CryptoKey; publicKey: CryptoKey };
export const POINT_BYTES = 65;

/**
 * A fresh encapsulation for each call, so that no nonce is ever used twice.
 * @throws when `pub` is not a point of the curve.
 */
export async function hpkeSeal(pub: Uint8Array, open: Uint8Array, info: string, aad: Uint8Array): Promise<{ enc: Bytes; ct: Bytes }> {
  const to = await suite.DeserializePublicKey(pub);
  const { encapsulatedSecret, ciphertext } = await suite.Seal(to, open, { info: utf8(info), aad });
  return { enc: own(encapsulatedSecret), ct: own(ciphertext) };
}

/** @returns null when the key is another, a byte differs, or `enc` is not a point of the curve. */
export async function hpkeOpen(pair: Pair, enc: Uint8Array, ct: Uint8Array, info: string, aad: Uint8Array): Promise<Bytes | null> {
  try {
    return own(await suite.Open(pair, enc, ct, { info: utf8(info), aad }));
  } catch {
    return null;
  }
}

/** The same 32 bytes give the same pair, on any device (RFC 9180, 7.1.3). */
export const pairFrom = (ikm: Uint8Array, extractable = false): Promise<Pair> => suite.DeriveKeyPair(ikm, extractable);
export const freshPair = (extractable = false): Promise<Pair> => suite.GenerateKeyPair(extractable);
export const pointOf = async (pair: { publicKey: CryptoKey }): Promise<string> => b64(await suite.SerializePublicKey(pair.publicKey));

/** The 32 private bytes of a pair that lets them out. */
export const scalarOf = async (pair: Pair): Promise<Bytes> => own(await suite.SerializePrivateKey(pair.privateKey));

/** The public point of 32 private bytes. Null when they are none. */
export async function pointOfScalar(scalar: Uint8Array): Promise<string | null> {
  try {
    const jwk = await crypto.subtle.exportKey('jwk', await suite.DeserializePrivateKey(scalar, true));
    return b64(joined(Uint8Array.of(4), sureBytes(jwk.x ?? ''), sureBytes(jwk.y ?? '')));
  } catch {
    return null;
  }
}

/** A pair from its 32 private bytes, not to be taken out again. Null when they do not belong to this public point. */
export async function pairOfScalar(scalar: Uint8Array, point: string): Promise<Pair | null> {
  try {
    if ((await pointOfScalar(scalar)) !== point) return null;
    return { privateKey: await suite.DeserializePrivateKey(scalar, false), publicKey: await suite.DeserializePublicKey(sureBytes(point)) };
  } catch {
    return null;
  }
}
