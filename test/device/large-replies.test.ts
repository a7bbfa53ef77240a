// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/store/cabinet.ts';
import { makeDatabase } from '../../src/store/database.ts';
import { receiptsIn } from '../../src/store/receipts.ts';
import { deleteRows, heldIds, rowsOf } from '../../src/store/stretch.ts';
import type { Tab } from '../support/device.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, answeredDraft, startedDraft } from '../support/training-facts.ts';

const MANY = 150;

/** Ann's phone, a server that knows her, and a line on which nothing comes down but answers. */
async function phone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'carer')]);
  server.effects = [];
  const tab = await openTab(clock, server);
  tab.weather.now = (path, send) => {
    if (path === '/sync/pull') throw new TypeError('gone');
    return send();
  };
  await signIn(tab, 'ann');
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  const sync = tab.start();
  // The first look is over before anything is made, or a drain would end with it.
  await sync.drain();
  return { clock, server, tab, db, sync };
}

/** So many answers of one attempt, made in one moment: their ids are in no order. */
async function answered(tab: Tab, attemptId: string, count = MANY): Promise<string[]> {
  const recorded = await tab.cabinet.record([startedDraft(attemptId), ...Array.from({ length: count - 1 }, (_, index) => answeredDraft(attemptId, (index % 90) + 1))]);
  if (!recorded.ok) throw new Error(recorded.kind);
  return recorded.factIds;
}

const stateOf = async (tab: Tab, factId: string): Promise<Delivery> => seen<Delivery>((tell) => tab.cabinet.watchDelivery(factId, tell));

async function statesOf(tab: Tab, factIds: readonly string[]): Promise<Set<string>> {
  const states = new Set<string>();
  for (const factId of factIds) states.add((await stateOf(tab, factId)).state);
  return states;
}

describe('many answers in one reply', () => {
  it('I3 all of them are delivered, each with its receipt, in few rows', async () => {
    const { tab, db, sync } = await phone();
    const ids = await answered(tab, 't1');
    await sync.drain();
    expect(await statesOf(tab, ids)).toEqual(new Set(['delivered']));
    const rows = await db.receipts.toArray();
    expect(
      rows
        .flatMap(receiptsIn)
        .map((row) => row.factId)
        .sort(),
    ).toEqual([...ids].sort());
    expect(rows.length).toBeLessThan(MANY / 2);
    expect(await db.outbox.count()).toBe(0);
  });

  it('I10 whoever looks at an answer sees when the server recorded it, before anything came down', async () => {
    const { tab, sync, clock } = await phone();
    await answered(tab, 't1');
    await sync.drain();
    const moments = new Set((await tab.cabinet.factsAbout('t1')).map((fact) => fact.recordedAt));
    expect(moments).toEqual(new Set([new Date(clock.read()).toISOString()]));
    expect((await tab.cabinet.person('ann'))?.attempts[0]?.started.recordedAt).not.toBeNull();
  });

  it('F11 a restored server is asked about every one of them, and what it forgot goes up again', async () => {
    const { server, tab, db, sync } = await phone();
    const backup = server.backup();
    const ids = await answered(tab, 't1');
    await sync.drain();
    server.restore(backup);
    await tab.cabinet.record([answeredDraft('t1', 91)]);
    await sync.drain();
    await sync.drain();
    expect(ids.filter((id) => !server.effects.includes(id))).toEqual([]);
    expect(await tab.cabinet.openLines('ann', 10)).toEqual([]);
    expect(await tab.cabinet.deliveriesToCheck('ann', 10)).toBeNull();
    const receipts = (await db.receipts.toArray()).flatMap(receiptsIn);
    expect(new Set(receipts.map((row) => row.epoch))).toEqual(new Set([server.shelves.epoch]));
    expect(receipts).toHaveLength(MANY + 1);
  });

  it('I5 one of them is refused after a restore: it is shown, and the others stay delivered', async () => {
    const { server, tab, sync } = await phone();
    const ids = await answered(tab, 't1');
    await sync.drain();
    const [, refused = ''] = ids;
    server.restore(server.backup());
    const entry = server.shelves.log.get(refused);
    if (entry) entry.answer = { factId: refused, refusal: { kind: 'notValid', where: 'body', reason: 'not valid' } };
    await tab.cabinet.record([answeredDraft('t1', 91)]);
    await sync.drain();
    await sync.drain();
    expect(await stateOf(tab, refused)).toMatchObject({ state: 'needsYou', refusal: 'notValid' });
    expect(
      await statesOf(
        tab,
        ids.filter((id) => id !== refused),
      ),
    ).toEqual(new Set(['delivered']));
  });

  it('I3 their bytes are let go after fourteen days, and they are called delivered still', async () => {
    const { clock, tab, db, sync } = await phone();
    const ids = await answered(tab, 't1');
    await sync.drain();
    clock.pass(13 * 86_400_000);
    await tab.cabinet.tidy();
    expect((await db.receipts.toArray()).flatMap(receiptsIn)).toHaveLength(MANY);
    clock.pass(2 * 86_400_000);
    await tab.cabinet.tidy();
    expect(await db.receipts.count()).toBe(0);
    expect(await statesOf(tab, ids)).toEqual(new Set(['delivered']));
  });

  it('I3 F14 what was made ready before the tab was killed is still open, and goes up once', async () => {
    const { clock, server, tab, sync } = await phone();
    const ids = await answered(tab, 't1');
    let pushes = 0;
    tab.weather.now = (path, send) => {
      if (path === '/sync/push') pushes += 1;
      if (pushes > 1 || path === '/sync/pull') throw new TypeError('gone');
      return send();
    };
    await sync.drain();
    sync.stop();
    tab.cabinet.close();
    const again = await openTab(clock, server, tab.disk);
    again.session.personId = 'ann';
    await again.start().drain();
    expect([...server.effects].sort()).toEqual([...ids].sort());
    expect(await again.cabinet.openLines('ann', 10)).toEqual([]);
  });
});

