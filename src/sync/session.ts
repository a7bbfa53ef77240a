import * as z from 'zod/mini';
import type { TurnedAwayKind } from '../shared/wire/refusal.ts';
import { turnedAwaySchema } from '../shared/wire/refusal.ts';
import type { Invitation, SignedIn } from '../shared/wire/session.ts';
import { invitationSchema, signedInSchema } from '../shared/wire/session.ts';

export type SessionError = TurnedAwayKind | 'noSignal';
type Failed = { ok: false; error: SessionError };
export type SignInOutcome = { ok: true; signedIn: SignedIn } | Failed;
export type InvitationOutcome = { ok: true; invitation: Invitation } | Failed;
export type OptionsOutcome<Options> = { ok: true; options: Options } | Failed;

/** What the browser's passkey dialogue needs; the rest of the options passes through untouched. */
export type PasskeyQuestion = Pick<PublicKeyCredentialRequestOptionsJSON, 'challenge' | 'timeout' | 'rpId'>;
export type NewPasskey = Pick<PublicKeyCredentialCreationOptionsJSON, 'challenge' | 'timeout' | 'rp' | 'user' | 'pubKeyCredParams'>;

/** Long enough for a cold server on a poor line; a person is watching a spinner. */
const TIMEOUT_MS = 20_000;

type Got = { ok: true; body: unknown } | Failed;

async function read(reply: Promise<Response>): Promise<Got> {
  try {
    const response = await reply;
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, body };
    const away = z.safeParse(turnedAwaySchema, body);
    return { ok: false, error: away.success ? away.data.error : 'noSignal' };
  } catch {
    // No network, a timeout, or a login page where our server's answer should be.
    return { ok: false, error: 'noSignal' };
  }
}

async function call(method: 'GET' | 'POST', path: string, message?: object): Promise<Got> {
  if (globalThis.navigator?.onLine === false) return { ok: false, error: 'noSignal' };
  const headers = { 'x-app': '1', 'content-type': 'application/json', accept: 'application/json' };
  const body = method === 'POST' ? { body: JSON.stringify(message ?? {}) } : {};
  return read(fetch(path, { method, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS), headers, ...body }));
}

function parseSignIn(got: Got): SignInOutcome {
  if (!got.ok) return got;
  const who = z.safeParse(signedInSchema, got.body);
  return who.success ? { ok: true, signedIn: who.data } : { ok: false, error: 'noSignal' };
}

/** The browser itself judges the options; here only their place is known. */
function parseOptions<Options>(got: Got): OptionsOutcome<Options> {
  if (!got.ok) return got;
  const isObject = typeof got.body === 'object' && got.body !== null;
  return isObject ? { ok: true, options: got.body as Options } : { ok: false, error: 'noSignal' };
}

/** Who this browser's session belongs to. `signIn` means nobody: the session ended. */
export async function whoAmI(): Promise<SignInOutcome> {
  return parseSignIn(await call('GET', '/session'));
}

/** @param early the reply of a request already under way for this secret, if there is one. */
export async function demoSignIn(secret: string, early: Promise<Response> | null): Promise<SignInOutcome> {
  return parseSignIn(early ? await read(early) : await call('POST', '/session/demo', { secret }));
}

export async function passkeyOptions(): Promise<OptionsOutcome<PasskeyQuestion>> {
  return parseOptions(await call('POST', '/session/passkey/options'));
}

export async function signInWithPasskey(response: object): Promise<SignInOutcome> {
  return parseSignIn(await call('POST', '/session/passkey', { response }));
}

export async function endSession(): Promise<{ ok: true } | Failed> {
  const got = await call('POST', '/session/end');
  return got.ok ? { ok: true } : got;
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
