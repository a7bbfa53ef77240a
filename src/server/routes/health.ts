import type { FastifyInstance } from 'fastify';
import type { Office } from '../app.ts';
import { getEpoch } from '../records/marks.ts';

/** Answers once the records can be read, so that nothing is sent here too early. */
export function addHealthRoutes(app: FastifyInstance, { db }: Office): void {
  app.get('/healthz', async (_request, reply) => {
    await getEpoch(db.db);
    reply.header('cache-control', 'no-store');
    return { ready: true };
  });
}
