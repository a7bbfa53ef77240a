import type { FastifyRequest } from 'fastify';
import type { Settings } from './settings.ts';
import { turnAway } from './turn-away.ts';

/** The origin this request was made to: the published one, or the Host it named on a developer's machine. */
function originOf(request: FastifyRequest, settings: Settings): string {
  return settings.publicOrigin ?? `${request.protocol}://${request.host}`;
}

/** Where passkeys are bound to. Null where none can be: an unpublished server on a foreign host. */
export function passkeyHome(request: FastifyRequest, settings: Settings): { origin: string; rpId: string } | null {
  const origin = originOf(request, settings);
  const rpId = new URL(origin).hostname;
  return settings.publicOrigin !== null || rpId === 'localhost' || rpId === '127.0.0.1' ? { origin, rpId } : null;
}

/**
 * Nothing changes on a request another site caused (security reference, section 15): the browser
 * says same-origin, the Origin is ours, and a header is set that no form can set.
 */
export function requireSameOrigin(request: FastifyRequest, settings: Settings): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const isOurs = (site === undefined || site === 'same-origin') && (origin === undefined || origin === originOf(request, settings)) && request.headers['x-app'] === '1';
  if (!isOurs) throw turnAway('notAllowed');
}
