import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import type { Proof } from '../inbox/inbox.ts';
import { base64url } from '../shared/basics/base64url.ts';

/** Byte of the authenticator's answer that holds its flags, and the flag for "the person was verified" (WebAuthn, 6.1). */
const FLAGS_AT = 32;
const VERIFIED = 4;

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/**
 * The person shows their face, finger or PIN to this phone. It is a lock on this screen, so this phone
 * may judge it: nothing here opens anything on the server, and it works without signal.
 */
export async function provePresence(personId: string): Promise<Proof> {
  if (!browserSupportsWebAuthn()) return 'noPasskey';
  const challenge = base64url(crypto.getRandomValues(new Uint8Array(32)));
  try {
    const { response } = await startAuthentication({ optionsJSON: { challenge, userVerification: 'required', timeout: 60_000 } });
    const flags = bytesOf(response.authenticatorData)[FLAGS_AT] ?? 0;
    if ((flags & VERIFIED) === 0) return 'cancelled';
    return response.userHandle === base64url(new TextEncoder().encode(personId)) ? 'proved' : 'other';
  } catch {
    return 'cancelled';
  }
}
