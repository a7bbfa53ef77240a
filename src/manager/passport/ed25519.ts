/**
 * Ed25519 by the browser itself. False for anything that is no signature by this key.
 * @throws NotSupportedError, or TypeError without a secure context, where this browser cannot tell.
 */
export async function isSigned(publicKey: Uint8Array, signature: Uint8Array, signed: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(signed));
}
