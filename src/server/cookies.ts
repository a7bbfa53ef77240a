import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../shared/wire/session.ts';
import { dropPushAddresses, movePushAddresses } from './records/nudges.ts';
import type { Queries } from './records/rows.ts';
import { DELIVERY_LASTS_MS, endSessions, hashOf, SESSION_LASTS_MS, startSession } from './records/sessions.ts';

export const SESSION_COOKIE = '__Host-sid';
export const DELIVERY_COOKIE = '__Host-post';
/** An inspector's. No guard looks at it: it opens `/inspection` and nothing else. */
export const LOOK_COOKIE = '__Host-look';

/** Max-Age and never Expires: a phone's clock may be days wrong. */
export function cookieOptions(lastsMs: number) {
  return { path: '/', secure: true, httpOnly: true, sameSite: 'strict', maxAge: Math.floor(lastsMs / 1000) } as const;
}

function secretsOf(request: FastifyRequest): string[] {
  return [request.cookies[SESSION_COOKIE], request.cookies[DELIVERY_COOKIE]].filter((secret) => secret !== undefined);
}

/**
 * Signs in with fresh secrets; those this browser had before end, so none can be planted (E5).
 * Whoever's account is closed gets the sign-in that delivers, and no other.
 */
export async function signIn(db: Queries, request: FastifyRequest, reply: FastifyReply, who: SignedIn): Promise<void> {
  const { personId, now } = who;
  const before = secretsOf(request).map(hashOf);
  await endSessions(db, secretsOf(request));
  if (who.isClosed) reply.setCookie(SESSION_COOKIE, '', cookieOptions(0));
  else reply.setCookie(SESSION_COOKIE, await startSession(db, personId, 'session', now), cookieOptions(SESSION_LASTS_MS));
  const delivery = await startSession(db, personId, 'delivery', now);
  reply.setCookie(DELIVERY_COOKIE, delivery, cookieOptions(DELIVERY_LASTS_MS));
  await movePushAddresses(db, before, personId, hashOf(delivery));
}

export async function signOut(db: Queries, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await dropPushAddresses(db, secretsOf(request).map(hashOf));
  await endSessions(db, secretsOf(request));
  reply.setCookie(SESSION_COOKIE, '', cookieOptions(0));
  reply.setCookie(DELIVERY_COOKIE, '', cookieOptions(0));
}

/** The sign-in that lasts as long as this browser is somebody's: what is kept for the browser hangs on it. */
export function browserSignIn(request: FastifyRequest): string | null {
  const secret = request.cookies[DELIVERY_COOKIE] ?? request.cookies[SESSION_COOKIE];
  return secret === undefined ? null : hashOf(secret);
}

/** The cookie slides with the sign-in it stands for. */
export function slideDelivery(request: FastifyRequest, reply: FastifyReply): void {
  const secret = request.cookies[DELIVERY_COOKIE];
  if (secret) reply.setCookie(DELIVERY_COOKIE, secret, cookieOptions(DELIVERY_LASTS_MS));
}
