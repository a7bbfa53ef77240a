// @vitest-environment node
import { createHash } from 'node:crypto';
import { IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { factText } from '../../src/shared/wire/fact.ts';
import { makeDatabase } from '../../src/store/database.ts';
import type { Tab } from '../support/device.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import { answeredDraft, finishedDraft, startedDraft } from '../support/training-facts.ts';

/** A second look at the same disk, past the cabinet. */
function look(tab: Tab) {
  return makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
}

/** Makes adding to one table fail, as a full phone or a lost connection would. */
function failAdding(table: string, fault: () => Error, times: number): () => number {
  let left = times;
  let met = 0;
  const original = IDBObjectStore.prototype.add;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function add(this: InstanceType<typeof IDBObjectStore>, ...given: [unknown, unknown?]) {
    if (this.name !== table || left <= 0) return original.apply(this, given as Parameters<typeof original>);
    left -= 1;
    met += 1;
    throw fault();
  });
  return () => met;
}

async function newPhone() {
  const clock = makeHandClock();
  const tab = await openTab(clock, null);
  await signIn(tab, 'ann');
  return { clock, tab, db: look(tab) };
}

describe('recording on the phone', () => {
  it('I2 what is called saved is there in all its parts: fact, record, line and counter', async () => {
    const { tab, db } = await newPhone();
    const saved = await tab.cabinet.record([startedDraft('t1'), answeredDraft('t1', 1)]);
    expect(saved).toMatchObject({ ok: true });
    expect(await db.facts.count()).toBe(2);
    expect((await db.outbox.orderBy('[owner+seq]').toArray()).map((line) => line.seq)).toEqual([1, 2]);
    expect((await tab.cabinet.person('ann'))?.attempts.map((attempt) => attempt.attemptId)).toEqual(['t1']);
    await tab.cabinet.record([finishedDraft('t1')]);
    expect((await db.outbox.orderBy('[owner+seq]').toArray()).map((line) => line.seq)).toEqual([1, 2, 3]);
  });

  it('I2 the transaction asks for the disk, not the cache', async () => {
    const { tab } = await newPhone();
    expect((look(tab) as unknown as { _options: { chromeTransactionDurability: string } })._options.chromeTransactionDurability).toBe('strict');
  });

  it('I8 the hash is over the canonical fact and nothing else', async () => {
    const { tab, db } = await newPhone();
    await tab.cabinet.record([startedDraft('t1')]);
    const fact = (await db.outbox.toArray())[0]?.fact;
    if (!fact) throw new Error('no line');
    expect(fact.hash).toBe(createHash('sha256').update(factText(fact)).digest('base64url'));
  });

  it('I6 each fact names the one before it about the same thing, and no other', async () => {
    const { tab, db } = await newPhone();
    await tab.cabinet.record([startedDraft('t1'), startedDraft('t2'), answeredDraft('t1', 1)]);
    await tab.cabinet.record([finishedDraft('t1')]);
    const facts = (await db.outbox.orderBy('[owner+seq]').toArray()).map((line) => line.fact);
    expect(facts.map((fact) => fact.prev)).toEqual([null, null, facts[0]?.factId, facts[2]?.factId]);
  });

  it('I2 an abort leaves nothing behind: no fact, no record, no line, no number used up', async () => {
    const { tab, db } = await newPhone();
    const met = failAdding('outbox', () => new DOMException('spoilt', 'AbortError'), 1);
    expect(await tab.cabinet.record([startedDraft('t1')])).toEqual({ ok: false, kind: 'storageLost' });
    expect(met()).toBe(1);
    vi.restoreAllMocks();
    expect([await db.facts.count(), await db.outbox.count(), await db.records.count()]).toEqual([0, 0, 0]);
    await tab.cabinet.record([startedDraft('t2')]);
    expect((await db.outbox.toArray())[0]?.seq).toBe(1);
  });

  it('F16 a full phone gives up its reserve and the words are saved', async () => {
    const { tab, db } = await newPhone();
    await tab.cabinet.tidy();
    expect(await db.ballast.count()).toBe(1);
    failAdding('outbox', () => new DOMException('full', 'QuotaExceededError'), 1);
    expect(await tab.cabinet.record([startedDraft('t1')])).toMatchObject({ ok: true });
    vi.restoreAllMocks();
    expect([await db.ballast.count(), await db.outbox.count()]).toEqual([0, 1]);
  });

  it('F16 a phone that stays full says so and keeps nothing half', async () => {
    const { tab, db } = await newPhone();
    failAdding('outbox', () => new DOMException('full', 'QuotaExceededError'), 9);
    expect(await tab.cabinet.record([startedDraft('t1')])).toEqual({ ok: false, kind: 'storageFull' });
    vi.restoreAllMocks();
    expect([await db.facts.count(), await db.outbox.count()]).toEqual([0, 0]);
  });

  it('F15 a lost connection is opened again and the words are saved once', async () => {
    const { tab, db } = await newPhone();
    failAdding('outbox', () => new DOMException('Connection to Indexed Database server lost', 'UnknownError'), 1);
    expect(await tab.cabinet.record([startedDraft('t1')])).toMatchObject({ ok: true });
    vi.restoreAllMocks();
    expect([await db.facts.count(), await db.outbox.count()]).toEqual([1, 1]);
  });

  it('F15 a database that does not open again is said, and the words are not called saved', async () => {
    const { tab } = await newPhone();
    failAdding('outbox', () => new DOMException('Connection to Indexed Database server lost', 'UnknownError'), 1);
    const { open } = tab.disk.indexedDB;
    tab.disk.indexedDB.open = () => {
      throw new DOMException('no', 'InvalidAccessError');
    };
    expect(await tab.cabinet.record([startedDraft('t1')])).toEqual({ ok: false, kind: 'storageLost' });
    tab.disk.indexedDB.open = open;
    vi.restoreAllMocks();
    expect(await tab.cabinet.record([startedDraft('t1')])).toMatchObject({ ok: true });
  });

  it('F15 a connection that stays lost is said, and a watch still works afterwards', async () => {
    const { tab, db } = await newPhone();
    failAdding('outbox', () => new DOMException('lost', 'UnknownError'), 9);
    expect(await tab.cabinet.record([startedDraft('t1')])).toEqual({ ok: false, kind: 'storageLost' });
    vi.restoreAllMocks();
    await tab.cabinet.record([startedDraft('t2')]);
    expect(await db.outbox.count()).toBe(1);
    expect(await seen(tab.cabinet.watchWaiting, (lines) => lines.length === 1)).toHaveLength(1);
  });

  it('I9 nobody signed in, nothing written', async () => {
    const { tab, db } = await newPhone();
    await tab.cabinet.setSignedIn(null);
    expect(await tab.cabinet.record([startedDraft('t1')])).toEqual({ ok: false, kind: 'signedOut' });
    expect(await db.outbox.count()).toBe(0);
  });

  it('F14 a phone killed after saving finds everything at the next start, under the same device', async () => {
    const { tab, clock } = await newPhone();
    await tab.cabinet.record([startedDraft('t1')]);
    const deviceId = tab.cabinet.deviceId;
    tab.cabinet.close();
    const again = await openTab(clock, null, tab.disk);
    expect(again.cabinet.deviceId).toBe(deviceId);
    expect(await again.cabinet.openLines('ann', 10)).toHaveLength(1);
    expect((await again.cabinet.person('ann'))?.attempts).toHaveLength(1);
  });

  it('F20 two tabs that open a new phone at once agree on its name', async () => {
    const clock = makeHandClock();
    const first = await openTab(clock, null);
    const disk = { ...first.disk, name: `${first.disk.name}-twin` };
    const twins = await Promise.all([openTab(clock, null, disk), openTab(clock, null, disk)]);
    expect(twins[0]?.cabinet.deviceId).toBe(twins[1]?.cabinet.deviceId);
  });
});
