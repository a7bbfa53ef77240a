import * as z from 'zod/mini';
import type { TurnedAwayKind } from '../shared/wire/refusal.ts';
import { turnedAwaySchema } from '../shared/wire/refusal.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import { signedInSchema } from '../shared/wire/session.ts';

export type SessionError = TurnedAwayKind | 'noSignal';
export type Failed = { ok: false; error: SessionError };
export type SignInOutcome = { ok: true; signedIn: SignedIn } | Failed;

/** Long enough for a cold server on a poor line; a person is watching a spinner. */
const TIMEOUT_MS = 20_000;

export type Got = { ok: true; body: unknown } | Failed;

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

export async function call(method: 'GET' | 'POST', path: string, message?: object): Promise<Got> {
  if (globalThis.navigator?.onLine === false) return { ok: false, error: 'noSignal' };
  const headers = { 'x-app': '1', 'content-type': 'application/json', accept: 'application/json' };
  const body = method === 'POST' ? { body: JSON.stringify(message ?? {}) } : {};
  return read(fetch(path, { method, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS), headers, ...body }));
}

export function parseSignIn(got: Got): SignInOutcome {
  if (!got.ok) return got;
  const who = z.safeParse(signedInSchema, got.body);
  return who.success ? { ok: true, signedIn: who.data } : { ok: false, error: 'noSignal' };
}

/** Who this browser's session belongs to. `signIn` means nobody: the session ended. */
export async function whoAmI(): Promise<SignInOutcome> {
  return parseSignIn(await call('GET', '/session'));
}

/** @param early the reply of a request already under way for this secret, if there is one. */
export async function demoSignIn(secret: string, early: Promise<Response> | null): Promise<SignInOutcome> {
  return parseSignIn(early ? await read(early) : await call('POST', '/session/demo', { secret }));
}

export async function endSession(): Promise<{ ok: true } | Failed> {
  const got = await call('POST', '/session/end');
  return got.ok ? { ok: true } : got;
}
