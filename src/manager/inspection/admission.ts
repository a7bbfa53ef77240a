import { base64url } from '../../shared/basics/base64url.ts';
import { PIN_ROUNDS } from '../../shared/home/inspector-wire.ts';
import type { Draft } from '../../store/cabinet.ts';

/** 128 bits: nobody guesses a link (security reference, 8.2). */
const SECRET_BYTES = 16;
const PINS = 1_000_000;

export type Admission = { grantId: string; secret: string; pin: string; draft: Draft };

/** Six digits, each as likely as any other: what lies past the last whole million is drawn again. */
function freshPin(): string {
  const draw = new Uint32Array(1);
  do crypto.getRandomValues(draw);
  while ((draw[0] ?? 0) >= Math.floor(2 ** 32 / PINS) * PINS);
  return String((draw[0] ?? 0) % PINS).padStart(6, '0');
}

/**
 * A fresh link and PIN. Both exist only on the screen that shows them; what is recorded are the
 * SHA-256 of the link's secret, and the PIN stretched with that secret as its salt.
 */
export async function makeAdmission(homeId: string, grantId: string): Promise<Admission> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const pin = freshPin();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const hash = await crypto.subtle.digest('SHA-256', bytes(secret));
  const key = await crypto.subtle.importKey('raw', bytes(pin), 'PBKDF2', false, ['deriveBits']);
  const stretched = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(secret), iterations: PIN_ROUNDS }, key, 256);
  const body = { grantId, homeId, secretHash: base64url(new Uint8Array(hash)), pinHash: base64url(new Uint8Array(stretched)) };
  return { grantId, secret, pin, draft: { kind: 'home.inspector.admitted', about: grantId, body } };
}

/** The secret stands after `#`, so no server log ever sees it. */
export function admissionLink(origin: string, secret: string): string {
  return `${origin}/inspect#${secret}`;
}
