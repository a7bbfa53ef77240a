import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { SYNC_TYPE } from '../shared/wire/version.ts';
import type { TurnedAway, TurnedAwayKind } from '../shared/wire/refusal.ts';
import { isBusy } from './records/database.ts';

const STATUS: Record<TurnedAwayKind, number> = {
  signIn: 401,
  notAllowed: 403,
  notFound: 404,
  notValid: 422,
  tooBig: 413,
  tooMany: 429,
  clientTooOld: 426,
  busy: 503,
  linkUnknown: 404,
  linkUsed: 410,
  linkExpired: 410,
  passkeyFailed: 400,
  wrongOffset: 409,
  broken: 422,
  fault: 500,
};

const BUSY_AFTER_S = 2;

type TurnedAwayError = Error & { turnedAway: TurnedAwayKind; retryAfterS?: number };

/** The error to throw when a whole request is turned away. */
export function turnAway(kind: TurnedAwayKind, retryAfterS?: number): TurnedAwayError {
  return Object.assign(new Error(kind), { turnedAway: kind, retryAfterS });
}

function kindOf(fault: FastifyError | TurnedAwayError): TurnedAwayKind {
  if ('turnedAway' in fault) return fault.turnedAway;
  if (isBusy(fault)) return 'busy';
  const status = (fault as FastifyError).statusCode ?? 500;
  if (status === 413) return 'tooBig';
  if (status === 429) return 'tooMany';
  if (status === 404) return 'notFound';
  return status >= 400 && status < 500 ? 'notValid' : 'fault';
}

/** Where in our own code it happened, without the message: a database quotes values in what it says. */
function placesOf(fault: Error): string[] {
  return (fault.stack ?? '').split('\n').flatMap((line) => /^ {4}at .*?(src\/[^)]+)/.exec(line)?.[1] ?? []);
}

/** The server's one error handler. Outsiders learn the kind from a closed list and nothing else. */
export function answerFault(fault: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const kind = kindOf(fault);
  if (kind === 'fault' || kind === 'busy') {
    request.log[kind === 'fault' ? 'error' : 'info']({ kind, fault: fault.name, code: fault.code, route: request.routeOptions.url ?? 'none', at: placesOf(fault) }, 'fault');
  }
  const after = 'retryAfterS' in fault ? fault.retryAfterS : kind === 'busy' ? BUSY_AFTER_S : undefined;
  if (after !== undefined) reply.header('retry-after', String(after));
  const away: TurnedAway = { error: kind };
  // A phone believes a sync reply only when it carries its nonce; without it this is "no network".
  const nonce = (request.body as { nonce?: unknown } | null | undefined)?.nonce ?? request.headers['x-nonce'];
  if (typeof nonce === 'string' && /^[A-Za-z0-9_-]{22}$/.test(nonce)) away.nonce = nonce;
  const type = /^\/(sync\/|attachments\b)/.test(request.url) ? SYNC_TYPE : 'application/json; charset=utf-8';
  reply.code(STATUS[kind]).header('cache-control', 'no-store').type(type).send(JSON.stringify(away));
}
