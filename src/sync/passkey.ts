import * as z from 'zod/mini';
import type { Invitation } from '../shared/wire/session.ts';
import { invitationSchema } from '../shared/wire/session.ts';
import type { Failed, Got, SignInOutcome } from './session.ts';
import { call, parseSignIn } from './session.ts';

export type InvitationOutcome = { ok: true; invitation: Invitation } | Failed;
export type OptionsOutcome<Options> = { ok: true; options: Options } | Failed;

/** What the browser's passkey dialogue needs; the rest of the options passes through untouched. */
export type PasskeyQuestion = Pick<PublicKeyCredentialRequestOptionsJSON, 'challenge' | 'timeout' | 'rpId'>;
export type NewPasskey = Pick<PublicKeyCredentialCreationOptionsJSON, 'challenge' | 'timeout' | 'rp' | 'user' | 'pubKeyCredParams'>;

/** The browser itself judges the options; here only their place is known. */
function parseOptions<Options>(got: Got): OptionsOutcome<Options> {
  if (!got.ok) return got;
  const isObject = typeof got.body === 'object' && got.body !== null;
  return isObject ? { ok: true, options: got.body as Options } : { ok: false, error: 'noSignal' };
}

export async function passkeyOptions(): Promise<OptionsOutcome<PasskeyQuestion>> {
  return parseOptions(await call('POST', '/session/passkey/options'));
}

export async function signInWithPasskey(response: object): Promise<SignInOutcome> {
  return parseSignIn(await call('POST', '/session/passkey', { response }));
}

/** The secret travels in the body, never in an address. */
export async function lookAtInvitation(secret: string): Promise<InvitationOutcome> {
  const got = await call('POST', '/invitations/look', { secret });
  if (!got.ok) return got;
  const invitation = z.safeParse(invitationSchema, got.body);
  return invitation.success ? { ok: true, invitation: invitation.data } : { ok: false, error: 'noSignal' };
}

export async function invitationOptions(secret: string): Promise<OptionsOutcome<NewPasskey>> {
  return parseOptions(await call('POST', '/invitations/options', { secret }));
}

export async function acceptInvitation(secret: string, response: object): Promise<SignInOutcome> {
  return parseSignIn(await call('POST', '/invitations/use', { secret, response }));
}
