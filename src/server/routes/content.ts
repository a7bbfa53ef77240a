import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Office } from '../app.ts';
import type { Packed } from '../library.ts';
import { turnAway } from '../turn-away.ts';

function sendPacked(request: FastifyRequest, reply: FastifyReply, packed: Packed): FastifyReply {
  reply.header('vary', 'accept-encoding').header('etag', packed.etag).type('application/json; charset=utf-8');
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(packed.etag)) return reply.code(304).send();
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(packed.brotli);
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(packed.gzip);
  return reply.send(packed.plain);
}

/** Courses are the same for everybody and hold no person, so nobody is asked who they are. */
export function addContentRoutes(app: FastifyInstance, { library }: Office): void {
  app.get('/content/catalogue.json', async (request, reply) => {
    reply.header('cache-control', 'no-cache');
    return sendPacked(request, reply, library.cataloguePacked);
  });
  app.get('/content/courses/:id/:file', async (request, reply) => {
    const { id, file } = request.params as { id: string; file: string };
    const packed = library.packages.get(`/content/courses/${id}/${file}`);
    if (!packed) throw turnAway('notFound');
    // The address holds the hash of the bytes, so it never means anything else.
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendPacked(request, reply, packed);
  });
}
