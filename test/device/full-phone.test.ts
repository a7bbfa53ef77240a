// @vitest-environment node
import { IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeDatabase } from '../../src/store/database.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, finishedDraft, startedDraft } from '../support/training-facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A phone that holds one of everything: media, two courses, a delivery, a refusal, an open line and the reserve. */
async function laidenPhone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer')]);
  const tab = await openTab(clock, server);
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  const caches = new Set(['hearth-course-media', 'workbox-precache']);
  vi.stubGlobal('caches', { delete: async (name: string) => caches.delete(name) });
  await signIn(tab, 'ann');
  const sync = tab.start();
  await tab.cabinet.record([startedDraft('old'), finishedDraft('old')]);
  await sync.drain();
  sync.stop();
  clock.pass(2 * DAY_MS);
  await tab.cabinet.record([startedDraft('now'), { ...startedDraft('refused'), about: 'refused' }]);
  const [, toRefuse] = await tab.cabinet.openLines('ann', 9);
  await tab.cabinet.refuseLine('ann', toRefuse?.factId ?? '', { kind: 'notValid', where: 'body', reason: 'No.' });
  // The open attempt was begun with version 1 of this course.
  for (const courseId of ['fire-safety', 'first-aid']) {
    await db.kept.put({ courseId, version: 1, title: courseId, bytes: 9, keptAt: 'then' });
    await db.courses.put({ courseId, version: 1, course: {} as never });
  }
  await tab.cabinet.tidy();
  // Old enough by now that no restored server will ask for their bytes.
  clock.pass(13 * DAY_MS);
  const held = async () => ({
    media: caches.has('hearth-course-media'),
    courses: (await db.kept.toArray()).map((row) => row.courseId).sort(),
    receipts: await db.receipts.count(),
    reserve: await db.ballast.count(),
    open: await db.outbox.count(),
    refused: await db.refusals.count(),
  });
  return { clock, tab, db, caches, held };
}

/** The next so many writes of lines meet a full disk; the answer says how many did. */
function fillUp(times: number): () => number {
  let met = 0;
  const original = IDBObjectStore.prototype.add;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function add(this: InstanceType<typeof IDBObjectStore>, ...given: [unknown, unknown?]) {
    if (this.name !== 'outbox' || met >= times) return original.apply(this, given as Parameters<typeof original>);
    met += 1;
    throw new DOMException('full', 'QuotaExceededError');
  });
  return () => met;
}

const ALL = { media: true, courses: ['fire-safety', 'first-aid'], receipts: 2, reserve: 1, open: 1, refused: 1 };
const GIVEN_UP = [
  { media: false },
  { media: false, courses: ['fire-safety'] },
  { media: false, courses: ['fire-safety'], receipts: 0 },
  { media: false, courses: ['fire-safety'], receipts: 0, reserve: 0 },
];

describe('a full phone', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  for (const [index, lost] of GIVEN_UP.entries()) {
    it(`I2 F16 gives up ${index + 1} of media, courses, receipts and reserve, and no more, before the words are saved`, async () => {
      const { tab, held, caches } = await laidenPhone();
      expect(await held()).toEqual(ALL);
      fillUp(index + 1);
      expect(await tab.cabinet.record([startedDraft('words')])).toMatchObject({ ok: true });
      expect(await held()).toEqual({ ...ALL, ...lost, open: 2 });
      expect(caches.has('workbox-precache')).toBe(true);
      const dropped = ['media', 'courses', 'receipts', 'reserve'].slice(0, index + 1);
      expect((await seen(tab.cabinet.watchSync)).full).toEqual({ dropped, isSaved: true });
    });
  }

  it('I2 I5 F16 never gives up open lines or refusals, and says that the last words were not saved', async () => {
    const { tab, held } = await laidenPhone();
    const met = fillUp(99);
    expect(await tab.cabinet.record([startedDraft('words')])).toEqual({ ok: false, kind: 'storageFull' });
    expect(met()).toBe(5);
    expect(await held()).toMatchObject({ open: 1, refused: 1, courses: ['fire-safety'] });
    expect((await seen(tab.cabinet.watchSync)).full).toMatchObject({ isSaved: false });
  });

  it('F16 fetches no course while it is full, and is no longer full once the reserve fits again', async () => {
    const { tab, db } = await laidenPhone();
    fillUp(4);
    await tab.cabinet.record([startedDraft('words')]);
    expect(await tab.cabinet.isFull()).toBe(true);
    vi.restoreAllMocks();
    await tab.cabinet.tidy();
    expect(await tab.cabinet.isFull()).toBe(false);
    expect(await db.ballast.count()).toBe(1);
    expect((await seen(tab.cabinet.watchSync)).full).toBeNull();
  });
});
