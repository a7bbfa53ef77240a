import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { temporaryFolder } from '../folder.ts';

/** The app's own rules for scripts, so that what is shown here can be shown there. */
const RULES =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types app-sw";
/** What the server says of the worker that holds keys: it loads its own parts and reaches nothing. */
const WORKER_RULES = "default-src 'none'; script-src 'self'";
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

/** Builds the room of keys for a browser and serves it on the loopback, under the app's own headers. */
export async function servePage(): Promise<{ address: string; folder: string; close(): Promise<void> }> {
  const folder = temporaryFolder();
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      outDir: folder.path,
      emptyOutDir: false,
      reportCompressedSize: false,
      modulePreload: false,
      rolldownOptions: { input: fileURLToPath(new URL('page.ts', import.meta.url)), output: { entryFileNames: 'page.js', chunkFileNames: 'assets/[name]-[hash].js' } },
    },
  });
  const server = createServer((request, response) => {
    const asked = (request.url ?? '/').split('?')[0] ?? '/';
    const page = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Seal</title><script type="module" src="/page.js"></script></html>\n';
    response.setHeader('content-security-policy', /^\/assets\/(young-|reader-)?worker-/.test(asked) ? WORKER_RULES : RULES);
    response.setHeader('content-type', TYPES[path.extname(asked)] ?? TYPES['.html'] ?? '');
    try {
      response.end(asked === '/' ? page : readFileSync(path.join(folder.path, path.normalize(asked))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the page is not served');
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    folder: folder.path,
    close: async () => {
      await new Promise<void>((closed) => server.close(() => closed()));
      folder.remove();
    },
  };
}
