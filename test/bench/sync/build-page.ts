import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the bench's page into a folder, with the app's own store and postman inside. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      reportCompressedSize: false,
      modulePreload: false,
      rolldownOptions: { input: fileURLToPath(new URL('page.ts', import.meta.url)), output: { entryFileNames: 'page.js', chunkFileNames: 'assets/[name]-[hash].js' } },
    },
  });
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Bench</title><script type="module" src="/page.js"></script></html>\n',
  );
}
