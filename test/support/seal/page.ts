import readerAddress from '../../../src/seal/reader-worker.ts?worker&url';
import youngAddress from '../../../src/seal/young-worker.ts?worker&url';
import { sealEnvelope } from '../../../src/seal/envelope.ts';
import { linkTo } from '../../../src/seal/link.ts';
import type { ReaderEngine } from '../../../src/seal/reader-engine.ts';
import { makeReaderKeeper } from '../../../src/seal/reader-keeper.ts';
import type { YoungEngine } from '../../../src/seal/young-engine.ts';
import { makeYoungKeeper } from '../../../src/seal/young-keeper.ts';
import { tryPrimitives } from './primitives.ts';
import { runVectors } from './vectors.ts';
import { runWycheproof } from './wycheproof.ts';

/** What a test asks of a browser: the keepers as the app makes them, each over a worker, and the published vectors. */
type PolicyMaker = { createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): unknown } };
/** A worker whose file is gone from the server. */
const MISSING = '/assets/worker-gone.js';
const maker = (globalThis as unknown as { trustedTypes: PolicyMaker }).trustedTypes;
const policy = maker.createPolicy('app-sw', {
  createScriptURL(asked) {
    if (![youngAddress, readerAddress, MISSING].includes(asked)) throw new TypeError('only the worker may be loaded');
    return asked;
  },
});
const start = (address: string) => new Worker(policy.createScriptURL(address) as string, { type: 'module' });

/** Through IndexedDB and back, as the shelf keeps it. */
async function kept<Thing>(thing: Thing): Promise<Thing> {
  const opened = indexedDB.open('kept', 1);
  opened.onupgradeneeded = () => opened.result.createObjectStore('things');
  await new Promise((done, fail) => Object.assign(opened, { onsuccess: done, onerror: fail }));
  const put = opened.result.transaction('things', 'readwrite').objectStore('things').put(thing, 'one');
  await new Promise((done, fail) => Object.assign(put, { onsuccess: done, onerror: fail }));
  const got = opened.result.transaction('things').objectStore('things').get('one');
  await new Promise((done, fail) => Object.assign(got, { onsuccess: done, onerror: fail }));
  opened.result.close();
  return got.result as Thing;
}

const tools = {
  runVectors,
  runWycheproof,
  tryPrimitives,
  young: () => makeYoungKeeper(() => linkTo<YoungEngine>(start(youngAddress))),
  broken: () => makeYoungKeeper(() => linkTo<YoungEngine>(start(MISSING))),
  reader: () => makeReaderKeeper(() => linkTo<ReaderEngine>(start(readerAddress))),
  sealEnvelope,
  kept,
};
export type SealTools = typeof tools;
Object.assign(globalThis, { seal: tools });
