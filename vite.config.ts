import { readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { preact } from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

/** Compiles the ICU text in `src/words/en-GB` while building, so that no phone parses a message. */
function compiledWords(): Plugin {
  return {
    name: 'hearth-words',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      if (!/\/src\/words\/en-GB\/[a-z-]+\.ts$/.test(file)) return null;
      const source = readFileSync(file, 'utf8');
      const module = (await import(`data:text/javascript,${encodeURIComponent(source.replace(/ as const;/g, ';'))}`)) as Record<string, Record<string, string>>;
      return Object.entries(module)
        .map(([name, phrases]) => {
          const compiled = Object.fromEntries(Object.entries(phrases).map(([key, text]) => [key, compileMessage(text)]));
          return `export const ${name} = ${JSON.stringify(compiled)};`;
        })
        .join('\n');
    },
  };
}

const version = process.env.HEARTH_VERSION ?? (JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }).version;

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  resolve: { alias: { react: '@preact/compat', 'react-dom': '@preact/compat' } },
  plugins: [
    compiledWords(),
    preact({ devToolsEnabled: false, prefreshEnabled: process.env.NODE_ENV !== 'production' }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'service-worker',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,woff2}', 'icons/icon-192.png', 'manifest.webmanifest'], globIgnores: ['**/sw.js'] },
    }),
  ],
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    server: { deps: { inline: [/@testing-library\/preact/, /@tanstack/] } },
  },
  build: { target: 'es2022', sourcemap: false, modulePreload: { polyfill: false }, reportCompressedSize: false },
});