describe('rows that lie side by side', () => {
  it('I2 taking some away leaves what lies between them, whoever it belongs to', async () => {
    const { db } = await phone();
    const ids = Array.from({ length: 60 }, (_, index) => `id-${String(index).padStart(3, '0')}`);
    const row = (factId: string) => ({
      factId,
      owner: 'ann',
      epoch: 'e',
      deliveredAt: 0,
      fact: null,
      receipt: { state: 'recorded' as const, hash: '', serverSeq: 1, recordedAt: '' },
    });
    await db.receipts.bulkPut(ids.map(row));
    const gone = ids.filter((_, index) => index % 7 !== 3);
    const stay = ids.filter((_, index) => index % 7 === 3);
    expect(await heldIds(db.receipts, ['id-000', 'id-nobody', ...gone])).toEqual(new Set(gone));
    await deleteRows(db.receipts, gone);
    expect((await db.receipts.toArray()).map((entry) => entry.factId)).toEqual(stay);
    expect((await rowsOf(db.receipts, ids)).map((entry) => entry?.factId)).toEqual(ids.map((id) => (stay.includes(id) ? id : undefined)));
  });

  it('I3 a long run of somebody else’s between them does not end the transaction they are taken away in', async () => {
    const { db } = await phone();
    const ids = Array.from({ length: 400 }, (_, index) => `id-${String(index).padStart(3, '0')}`);
    await db.wanted.bulkPut(ids.map((courseId) => ({ courseId, askedAt: 0 })));
    const mine = ids.filter((_, index) => index < 150 || index >= 300);
    const changing = db.transaction('rw', [db.wanted], async () => {
      await deleteRows(db.wanted, mine);
      throw new RangeError('the battery is pulled');
    });
    await expect(changing).rejects.toThrow('the battery is pulled');
    expect(await db.wanted.count()).toBe(ids.length);
  });

  it('I2 a few among very many are found and taken one by one', async () => {
    const { db } = await phone();
    const ids = Array.from({ length: 400 }, (_, index) => `id-${String(index).padStart(3, '0')}`);
    await db.wanted.bulkPut(ids.map((courseId) => ({ courseId, askedAt: 0 })));
    const few = ids.filter((_, index) => index % 40 === 0);
    await deleteRows(db.wanted, few);
    expect(await db.wanted.count()).toBe(ids.length - few.length);
    expect(await heldIds(db.wanted, [...few, 'id-001'])).toEqual(new Set(['id-001']));
  });

  it('I11 the bytes of what was erased leave the phone, though they came with many others', async () => {
    const { server, tab, db, sync } = await phone();
    await answered(tab, 't1');
    await sync.drain();
    server.shelves.seq += 1;
    server.shelves.changes.push({ serverSeq: server.shelves.seq, scope: 'self:ann', gone: { kind: 'erased', about: 't1' } });
    tab.weather.now = (_path, send) => send();
    tab.cabinet.sendNow();
    await sync.drain();
    const kept = (await db.receipts.toArray()).flatMap(receiptsIn);
    expect(kept).toHaveLength(MANY);
    expect(kept.filter((row) => row.fact?.about === 't1')).toEqual([]);
    expect(await db.facts.where('about').equals('t1').count()).toBe(0);
  });
});
