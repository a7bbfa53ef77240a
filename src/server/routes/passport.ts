import type { FastifyInstance } from 'fastify';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { issuePassport, passportList } from '../records/passports.ts';
import { keyLocksOf } from '../settings.ts';
import { turnAway } from '../turn-away.ts';

/** Seconds for which a list may come from a cache on the way. */
const LIST_LASTS_S = 300;
const TRY_AGAIN_S = 60 * 60;

/** Signed records that people carry, and what anybody needs to check one. */
export function addPassportRoutes(app: FastifyInstance, { db, now, library, guard, settings }: Office): void {
  const { lock } = keyLocksOf(settings);
  /** One's own and nobody else's: the request names no person. */
  app.post('/passport', { onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { personId } = sessionOf(request);
    const issued = await db.db.transaction().execute((trx) => issuePassport(trx, personId, now(), library.catalogue, lock));
    if (issued.is === 'tooMany') throw turnAway('tooMany', TRY_AGAIN_S);
    if (issued.is === 'notFound') throw turnAway('notFound');
    return { passport: issued.passport, expiresOn: issued.expiresOn };
  });

  // Numbers and public keys: it names no person, so nobody is asked who they are.
  app.get('/passport/keys', { onRequest: guard.paced }, async (_request, reply) => {
    reply.header('cache-control', `public, max-age=${LIST_LASTS_S}`);
    return passportList(db.db, now(), lock);
  });
}
