import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { actSchema } from '../../shared/wire/sealed.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { takeAct } from '../records/voice/acts.ts';
import { currentDirectory } from '../records/voice/directory.ts';
import { audiencesOf, standingOf } from '../records/voice/readers.ts';
import { readInbox } from '../records/voice/threads.ts';
import { turnAway } from '../turn-away.ts';
import { isNavigation } from './page.ts';
import { parse } from './sync.ts';

const sinceSchema = z.object({ since: z.optional(z.string().check(z.maxLength(2000))) });

/**
 * What readers see and do. Whoever reads no audience gets an empty page, the same whether views exist or not
 * (D1); rights are asked anew at every request.
 */
export function addInboxRoutes(app: FastifyInstance, { db, now, guard }: Office): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  /** The readers' page has this address too: whoever opens it gets the page, like anybody else's. */
  const asPage = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isNavigation(request)) return;
    reply.callNotFound();
    return reply;
  };
  const whoIs = (request: FastifyRequest) => standingOf(db.db, sessionOf(request).personId, now().toISOString());

  app.get('/inbox', { onRequest: [asPage, guard.look], preHandler: guard.require }, async (request) => {
    const { since } = parse(sinceSchema, request.query);
    const current = await currentDirectory(db.db);
    const audiences = audiencesOf(current?.directory ?? null, await whoIs(request), now().toISOString());
    if (!current || audiences.length === 0) return { directoryVersion: current?.version ?? 0, audiences: [], threads: [], escalations: [], cursor: '', hasMore: false };
    return readInbox(db.db, current, audiences, since ?? null);
  });

  app.post('/inbox/acts', { onRequest: guard.look, preHandler: guard.require }, async (request) => {
    const act = parse(actSchema, request.body);
    const current = await currentDirectory(db.db);
    if (!current) throw turnAway('notFound');
    const acted = await takeAct(db, current, await whoIs(request), act, now().toISOString());
    switch (acted.is) {
      case 'done':
        return { receipt: acted.receipt, at: acted.at };
      case 'notFound':
        throw turnAway('notFound');
      case 'notValid':
        throw turnAway('notValid');
      case 'otherBytes':
        throw turnAway('idReuse');
      case 'tooEarly':
        throw turnAway('changedMeanwhile');
    }
  });
}
