// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { Refusal } from '../../src/shared/wire/refusal.ts';
import type { OutboxRow } from '../../src/store/database.ts';
import { makeDatabase } from '../../src/store/database.ts';
import { openCabinet } from '../../src/store/open-cabinet.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, signedDraft, startedDraft } from '../support/training-facts.ts';

const REFUSAL: Refusal = { kind: 'notValid', where: 'note', reason: 'no' };

async function phone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([added('ann', 'manager'), added('ben', 'carer')]);
  const tab = await openTab(clock, server);
  await signIn(tab, 'ann', 'manager');
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  const newest = async (): Promise<OutboxRow> => {
    const line = (await db.outbox.orderBy('[owner+seq]').toArray()).at(-1);
    if (!line) throw new Error('no line is open');
    return line;
  };
  /** Records something and refuses it, as the server would. */
  const refused = async (draft: Parameters<typeof tab.cabinet.record>[0][number]) => {
    await tab.cabinet.record([draft]);
    const { factId } = await newest();
    server.answerAs.set(factId, { factId, refusal: REFUSAL });
    const sync = tab.start();
    await sync.drain();
    sync.stop();
    return factId;
  };
  return { clock, server, tab, db, newest, refused };
}

describe('what a person does about a refusal', () => {
  it('I5 I8 puts it right with a new one, and the refused one stays until that is delivered', async () => {
    const { server, tab, newest, refused } = await phone();
    const factId = await refused(signedDraft('ben', 's1', 'wrong'));
    const mended = { ...(signedDraft('ben', 's1').body as Bodies['training.practice.signed']), note: 'Seen twice.' };
    expect(await tab.cabinet.sendAgain(factId, mended)).toMatchObject({ ok: true });
    const { fact } = await newest();
    expect(fact).toMatchObject({ replaces: factId, body: { note: 'Seen twice.' } });
    expect(fact.factId).not.toBe(factId);
    const listed = await seen(tab.cabinet.watchWaiting, (lines) => lines.length === 2);
    expect(listed[0]).toMatchObject({ factId, isReplaced: true, body: { note: 'wrong' } });
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 2, refused: 1 });

    await tab.start().drain();
    expect(server.effects).toContain(fact.factId);
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 0, refused: 0 });
  });

  it('I8 pressed twice, it is put right once', async () => {
    const { tab, db, refused } = await phone();
    const factId = await refused(signedDraft('ben', 's1', 'wrong'));
    const mended = { ...(signedDraft('ben', 's1').body as Bodies['training.practice.signed']), note: 'Seen.' };
    const both = await Promise.all([tab.cabinet.sendAgain(factId, mended), tab.cabinet.sendAgain(factId, mended)]);
    expect(both[0]).toEqual(both[1]);
    expect(await db.outbox.count()).toBe(1);
  });

  it('F21 what an older version wrote is sent again as this version writes it', async () => {
    const { tab, db, newest, refused } = await phone();
    const factId = await refused(signedDraft('ben', 's1', 'wrong'));
    await db.refusals
      .where('factId')
      .equals(factId)
      .modify((row) => {
        row.fact.v = 1;
      });
    await tab.cabinet.sendAgain(factId);
    expect((await newest()).fact).toMatchObject({ v: 2, body: { evidence: [] } });
  });

  it('keeps a copy of that one alone', async () => {
    const { tab, refused } = await phone();
    const factId = await refused(signedDraft('ben', 's1', 'wrong'));
    await tab.cabinet.record([startedDraft('t1')]);
    const copy = JSON.parse(await tab.cabinet.exportWaiting(factId)) as { lines: { body: unknown }[] };
    expect(copy.lines).toMatchObject([{ body: { note: 'wrong' } }]);
    expect(JSON.parse(await tab.cabinet.exportWaiting())).toMatchObject({ lines: [{}, {}] });
  });
});

