import type { FastifyInstance } from 'fastify';
import type { Office } from '../app.ts';
import { getEpoch } from '../records/marks.ts';

/**
 * Answers 200 once the records can be read, so that nothing is sent here too early. A full disk
 * takes no work, and that is said here for whoever watches; reading goes on, so it stays 200.
 */
export function addHealthRoutes(app: FastifyInstance, { db }: Office): void {
  app.get('/healthz', async (_request, reply) => {
    await getEpoch(db.db);
    reply.header('cache-control', 'no-store');
    return { ready: true, takesWork: db.trouble !== 'full' };
  });
}
