import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { nonceSchema } from '../../shared/wire/nonce.ts';
import { SYNC_TYPE } from '../../shared/wire/version.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { readAuthority } from '../records/authority.ts';
import { parse, sayPerson } from './sync.ts';

const authorityUpSchema = z.object({ nonce: nonceSchema });

/** Who may sign practice in the homes of whoever asks, for phones to keep while there is no signal. */
export function addAuthorityRoute(app: FastifyInstance, { db, now, guard }: Office): void {
  app.post('/authority', { onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const { nonce } = parse(authorityUpSchema, request.body);
    return reply.type(SYNC_TYPE).send(JSON.stringify({ nonce, ...(await readAuthority(db.db, personId, now())) }));
  });
}
