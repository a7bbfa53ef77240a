// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { SlotFilled } from '../../src/shared/people/place.ts';
import type { PersonRecord } from '../../src/shared/training/person-record.ts';
import { emptyRecord } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { PullDown } from '../../src/shared/wire/pull.ts';
import type { Draft, HomesSeen } from '../../src/store/cabinet.ts';
import { makeDatabase } from '../../src/store/database.ts';
import type { Tab } from '../support/device.ts';
import { fair, makeHandClock, openTab, seen, signIn, until } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, ended, factOf, finishedDraft, homeOpened, signedDraft, startedDraft } from '../support/training-facts.ts';

async function manager() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([homeOpened(), added('mo', 'manager'), added('ann', 'carer'), added('ben', 'carer')]);
  const tab = await openTab(clock, server);
  await signIn(tab, 'mo', 'manager');
  return { clock, server, tab, db: look(tab) };
}

function look(tab: Tab) {
  return makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
}

const news = (page: PullDown) => ({ epoch: page.epoch, offset: null });
const finished = (personId: string, attemptId: string, at?: string) => factOf('training.attempt.finished', attemptId, finishedDraft(attemptId).body as never, personId, at);

describe('pulling', () => {
  it('several homes are read together, also those who have left, however many people there are', async () => {
    const { tab, db } = await manager();
    await tab.start().drain();
    const many = Array.from({ length: 250 }, (_, at) => {
      const personId = `many-${String(at).padStart(3, '0')}`;
      const placement = { placementId: personId, placeId: at % 2 ? 'home-2' : 'home-3', role: 'carer' as const, startsOn: '2025-01-01', careRoleStartedOn: null };
      const person = { ...emptyRecord(personId), placements: [{ ...placement, ...(at < 10 && { endsOn: '2025-02-01' }) }] };
      return { key: `person:${personId}`, homes: [placement.placeId], person };
    });
    await db.records.bulkPut(many);
    const idsOf = async (homeIds: string[]) => (await seen<HomesSeen>((tell) => tab.cabinet.watchHomes(homeIds, tell))).people.map((person) => person.personId).sort();
    expect(await idsOf(['home-2', 'home-3'])).toEqual(many.map((row) => row.person.personId));
    expect(await idsOf(['home-3'])).toEqual(many.filter((row) => row.homes[0] === 'home-3').map((row) => row.person.personId));
    expect(await idsOf(['home-1', 'home-9'])).toEqual(['ann', 'ben', 'mo']);
  });

  it('I10 a manager sees the home, its people and what they did', async () => {
    const { server, tab } = await manager();
    server.seed([finished('ann', 't1', '2026-11-18T09:00:00.000Z'), finished('ben', 't2', '2026-11-19T10:00:00.000Z')]);
    await tab.start().drain();
    const home = await seen<PersonRecord[]>((tell) => tab.cabinet.watchHome('home-1', tell));
    expect((await seen<HomesSeen>((tell) => tab.cabinet.watchHomes(['home-1'], tell))).people).toEqual(home);
    expect((await seen<HomesSeen>((tell) => tab.cabinet.watchHomes(['home-1', 'home-2'], tell))).people).toEqual(home);
    expect(home.map((person) => person.personId).sort()).toEqual(['ann', 'ben', 'mo']);
    expect((await seen<KnownFact[]>((tell) => tab.cabinet.watchActivity('home-1', 10, tell))).map((fact) => fact.about)).toEqual(['t2', 't1']);
    expect((await seen<KnownFact[]>((tell) => tab.cabinet.watchActivity('home-1', 1, tell))).map((fact) => fact.about)).toEqual(['t2']);
    expect(await seen(tab.cabinet.watchPlaces)).toMatchObject([{ placeId: 'home-1', name: 'Rowan House' }]);
    expect(await tab.cabinet.person('ann')).toEqual(server.shelves.people.get('ann'));
  });

  it('I10 a page laid twice changes nothing, and one that is not next is not laid', async () => {
    const { tab, db } = await manager();
    const change = { serverSeq: 1, scope: 'self:mo', fact: { ...added('mo', 'manager'), recordedAt: '2026-11-19T09:00:00.000Z' } };
    const page: PullDown = { nonce: 'n', epoch: 'e', now: '2026-11-20T09:00:00.000Z', changes: [change], forget: [], cursor: 'c1', more: false, durableThrough: null };
    expect(await tab.cabinet.applyPull('mo', null, page, news(page))).toBe('applied');
    const first = await tab.cabinet.person('mo');
    expect(await tab.cabinet.applyPull('mo', 'c1', { ...page, cursor: 'c2' }, news(page))).toBe('applied');
    expect(await tab.cabinet.person('mo')).toEqual(first);
    expect(await db.facts.count()).toBe(1);
    expect(await tab.cabinet.applyPull('mo', 'c1', { ...page, cursor: 'c3' }, news(page))).toBe('stale');
    expect(await tab.cabinet.cursor('mo')).toBe('c2');
  });

  it('I10 changes and cursor are kept together: a page that breaks half-way leaves both as they were', async () => {
    const { tab, db } = await manager();
    const good = { serverSeq: 1, scope: 'self:mo', fact: { ...added('mo', 'manager'), recordedAt: '2026-11-19T09:00:00.000Z' } };
    // A function cannot be stored: the second row aborts the transaction.
    const bad = { serverSeq: 2, scope: 'self:mo', fact: { ...good.fact, factId: 'x', kind: 'a.kind.unknown', body: () => 0 } };
    const page: PullDown = { nonce: 'n', epoch: 'e', now: '2026-11-20T09:00:00.000Z', changes: [good, bad], forget: [], cursor: 'c1', more: false, durableThrough: null };
    await expect(tab.cabinet.applyPull('mo', null, page, news(page))).rejects.toThrow();
    expect([await db.facts.count(), await db.records.count(), await tab.cabinet.cursor('mo')]).toEqual([0, 0, null]);
  });

  it('I10 pages follow one another, and a connection lost between them costs one page', async () => {
    const { clock, server, tab, db } = await manager();
    server.seed(Array.from({ length: 1200 }, (_, index) => finished('ann', `t${index}`)));
    let pulls = 0;
    tab.weather.now = (path, send) => {
      pulls += path === '/sync/pull' ? 1 : 0;
      if (pulls === 2) throw new TypeError('gone');
      return send();
    };
    const sync = tab.start();
    await sync.drain();
    expect(await db.facts.count()).toBeGreaterThan(100);
    tab.weather.now = fair;
    clock.pass(10_000);
    await sync.drain();
    expect((await tab.cabinet.person('ann'))?.attempts).toHaveLength(1200);
  });

  it('I10 an end that waits on this phone is not undone by the start coming down again', async () => {
    const { server, tab } = await manager();
    const sync = tab.start();
    await sync.drain();
    tab.weather.now = () => {
      throw new TypeError('no signal');
    };
    await tab.cabinet.record([{ kind: 'people.placement.ended', about: 'ann', body: { personId: 'ann', placementId: 'ann-home-1', endsOn: '2026-12-01' } }]);
    const fact = { ...added('ann', 'carer'), recordedAt: '2026-11-19T09:00:00.000Z' };
    const page: PullDown = {
      nonce: 'n',
      epoch: server.shelves.epoch,
      now: '2026-11-20T09:00:00.000Z',
      changes: [{ serverSeq: 3, scope: 'home:home-1', fact }],
      forget: [],
      cursor: 'c9',
      more: false,
      durableThrough: null,
    };
    await tab.cabinet.applyPull('mo', await tab.cabinet.cursor('mo'), page, news(page));
    expect((await tab.cabinet.person('ann'))?.placements[0]?.endsOn).toBe('2026-12-01');
  });

  it('I10 a lost home is forgotten in one go, however much was written about it without signal', async () => {
    const { server, tab, db } = await manager();
    const sync = tab.start();
    await sync.drain();
    tab.weather.now = () => {
      throw new TypeError('no signal');
    };
    const texts = Array.from({ length: 120 }, (_, index) => `Stair ${index + 1}`);
    await tab.cabinet.record(texts.map((text): Draft => ({ kind: 'home.slot.filled', about: 'home-1', body: { homeId: 'home-1', slot: 'firePlan', text } })));
    server.seed([ended('mo')]);
    const cursor = await tab.cabinet.cursor('mo');
    const reply = server.handle('/sync/pull', { headers: {}, body: Buffer.from(JSON.stringify({ proto: 1, deviceId: 'd', nonce: 'n'.repeat(22), cursor, limit: 500 })) }, 'mo');
    const page = (await reply.json()) as PullDown;
    expect(await tab.cabinet.applyPull('mo', cursor, page, news(page))).toBe('applied');
    expect((await db.refusals.toArray()).filter((row) => row.refusal.kind === 'scopeLost')).toHaveLength(texts.length);
    expect(await db.outbox.count()).toBe(0);
    expect(await db.facts.where('about').equals('home-1').count()).toBe(0);
  });

  it('I10 a lost home is forgotten, and open lines for it move to the refusals first', async () => {
    const { clock, server, tab, db } = await manager();
    const sync = tab.start();
    await sync.drain();
    tab.weather.now = (path, send) => {
      if (path === '/sync/push') throw new TypeError('the push is lost');
      return send();
    };
    const saved = await tab.cabinet.record([signedDraft('ann', 's1', 'Did the drill well'), startedDraft('t-own')]);
    server.seed([ended('mo')]);
    // The pull is given by hand, since a cycle pushes before it pulls.
    const cursor = await tab.cabinet.cursor('mo');
    const reply = server.handle('/sync/pull', { headers: {}, body: Buffer.from(JSON.stringify({ proto: 1, deviceId: 'd', nonce: 'n'.repeat(22), cursor, limit: 500 })) }, 'mo');
    const page = (await reply.json()) as PullDown;
    expect(page.forget).toContain('home:home-1');
    await tab.cabinet.applyPull('mo', cursor, page, news(page));
    const [signedId = '', ownId = ''] = saved.ok ? saved.factIds : [];
    expect((await db.refusals.toArray()).map((row) => [row.factId, row.refusal.kind])).toEqual([[signedId, 'scopeLost']]);
    expect((await db.refusals.toArray())[0]?.fact.body).toMatchObject({ note: 'Did the drill well' });
    expect((await tab.cabinet.openLines('mo', 10)).map((fact) => fact.factId)).toEqual([ownId]);
    expect(await tab.cabinet.person('ann')).toBeNull();
    expect((await tab.cabinet.person('mo'))?.attempts.map((attempt) => attempt.attemptId)).toEqual(['t-own']);
    tab.weather.now = fair;
    clock.pass(10_000);
    await sync.drain();
    expect(await tab.cabinet.openLines('mo', 10)).toEqual([]);
  });

  it('I11 a tombstone takes the record, and the same page laid again does not bring it back', async () => {
    const { tab } = await manager();
    const slot = { ...factOf('home.slot.filled', 'home-1', { homeId: 'home-1', slot: 'firePlan', text: 'By the stairs' }, 'mo'), recordedAt: '2026-11-19T09:00:00.000Z' };
    const base = { nonce: 'n', epoch: 'e', now: '2026-11-20T09:00:00.000Z', forget: [], more: false, durableThrough: null };
    const first: PullDown = { ...base, changes: [{ serverSeq: 1, scope: 'staff:home-1', fact: slot }], cursor: 'c1' };
    await tab.cabinet.applyPull('mo', null, first, news(first));
    expect(await seen((tell) => tab.cabinet.watchSlots('home-1', tell))).toMatchObject([{ text: 'By the stairs' }]);
    const gone: PullDown = { ...base, changes: [{ serverSeq: 2, scope: 'staff:home-1', gone: { kind: 'home.slot.filled', about: 'home-1' } }], cursor: 'c2' };
    await tab.cabinet.applyPull('mo', 'c1', gone, news(gone));
    expect(
      await seen<SlotFilled[]>(
        (tell) => tab.cabinet.watchSlots('home-1', tell),
        (slots) => slots.length === 0,
      ),
    ).toEqual([]);
    expect(await tab.cabinet.applyPull('mo', null, first, news(first))).toBe('stale');
    expect(await seen((tell) => tab.cabinet.watchSlots('home-1', tell))).toEqual([]);
  });

  it('I4 a held fact counts as delivered, and its refusal by pull brings the words back', async () => {
    const { server, tab } = await manager();
    const saved = await tab.cabinet.record([startedDraft('t1')]);
    const id = (saved.ok && saved.factIds[0]) || '';
    const hash = (await tab.cabinet.openLines('mo', 1))[0]?.hash ?? '';
    server.answerAs.set(id, { factId: id, receipt: { state: 'held', heldFor: 'dep', hash, serverSeq: 90, recordedAt: '2026-11-20T09:00:00.000Z' } });
    await tab.start().drain();
    expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toEqual({ state: 'delivered', heldFor: 'dep' });
    const page: PullDown = {
      nonce: 'n',
      epoch: server.shelves.epoch,
      now: '2026-11-20T09:00:00.000Z',
      changes: [{ serverSeq: 91, scope: 'self:mo', answer: { factId: id, refusal: { kind: 'prevRefused', where: 'deps', reason: 'it rests on a refused one' } } }],
      forget: [],
      cursor: 'c2',
      more: false,
      durableThrough: null,
    };
    await tab.cabinet.applyPull('mo', await tab.cabinet.cursor('mo'), page, news(page));
    expect(await seen((tell) => tab.cabinet.watchDelivery(id, tell))).toMatchObject({ state: 'needsYou', refusal: 'prevRefused' });
    expect(await seen(tab.cabinet.watchWaiting)).toMatchObject([{ body: { attemptId: 't1' } }]);
  });

  it('I12 a recorded answer does not change within one epoch', async () => {
    const { server, tab, db } = await manager();
    const saved = await tab.cabinet.record([startedDraft('t1')]);
    const id = (saved.ok && saved.factIds[0]) || '';
    await tab.start().drain();
    const before = await db.receipts.get(id);
    await tab.cabinet.applyAnswers('mo', [{ factId: id, refusal: { kind: 'notAllowed', where: 'kind', reason: 'changed its mind' } }], {
      epoch: server.shelves.epoch,
      offset: null,
    });
    expect(await db.receipts.get(id)).toEqual(before);
    expect(await db.refusals.count()).toBe(0);
  });

  it('I2 a kind of fact newer than this app is kept, laid on nothing, and breaks nothing', async () => {
    const { tab, db } = await manager();
    const fact = { ...added('mo', 'manager'), recordedAt: '2026-11-19T09:00:00.000Z' };
    const strange = { ...fact, factId: 'strange', kind: 'training.waiver.given', body: { anything: true } };
    const newer = { ...fact, factId: 'newer', v: 2 };
    const page: PullDown = {
      nonce: 'n',
      epoch: 'e',
      now: '2026-11-20T09:00:00.000Z',
      changes: [strange, newer].map((each, index) => ({ serverSeq: index + 1, scope: 'self:mo', fact: each })),
      forget: [],
      cursor: 'c1',
      more: false,
      durableThrough: null,
    };
    await tab.cabinet.applyPull('mo', null, page, news(page));
    expect([await db.facts.count(), await db.records.count()]).toEqual([2, 0]);
  });

  it('F26 news by the stream brings a pull at once, only for those who lead, and only in view', async () => {
    const { clock, server, tab } = await manager();
    const streams: { onmessage: (() => void) | null; onerror: (() => void) | null; isOpen: boolean; close(): void }[] = [];
    const openEvents = () => {
      const stream = {
        onmessage: null,
        onerror: null,
        isOpen: true,
        close: () => {
          stream.isOpen = false;
        },
      };
      streams.push(stream);
      return stream;
    };
    const sync = tab.start({ openEvents });
    await sync.drain();
    await until(() => streams.length === 1, 'the stream is open');
    server.seed([finished('ann', 't1')]);
    streams[0]?.onmessage?.();
    await until(async () => ((await tab.cabinet.person('ann'))?.attempts.length ?? 0) === 1, 'the news is here');
    streams[0]?.onerror?.();
    expect(streams[0]?.isOpen).toBe(false);
    server.seed([finished('ann', 't2')]);
    clock.pass(15_000);
    await until(async () => ((await tab.cabinet.person('ann'))?.attempts.length ?? 0) === 2, 'polling brought it');
    tab.page.isVisible = false;
    tab.page.tell('hidden');
    await until(() => streams.every((stream) => !stream.isOpen), 'nothing is open unseen');
    sync.stop();

    const carer = await openTab(clock, server);
    await signIn(carer, 'ann');
    await carer.start({ openEvents }).drain();
    expect(streams).toHaveLength(1);
  });
});
