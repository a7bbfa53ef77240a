import type { ServerResponse } from 'node:http';
import { londonDay } from '../../shared/basics/day.ts';
import type { FastifyInstance } from 'fastify';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { EVERY_SCOPE } from '../records/postgres.ts';
import { isSessionOpen } from '../records/sessions.ts';
import { readScopes } from '../records/scopes.ts';

/** Often enough that no proxy on the way closes a quiet line. */
const HEARTBEAT_MS = 20_000;

type Listener = { personId: string; idHash: string; scopes: Set<string>; out: ServerResponse };

/**
 * Tells open pages that something they may see has changed. It says nothing more: what changed
 * comes by pull, where rights are asked anew.
 */
export function addEventRoutes(app: FastifyInstance, { db, guard, now }: Office): void {
  const listeners = new Set<Listener>();
  const scopesOf = async (personId: string) => new Set(await readScopes(db.db, personId, londonDay(now().toISOString())));

  const tell = async (listener: Listener, scopes: readonly string[]) => {
    // Their own placement may have just changed, and with it what they may see.
    if (scopes.includes(`self:${listener.personId}`)) listener.scopes = await scopesOf(listener.personId);
    if (scopes.includes(EVERY_SCOPE) || scopes.some((scope) => listener.scopes.has(scope))) listener.out.write('data: changed\n\n');
  };
  const stopListening = db.news.listen((scopes) => {
    for (const listener of listeners) tell(listener, scopes).catch(() => listener.out.end());
  });
  const beat = async (listener: Listener) => {
    if (await isSessionOpen(db.db, listener.idHash, now().toISOString())) listener.out.write(':\n\n');
    else listener.out.end();
  };
  const heartbeat = setInterval(() => {
    for (const listener of listeners) beat(listener).catch(() => listener.out.end());
  }, HEARTBEAT_MS);
  heartbeat.unref();

  app.get('/sync/events', { onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    const { personId, idHash } = sessionOf(request);
    const listener: Listener = { personId, idHash, scopes: await scopesOf(personId), out: reply.raw };
    reply.hijack();
    reply.raw.writeHead(200, { ...headersOf(reply.getHeaders()), 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write(': open\n\n');
    listeners.add(listener);
    reply.raw.on('close', () => listeners.delete(listener));
  });

  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    stopListening();
    for (const listener of listeners) listener.out.end();
  });
}

function headersOf(headers: Record<string, number | string | string[] | undefined>): Record<string, number | string | string[]> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
