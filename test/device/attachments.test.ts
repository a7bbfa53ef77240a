// @vitest-environment node
import { createHash, randomBytes } from 'node:crypto';
import { IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../src/store/cabinet.ts';
import { makeDatabase } from '../../src/store/database.ts';
import type { Tab } from '../support/device.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import type { PretendServer } from '../support/pretend-server.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, signedDraft } from '../support/training-facts.ts';

const picture = (size = 300_000) => new Uint8Array(randomBytes(size));
const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

function withPhotos(signOffId: string, ...photos: Uint8Array[]): Draft {
  return { ...signedDraft('ben', signOffId), attachments: photos.map((bytes) => ({ bytes, type: 'image/jpeg' as const })) } as Draft;
}

async function phone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'manager'), added('ben', 'carer')]);
  const tab = await openTab(clock, server);
  await signIn(tab, 'ann', 'manager');
  const sync = tab.start();
  // What signing in sets going is over before the test begins.
  await sync.drain();
  server.seen = [];
  return { clock, server, tab, db: look(tab), sync };
}

/** A second look at the same disk, past the cabinet. */
function look(tab: Tab) {
  return makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
}

const uploads = (server: PretendServer) => server.seen.filter(({ path }) => path.startsWith('/attachments'));
const held = (server: PretendServer, bytes: Uint8Array) => [...server.shelves.uploads.values()].find((upload) => upload.sha256 === nameOf(bytes) && upload.recordedAt !== null);
const left = async (tab: Tab) => (await seen(tab.cabinet.watchSync)).attachmentsLeft;

/** Several drains with the waits between them, as an hour on a phone would bring. */
async function anHour(clock: ReturnType<typeof makeHandClock>, sync: { drain(): Promise<void> }): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    clock.pass(300_000);
    await sync.drain();
  }
}

afterEach(() => vi.restoreAllMocks());

