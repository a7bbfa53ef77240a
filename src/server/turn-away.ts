import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { SYNC_TYPE } from '../shared/wire/version.ts';
import type { TurnedAway, TurnedAwayKind } from '../shared/wire/refusal.ts';
import type { Trouble } from './records/trouble.ts';
import { troubleOf } from './records/trouble.ts';

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
  idReuse: 409,
  changedMeanwhile: 409,
  broken: 422,
  fault: 500,
};

/** When to ask again, in seconds. A full disk waits for a person. */
const BUSY_AFTER_S: Record<Trouble, number> = { clash: 2, waited: 2, away: 5, full: 30 };
/** An operator must see at once that the records take nothing; two pushes that met are nothing. */
const LOUDNESS: Record<Trouble, 'info' | 'warn' | 'error'> = { clash: 'info', waited: 'info', away: 'warn', full: 'error' };

type TurnedAwayError = Error & { turnedAway: TurnedAwayKind; retryAfterS?: number };

/** The error to throw when a whole request is turned away. */
export function turnAway(kind: TurnedAwayKind, retryAfterS?: number): TurnedAwayError {
  return Object.assign(new Error(kind), { turnedAway: kind, retryAfterS });
}

function kindOf(fault: FastifyError | TurnedAwayError): TurnedAwayKind {
  if ('turnedAway' in fault) return fault.turnedAway;
  if (troubleOf(fault) !== null) return 'busy';
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
  const trouble = 'turnedAway' in fault ? null : troubleOf(fault);
  if (kind === 'fault' || kind === 'busy') {
    const { errcode } = fault as { errcode?: number };
    request.log[trouble ? LOUDNESS[trouble] : 'error'](
      { kind, trouble, fault: fault.name, code: fault.code, errcode, route: request.routeOptions.url ?? 'none', at: placesOf(fault) },
      'fault',
    );
  }
  const after = 'retryAfterS' in fault ? fault.retryAfterS : trouble ? BUSY_AFTER_S[trouble] : undefined;
  if (after !== undefined) reply.header('retry-after', String(after));
  const away: TurnedAway = { error: kind };
  // A phone believes a sync reply only when it carries its nonce; without it this is "no network".
  const nonce = (request.body as { nonce?: unknown } | null | undefined)?.nonce ?? request.headers['x-nonce'];
  if (typeof nonce === 'string' && /^[A-Za-z0-9_-]{22}$/.test(nonce)) away.nonce = nonce;
  const type = /^\/(sync\/|attachments\b)/.test(request.url) ? SYNC_TYPE : 'application/json; charset=utf-8';
  reply.code(STATUS[kind]).header('cache-control', 'no-store').type(type).send(JSON.stringify(away));
}
