// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../src/store/database.ts';
import { makeHandClock, openTab, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, homeOpened, signedDraft } from '../support/training-facts.ts';

describe('a record that was erased', () => {
  it('I11 leaves no words on the phone that delivered it, its receipt stays', async () => {
    const clock = makeHandClock();
    const server = makePretendServer(clock.read);
    server.seed([homeOpened(), added('mo', 'manager'), added('ann', 'carer')]);
    const tab = await openTab(clock, server);
    await signIn(tab, 'mo', 'manager');
    const sync = tab.start();
    await tab.cabinet.record([signedDraft('ann', 's1', 'Rang the bell and stayed.')]);
    await sync.drain();
    server.shelves.seq += 1;
    server.shelves.changes.push({ serverSeq: server.shelves.seq, scope: 'home:home-1', gone: { kind: 'record', about: 's1' } });
    tab.cabinet.sendNow();
    await sync.drain();
    const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
    const left = JSON.stringify([await db.facts.toArray(), await db.records.toArray(), await db.receipts.toArray(), await db.outbox.toArray()]);
    expect(left).not.toContain('Rang the bell');
    expect((await db.receipts.toArray()).map((row) => row.receipt.state)).toEqual(['recorded']);
    sync.stop();
  });
});
