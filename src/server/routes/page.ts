import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Office } from '../app.ts';
import { turnAway } from '../turn-away.ts';

/** Addresses that are never a page, so a wrong one gets a plain "not found" and no page that looks right. */
const NOT_PAGES = /^\/(sync|session|invitations|content|passport|healthz|nudges|assets|media)(\/|\?|$)/;
/** The workers that hold keys, named by what is in them. */
const KEYS = /^(talk|reader)-keys-[\w-]+\.js$/;
/** The young person's page, which loads nothing of the carers'. */
const TALK = /^\/talk\/?$/;
const NOT_BUILT = 'Hearth is running, but its page has not been built yet. Run "npm run build" and look again.\n';

/** Somebody opens an address, as against a page that asks for its contents. */
export function isNavigation(request: FastifyRequest): boolean {
  const [address = ''] = request.url.split('?');
  return (
    (request.method === 'GET' || request.method === 'HEAD') && !NOT_PAGES.test(address) && !address.includes('.') && String(request.headers.accept ?? '').includes('text/html')
  );
}

/** The built page. Files with a hash in their name stay a year; everything else is asked about each time. */
export async function addPageRoutes(app: FastifyInstance, { dist, guard }: Office): Promise<void> {
  const isBuilt = dist !== undefined && existsSync(path.join(dist, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: path.resolve(dist),
      preCompressed: true,
      dotfiles: 'ignore',
      cacheControl: false,
      acceptRanges: false,
      lastModified: false,
      setHeaders(reply, file) {
        const isHashed = file.startsWith(path.join(path.resolve(dist), 'assets') + path.sep) || KEYS.test(path.basename(file));
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        // Asked for once by its own name, it is never asked about again.
        if (isHashed) reply.removeHeader('etag');
      },
    });
  }
  app.setNotFoundHandler(
    {
      preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
        if (!isNavigation(request)) await guard.slowLost.call(app, request, reply);
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (!isNavigation(request)) throw turnAway('notFound');
      if (isBuilt) return reply.code(200).sendFile(TALK.test(request.url.split('?')[0] ?? '') ? 'talk.html' : 'index.html');
      return reply.code(503).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(NOT_BUILT);
    },
  );
}