describe('a picture with a fact', () => {
  it('I2 I16 fact, line and picture are saved together, in parts of at most 256 KiB, and the fact names it', async () => {
    const { tab, db, sync } = await phone();
    sync.stop();
    const photo = picture(600_000);
    expect(await tab.cabinet.record([withPhotos('s1', photo)])).toMatchObject({ ok: true });
    const fact = (await db.outbox.toArray())[0]?.fact;
    expect(fact?.deps).toEqual([{ attachment: nameOf(photo) }]);
    expect(fact?.body).toMatchObject({ evidence: [{ sha256: nameOf(photo), bytes: 600_000, type: 'image/jpeg' }] });
    expect((await db.attachmentChunks.toArray()).map((chunk) => chunk.content.byteLength)).toEqual([262_144, 262_144, 75_712]);
    expect((await db.attachmentChunks.toArray()).every((chunk) => chunk.content.buffer.byteLength === chunk.content.byteLength)).toBe(true);
    expect(await (await tab.cabinet.attachments()).find(nameOf(photo))).toEqual({ bytes: photo, type: 'image/jpeg' });
  });

  it('F16 a phone that is full says so and keeps neither the words nor half a picture', async () => {
    const { tab, db, sync } = await phone();
    sync.stop();
    const original = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(this: InstanceType<typeof IDBObjectStore>, ...given: [unknown, unknown?]) {
      if (this.name === 'attachmentChunks') throw new DOMException('full', 'QuotaExceededError');
      return original.apply(this, given as Parameters<typeof original>);
    });
    expect(await tab.cabinet.record([withPhotos('s1', picture())])).toEqual({ ok: false, kind: 'storageFull' });
    vi.restoreAllMocks();
    expect([await db.facts.where('about').equals('s1').count(), await db.outbox.count(), await db.attachments.count(), await db.attachmentChunks.count()]).toEqual([0, 0, 0, 0]);
  });

  it('I16 the words go first, then the picture in parts, and its bytes outlive nothing but their receipt', async () => {
    const { server, tab, db, sync } = await phone();
    const photo = picture();
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await sync.drain();
    const paths = server.seen.map(({ path }) => path);
    expect(paths.indexOf('/sync/push')).toBeLessThan(paths.indexOf('/attachments'));
    expect(paths.lastIndexOf('/sync/pull')).toBeGreaterThan(paths.lastIndexOf(`/attachments/${nameOf(photo)}`));
    expect(Buffer.from(held(server, photo)?.content ?? []).equals(Buffer.from(photo))).toBe(true);
    expect((await db.attachments.toArray())[0]).toMatchObject({ state: 'delivered', receipt: { sha256: nameOf(photo), bytes: photo.length } });
    expect((await tab.cabinet.person('ben'))?.signOffs[0]).toMatchObject({ evidence: [{ sha256: nameOf(photo) }], missing: [] });
    expect(await left(tab)).toBe(0);
  });

  it('I15 a picture left behind is no waiting fact: it has its own count, and its record says so', async () => {
    const { server, tab, sync } = await phone();
    const photo = picture();
    tab.weather.now = (path, send) => (path.startsWith('/attachments') ? server.refuse(503, 'busy', { 'retry-after': '60' }) : send());
    const recorded = await tab.cabinet.record([withPhotos('s1', photo)]);
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 0, refused: 0, attachmentsLeft: 1 });
    expect(await seen((tell) => tab.cabinet.watchDeliveryAbout('s1', tell))).toEqual({ state: 'delivered', attachmentsLeft: 1 });
    expect(JSON.parse(await tab.cabinet.exportWaiting())).toMatchObject({ lines: [], pictures: [`data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}`] });
    const factId = recorded.ok ? (recorded.factIds[0] ?? '') : '';
    expect(await seen((tell) => tab.cabinet.watchDelivery(factId, tell))).toEqual({ state: 'delivered', attachmentsLeft: 1 });
    expect(await seen((await tab.cabinet.attachments()).watchLeft)).toMatchObject([{ sha256: nameOf(photo), bytes: photo.length, courseId: 'fire-safety', state: 'onThisPhone' }]);
    expect((await tab.cabinet.person('ben'))?.signOffs[0]?.missing).toEqual([nameOf(photo)]);
  });

  it('F25 whichever request is the last that gets through, the rest goes later and nothing twice', async () => {
    const photo = picture(400_000);
    for (let through = 0; through < 7; through += 1) {
      const { clock, server, tab, sync } = await phone();
      let count = 0;
      tab.weather.now = (path, send) => {
        if (path.startsWith('/attachments') && count++ === through) {
          // Half of them reach the server and only the reply is lost.
          if (through % 2 === 0) send();
          throw new TypeError('gone');
        }
        return send();
      };
      await tab.cabinet.record([withPhotos('s1', photo)]);
      await sync.drain();
      sync.stop();
      tab.cabinet.close();
      const again = await openTab(clock, server, tab.disk);
      again.session.personId = 'ann';
      const later = again.start();
      await anHour(clock, later);
      expect(Buffer.from(held(server, photo)?.content ?? []).equals(Buffer.from(photo)), `cut at request ${through}`).toBe(true);
      expect(await left(again)).toBe(0);
      later.stop();
    }
  });

  it('F2 F6 a login page, another receipt or an offset that cannot be let nothing go, and news still comes down', async () => {
    const { clock, server, tab, db, sync } = await phone();
    const photo = picture();
    const nonceOf = (init: RequestInit) => (init.method === 'POST' ? (JSON.parse(Buffer.from(init.body as Uint8Array).toString()) as { nonce: string }).nonce : '');
    const wrong = { receipt: { sha256: nameOf(picture(3)), bytes: photo.length, recordedAt: '2026-11-20T09:00:00.000Z' } };
    const lies: ((init: RequestInit) => object | null)[] = [
      () => null,
      (init) => ({ nonce: nonceOf(init), offset: photo.length, ...wrong }),
      (init) => ({ nonce: nonceOf(init), offset: photo.length + 1 }),
      (init) => ({ nonce: nonceOf(init), offset: photo.length, receipt: { ...wrong.receipt, sha256: nameOf(photo), bytes: 7 } }),
      () => ({ nonce: 'another', offset: 0, receipt: { ...wrong.receipt, sha256: nameOf(photo) } }),
    ];
    await tab.cabinet.record([withPhotos('s1', photo)]);
    for (const lie of lies) {
      tab.weather.now = (path, send, init) => {
        if (!path.startsWith('/attachments')) return send();
        const said = lie(init);
        return said ? new Response(JSON.stringify(said), { headers: { 'content-type': 'application/vnd.hearth-sync+json' } }) : new Response('<h1>Sign in to the Wi-Fi</h1>');
      };
      const pulls = server.seen.filter(({ path }) => path === '/sync/pull').length;
      clock.pass(300_000);
      await sync.drain();
      expect(server.seen.filter(({ path }) => path === '/sync/pull').length).toBeGreaterThan(pulls);
      expect(await db.attachmentChunks.count()).toBe(2);
      expect(await left(tab)).toBe(1);
    }
    tab.weather.now = (_path, send) => send();
    await anHour(clock, sync);
    expect(held(server, photo)).toBeTruthy();
  });

  it('F25 a server that has dropped the half-sent picture is given it from the beginning', async () => {
    const { clock, server, tab, sync } = await phone();
    const photo = picture(400_000);
    let parts = 0;
    tab.weather.now = (path, send) => {
      if (path.startsWith('/attachments/') && ++parts === 3) server.shelves.uploads.clear();
      return send();
    };
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await anHour(clock, sync);
    expect(held(server, photo)).toBeTruthy();
    expect(await left(tab)).toBe(0);
  });

  it('F25 a part spoilt on the way is sent again; one that is always spoilt asks the person after three times', async () => {
    const { clock, server, tab, sync } = await phone();
    const photo = picture();
    let isSpoilt = true;
    const patches = () => uploads(server).filter(({ status }) => status === 422).length;
    tab.weather.now = (path, send, init) => {
      if (isSpoilt && path.startsWith('/attachments/')) (init.headers as Record<string, string>)['upload-checksum'] = 'sha-256 AAAA';
      return send();
    };
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await anHour(clock, sync);
    expect(patches()).toBe(3);
    expect(await seen((await tab.cabinet.attachments()).watchLeft)).toMatchObject([{ state: 'needsYou', refusal: 'notValid' }]);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ attachmentsLeft: 1, attachmentsStuck: 1, waiting: 0 });
    isSpoilt = false;
    await (await tab.cabinet.attachments()).tryAgain(nameOf(photo));
    await anHour(clock, sync);
    expect(held(server, photo)).toBeTruthy();
  });

  it('I16 F25 bytes that are no longer what was attached are never sent: the person is told', async () => {
    const { server, tab, db, sync } = await phone();
    const photo = picture(600_000);
    tab.isOnline.now = false;
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await db.attachmentChunks.delete([nameOf(photo), 1]);
    tab.isOnline.now = true;
    await sync.drain();
    expect(uploads(server)).toEqual([]);
    expect(await seen((await tab.cabinet.attachments()).watchLeft)).toMatchObject([{ state: 'needsYou', refusal: 'attachmentMissing' }]);
    await (await tab.cabinet.attachments()).letGo(nameOf(photo));
    expect([await db.attachments.count(), await db.attachmentChunks.count()]).toEqual([0, 0]);
  });

  it('I4 F20 on a shared phone nobody sends, sees or counts another person’s picture', async () => {
    const { server, tab, sync } = await phone();
    const photo = picture();
    tab.isOnline.now = false;
    await tab.cabinet.record([withPhotos('s1', photo)]);
    tab.isOnline.now = true;
    await signIn(tab, 'ben');
    await sync.drain();
    expect(uploads(server)).toEqual([]);
    expect(await left(tab)).toBe(0);
    expect(await seen((await tab.cabinet.attachments()).watchLeft)).toEqual([]);
    expect(await (await tab.cabinet.attachments()).find(nameOf(photo))).toBeNull();
    await signIn(tab, 'ann', 'manager');
    await sync.drain();
    expect(held(server, photo)?.owner).toBe('ann');
  });

  it('F8 a session that ended pauses, and the picture goes when the person signs in again', async () => {
    const { server, tab, sync } = await phone();
    const photo = picture();
    let isOver = true;
    tab.weather.now = (path, send) => (isOver && path.startsWith('/attachments') ? server.refuse(401, 'signIn') : send());
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ needsSignIn: true, attachmentsLeft: 1 });
    isOver = false;
    await signIn(tab, 'ann', 'manager');
    await sync.drain();
    expect(held(server, photo)).toBeTruthy();
  });

  it('I3 a refused fact keeps its picture: sent again it goes along, let go it goes too', async () => {
    const { server, tab, db, sync } = await phone();
    const [one, other] = [picture(), picture()];
    const refuse = async (signOffId: string, photo: Uint8Array) => {
      sync.stop();
      const recorded = await tab.cabinet.record([withPhotos(signOffId, photo)]);
      const factId = recorded.ok ? (recorded.factIds[0] ?? '') : '';
      server.answerAs.set(factId, { factId, refusal: { kind: 'notAllowed', where: 'kind', reason: 'no' } });
      return factId;
    };
    const first = await refuse('s1', one);
    const second = await refuse('s2', other);
    const again = tab.start();
    await again.drain();
    expect(uploads(server)).toEqual([]);
    await tab.cabinet.letGoOfRefusal(second);
    expect((await db.attachments.toArray()).map(({ sha256 }) => sha256)).toEqual([nameOf(one)]);
    expect(await tab.cabinet.sendAgain(first)).toMatchObject({ ok: true });
    await again.drain();
    await again.drain();
    expect(held(server, one)).toBeTruthy();
    expect(await left(tab)).toBe(0);
  });

  it('F11 a server put back to a day before the picture is given it again', async () => {
    const { clock, server, tab, sync } = await phone();
    const photo = picture();
    const backup = server.backup();
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await sync.drain();
    expect(held(server, photo)).toBeTruthy();
    server.restore(backup);
    expect(held(server, photo)).toBeUndefined();
    await anHour(clock, sync);
    expect(held(server, photo)).toBeTruthy();
    expect((await tab.cabinet.person('ben'))?.signOffs[0]?.missing).toEqual([]);
  });

  it('I2 I16 F11 the backup of a server put back says nothing of a picture delivered before, until a pull of its own has', async () => {
    const { server, tab, db, sync } = await phone();
    const photo = picture();
    const recorded = await tab.cabinet.record([withPhotos('s1', photo)]);
    await sync.drain();
    sync.stop();
    const ids = recorded.ok ? recorded.factIds : [];
    const prune = async () => (await import('../../src/store/attachments.ts')).pruneAttachments(tab.cabinet.desk);
    const { epoch } = server.shelves;
    const news = { epoch: 'life-2', offset: 0, durableThrough: 1000 };
    await tab.cabinet.applyAnswers('ann', [], news);
    await prune();
    expect(await db.attachments.count()).toBe(1);
    // The words are still there, the picture is not: it is sent once more, and no pull has come since.
    const [held] = await tab.cabinet.deliveriesToCheck('ann', 10).then((check) => check?.factIds ?? []);
    expect(ids).toContain(held);
    const receipt = (await db.receipts.get(held ?? ''))?.receipt;
    await tab.cabinet.applyRecovery('ann', 'life-2', receipt ? [{ factId: held ?? '', receipt, repeat: true }] : [], []);
    await tab.cabinet.endRecovery('ann', 'life-2');
    expect(epoch).not.toBe('life-2');
    await (await import('../../src/store/attachments.ts')).closeAttachment(tab.cabinet.desk, 'ann', { sha256: nameOf(photo), bytes: photo.length, recordedAt: tab.cabinet.now() });
    await prune();
    expect(await db.attachments.count()).toBe(1);
    // Its own pull shows the picture among what the backup holds.
    const { facts } = db;
    await facts.update(held ?? '', { missing: [], serverSeq: 900 });
    await prune();
    expect([await db.attachments.count(), await db.attachmentChunks.count()]).toEqual([0, 0]);
  });

  it('I3 delivered bytes are let go after fourteen days, unsent ones never', async () => {
    const { clock, server, tab, db, sync } = await phone();
    const [sent, unsent] = [picture(), picture()];
    await tab.cabinet.record([withPhotos('s1', sent)]);
    await sync.drain();
    tab.weather.now = (path, send) => (path.startsWith('/attachments') ? server.refuse(503, 'busy') : send());
    await tab.cabinet.record([withPhotos('s2', unsent)]);
    await sync.drain();
    sync.stop();
    clock.pass(15 * 24 * 60 * 60 * 1000);
    const later = tab.start();
    clock.pass(11_000);
    await vi.waitFor(async () => expect((await db.attachments.toArray()).map(({ sha256 }) => sha256)).toEqual([nameOf(unsent)]));
    expect((await db.attachmentChunks.toArray()).map(({ sha256 }) => sha256)).toEqual([nameOf(unsent), nameOf(unsent)]);
    later.stop();
  });

  it('I4 the same picture attached by two people of one phone is kept until both have delivered it', async () => {
    const { clock, server, tab, db, sync } = await phone();
    server.seed([added('cat', 'senior')]);
    const photo = picture();
    tab.isOnline.now = false;
    await tab.cabinet.record([withPhotos('s1', photo)]);
    await signIn(tab, 'cat', 'senior');
    await tab.cabinet.record([withPhotos('s2', photo)]);
    tab.isOnline.now = true;
    await sync.drain();
    await sync.drain();
    clock.pass(15 * 24 * 60 * 60 * 1000);
    await (await import('../../src/store/attachments.ts')).pruneAttachments(tab.cabinet.desk);
    expect((await db.attachments.toArray()).map(({ owner }) => owner)).toEqual(['ann']);
    await signIn(tab, 'ann', 'manager');
    await anHour(clock, sync);
    expect([...server.shelves.uploads.values()].map(({ owner, recordedAt }) => [owner, recordedAt !== null])).toEqual([
      ['cat', true],
      ['ann', true],
    ]);
  });
});
