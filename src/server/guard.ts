import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler, preHandlerAsyncHookHandler } from 'fastify';
import { DELIVERY_COOKIE, SESSION_COOKIE, slideDelivery } from './cookies.ts';
import type { Records } from './records/database.ts';
import type { Session } from './records/sessions.ts';
import { findSession } from './records/sessions.ts';
import { turnAway } from './turn-away.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once a guard has looked. */
    session: Session | null;
  }
}

export type Guard = {
  /** Looks who asks. Turning away waits for the body, so that the reply can carry its nonce. */
  look: onRequestAsyncHookHandler;
  /** As `look`, and a delivery sign-in is enough. */
  lookForDelivery: onRequestAsyncHookHandler;
  /** Turns strangers away and holds everybody to a pace. */
  require: preHandlerAsyncHookHandler;
  /** For routes that strangers may ask and where nothing can be guessed. */
  paced: onRequestAsyncHookHandler;
  /** For routes that strangers may ask, where guessing must be slow. */
  slow: onRequestAsyncHookHandler;
  /** For wrong addresses: nobody should map the server quickly. */
  slowLost: preHandlerAsyncHookHandler;
};

const PER_MINUTE = { timeWindow: 60_000 };
/** Requests a minute. A home shares one address, so signed-in people are counted by sign-in. */
const LIMITS = { session: 600, stranger: 600, guess: 60, lost: 300 };

export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw turnAway('signIn');
  return request.session;
}

export function openGuard(app: FastifyInstance, records: Records, now: () => Date): Guard {
  app.decorateRequest('session', null);
  const limited = (max: number, keyGenerator: (request: FastifyRequest) => string) => {
    const check = app.createRateLimit({ ...PER_MINUTE, max, keyGenerator });
    return async (request: FastifyRequest) => {
      const seen = await check(request);
      if (!seen.isAllowed && seen.isExceeded) throw turnAway('tooMany', Math.max(1, seen.ttlInSeconds));
    };
  };
  const limitSession = limited(LIMITS.session, (request) => `session ${request.session?.idHash ?? ''}`);
  const limitStranger = limited(LIMITS.stranger, (request) => `stranger ${request.ip}`);
  const limitGuess = limited(LIMITS.guess, (request) => `guess ${request.ip}`);
  const limitLost = limited(LIMITS.lost, (request) => `lost ${request.ip}`);

  const find = async (request: FastifyRequest, cookie: string, kind: Session['kind']) => {
    const secret = request.cookies[cookie];
    return secret ? findSession(records.db, secret, kind, now().toISOString()) : null;
  };
  return {
    async look(request) {
      request.session = await find(request, SESSION_COOKIE, 'session');
    },
    async lookForDelivery(request, reply) {
      request.session = (await find(request, SESSION_COOKIE, 'session')) ?? (await find(request, DELIVERY_COOKIE, 'delivery'));
      if (request.session?.kind === 'delivery') slideDelivery(request, reply);
    },
    async require(request) {
      await (request.session ? limitSession(request) : limitStranger(request));
      sessionOf(request);
    },
    async paced(request) {
      await limitStranger(request);
    },
    async slow(request) {
      await limitGuess(request);
    },
    async slowLost(request) {
      await limitLost(request);
    },
  };
}