describe('what is listed and counted', () => {
  it('I15 F21 lists what only a newer version can read, so that list and count agree', async () => {
    const { tab, db, newest } = await phone();
    await tab.cabinet.record([startedDraft('t1'), startedDraft('t2'), startedDraft('t3')]);
    const line = await newest();
    await db.outbox.put({ ...line, fact: { ...line.fact, kind: 'training.dream.told' } });
    const first = await db.outbox.orderBy('[owner+seq]').first();
    if (!first) throw new Error('no line');
    await db.outbox.put({ ...first, fact: { ...first.fact, v: 99 } });
    const listed = await seen(tab.cabinet.watchWaiting, (lines) => lines.length === 3);
    expect(listed.map((entry) => entry.kind).sort()).toEqual(['newer', 'newer', 'training.attempt.started']);
    expect((await seen(tab.cabinet.watchSync)).waiting).toBe(3);
  });

  it('I5 F21 what only a newer version can read is never sent again by an older one', async () => {
    const { tab, db, refused } = await phone();
    const factId = await refused(signedDraft('ben', 's1', 'wrong'));
    await db.refusals
      .where('factId')
      .equals(factId)
      .modify((row) => {
        row.fact.kind = 'training.dream.told';
      });
    expect(await tab.cabinet.sendAgain(factId)).toEqual({ ok: true, factIds: [] });
    expect([await db.outbox.count(), await db.refusals.count()]).toEqual([0, 1]);
  });

  it('I3 says why something delivered does not count yet, of one fact and of its record', async () => {
    const { server, tab, newest } = await phone();
    await tab.cabinet.record([startedDraft('t1')]);
    const { factId, fact } = await newest();
    server.answerAs.set(factId, { factId, receipt: { state: 'held', heldFor: 'accountClosed', hash: fact.hash, serverSeq: 90, recordedAt: '2026-11-20T09:00:00.000Z' } });
    await tab.start().drain();
    const held = { state: 'delivered', heldFor: 'accountClosed' };
    expect(await seen((tell) => tab.cabinet.watchDelivery(factId, tell))).toEqual(held);
    expect(await seen((tell) => tab.cabinet.watchDeliveryAbout('t1', tell))).toEqual(held);
  });

  it('I2 F17 counts what never arrived: neither open here, nor kept back by this phone', async () => {
    const { server, tab, newest } = await phone();
    await tab.cabinet.record([startedDraft('t1'), startedDraft('t2')]);
    await tab.cabinet.refuseLine('ann', (await newest()).factId, { kind: 'tooBig', where: 'body', reason: 'big' });
    const handle = server.handle;
    server.handle = (path, init, personId) => {
      const response = handle(path, init, personId);
      if (path !== '/sync/pull') return response;
      const { headers } = response;
      return new Response(
        new ReadableStream({
          start: async (pipe) => {
            pipe.enqueue(new TextEncoder().encode(JSON.stringify({ ...((await response.json()) as object), holes: 4 })));
            pipe.close();
          },
        }),
        { headers },
      );
    };
    const sync = tab.start();
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ waiting: 1, missing: 3 });
    await tab.cabinet.letGoOfRefusal((await seen(tab.cabinet.watchWaiting))[0]?.factId ?? '');
    expect(await seen(tab.cabinet.watchSync, (state) => state.waiting === 0)).toMatchObject({ missing: 3 });
    server.handle = handle;
    await sync.drain();
    expect(await seen(tab.cabinet.watchSync)).toMatchObject({ missing: 0 });
    sync.stop();
  });
});

describe('a database this app did not make', () => {
  it('F21 is left alone when a newer app made it', async () => {
    const { tab } = await phone();
    await tab.cabinet.record([startedDraft('t1')]);
    tab.cabinet.close();
    const { indexedDB, name } = tab.disk;
    await new Promise<void>((done, fail) => {
      const opening = indexedDB.open(name, 90);
      opening.onupgradeneeded = () => opening.result.createObjectStore('dreams');
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        opening.result.close();
        done();
      };
    });
    const options = { name, indexedDB, IDBKeyRange, channel: null, clock: () => 0, crypto: globalThis.crypto };
    await expect(openCabinet(options)).rejects.toMatchObject({ name: 'NewerTablesError' });
    const version = await new Promise<number>((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result.version);
    });
    expect(version).toBe(90);
  });
});
