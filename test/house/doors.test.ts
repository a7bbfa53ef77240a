import { describe, expect, it } from 'vitest';
import { importsOf, resolveFrom, roomOf, sourceFiles } from '../support/sources.ts';

/** Who may import whom (src/README.md holds the reasons). A type-only import counts. */
const DOORS: Record<string, string[]> = {
  shared: [],
  words: [],
  ui: ['words'],
  seal: ['shared'],
  store: ['shared'],
  sync: ['shared', 'store'],
  academy: ['shared', 'words', 'ui', 'store'],
  voice: ['shared', 'words', 'ui', 'store', 'seal', 'content'],
  inbox: ['shared', 'words', 'ui', 'store', 'seal'],
  manager: ['shared', 'words', 'ui', 'store', 'seal'],
  board: ['shared', 'words', 'ui', 'store', 'seal'],
  region: ['shared', 'words', 'ui', 'store', 'seal'],
  app: ['shared', 'academy', 'voice', 'inbox', 'manager', 'board', 'region', 'ui', 'words', 'seal', 'store', 'sync'],
  server: ['shared', 'content'],
  content: ['shared'],
  'service-worker': ['shared', 'store', 'sync'],
};

/** Powers that one room alone may use. */
const POWERS: { power: RegExp; rooms: string[] }[] = [
  { power: /^(dexie|idb)$/, rooms: ['store'] },
  { power: /^@tanstack\//, rooms: ['app'] },
  { power: /^workbox-(?!window)/, rooms: ['service-worker'] },
  { power: /^workbox-window$/, rooms: ['app'] },
  { power: /^(node:|fastify|@fastify|kysely|pg$|pino|@simplewebauthn\/server|web-push|nodemailer)/, rooms: ['server'] },
  { power: /^@simplewebauthn\/browser$/, rooms: ['app'] },
  { power: /^hpke$/, rooms: ['seal'] },
  { power: /^(preact|react)/, rooms: ['ui', 'app', 'academy', 'voice', 'inbox', 'manager', 'board', 'region'] },
  { power: /^(@messageformat|make-plural)/, rooms: ['words'] },
];

const files = sourceFiles(['src', 'service-worker'], /\.(ts|tsx)$/);

describe('the doors between rooms', () => {
  it('every room imports only the rooms it may', () => {
    const wrong: string[] = [];
    for (const source of files) {
      for (const specifier of importsOf(source)) {
        if (!specifier.startsWith('.')) continue;
        const target = resolveFrom(source, specifier);
        const room = roomOf(target);
        if (room === source.room || !(target.startsWith('src/') || target.startsWith('service-worker/') || target.startsWith('test/'))) continue;
        const isHelpLine = source.room === 'voice' && room === 'content';
        if (!(DOORS[source.room] ?? []).includes(room) || (isHelpLine && target !== 'src/content/help-lines.ts')) wrong.push(`${source.file} → ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('no room uses a power that belongs to another', () => {
    const wrong: string[] = [];
    for (const source of files) {
      for (const specifier of importsOf(source)) {
        const rule = POWERS.find((entry) => entry.power.test(specifier));
        if (rule && !rule.rooms.includes(source.room)) wrong.push(`${source.file} → ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('only sync calls our server', () => {
    const wrong = files.filter((source) => !['sync', 'server', 'service-worker'].includes(source.room) && /\bfetch\(|new EventSource|XMLHttpRequest|sendBeacon/.test(source.text));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('only the store opens the database of the device', () => {
    const wrong = files.filter((source) => source.room !== 'store' && /\bindexedDB\.(open|deleteDatabase)/.test(source.text));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('the server cannot open a view: nothing in it imports seal', () => {
    const wrong = files.filter((source) => source.room === 'server' && importsOf(source).some((specifier) => /(^|\/)seal\//.test(specifier) || specifier === 'hpke'));
    expect(wrong.map((source) => source.file)).toEqual([]);
  });

  it('every relative import names its file in full, so that Node can run it', () => {
    const wrong = files.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => specifier.startsWith('.') && !/\.(ts|tsx|css|mjs|json)(\?[\w&]+)?$/.test(specifier))
        .map((specifier) => `${source.file} → ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});
