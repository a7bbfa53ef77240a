import type { FastifyInstance } from 'fastify';

export type ListedRoute = { method: string; url: string };

/** Every route of a server, as the server itself lists them, `HEAD` left out. */
export function routesOf(app: FastifyInstance): ListedRoute[] {
  const path: string[] = [];
  const found = new Map<string, ListedRoute>();
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const at = line.search(/[^│├└─\s]/);
    if (at < 0) continue;
    const [, part = '', methods = ''] = /^(\S*)(?: \((.*)\))?/.exec(line.slice(at)) ?? [];
    path.length = Math.floor(at / 4);
    path[Math.floor(at / 4)] = part;
    const url = [...path].join('').replace(/^\/+/, '/');
    for (const method of methods.split(', ')) if (method !== 'HEAD' && method !== '') found.set(`${method} ${url}`, { method, url });
  }
  return [...found.values()];
}
