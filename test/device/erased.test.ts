// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/store/cabinet.ts';
import { makeDatabase } from '../../src/store/database.ts';
import { makeHandClock, openTab, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { added, homeOpened, signedDraft } from '../support/training-facts.ts';

async function phone() {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([homeOpened(), added('mo', 'manager'), added('ann', 'carer')]);
  const tab = await openTab(clock, server);
  await signIn(tab, 'mo', 'manager');
  const sync = tab.start();
  const db = makeDatabase({ name: tab.disk.name, indexedDB: tab.disk.indexedDB, IDBKeyRange });
  const erase = async (about: string) => {
    server.shelves.seq += 1;
    server.shelves.changes.push({ serverSeq: server.shelves.seq, scope: 'home:home-1', gone: { kind: 'record', about } });
    tab.cabinet.sendNow();
    await sync.drain();
  };
  return { server, tab, sync, db, erase };
}

const picture = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]);
const withPicture = (signOffId: string) => ({ ...signedDraft('ann', signOffId), attachments: [{ bytes: picture, type: 'image/jpeg' as const }] }) as Draft;

describe('a record that was erased', () => {
  it('I11 leaves no picture on the phone that delivered it, and a restored server is not sent it again', async () => {
    const { server, tab, sync, db, erase } = await phone();
    await tab.cabinet.record([withPicture('s1')]);
    await sync.drain();
    expect(await db.attachments.count()).toBe(1);
    await erase('s1');
    expect([await db.attachments.count(), await db.attachmentChunks.count()]).toEqual([0, 0]);
    server.seen = [];
    server.restore(server.backup());
    tab.cabinet.sendNow();
    await sync.drain();
    expect(server.seen.filter(({ path }) => path.startsWith('/attachments'))).toEqual([]);
    sync.stop();
  });

  it('I2 I11 a picture that another record shows as well stays for that one', async () => {
    const { tab, sync, db, erase } = await phone();
    await tab.cabinet.record([withPicture('s1')]);
    await tab.cabinet.record([withPicture('s2')]);
    await sync.drain();
    await erase('s1');
    const kept = (await db.facts.where('about').equals('s2').primaryKeys()) as string[];
    expect((await db.attachments.toArray()).map((row) => row.factIds)).toEqual([kept]);
    expect(await db.attachmentChunks.count()).toBe(1);
    sync.stop();
  });

  it('I11 leaves no words beside a receipt either, though it was erased while somebody else had the phone', async () => {
    const { server, tab, sync, db, erase } = await phone();
    await tab.cabinet.record([signedDraft('ann', 's1', 'Rang the bell and stayed.')]);
    await sync.drain();
    await signIn(tab, 'ann', 'carer');
    await sync.drain();
    server.shelves.changes = server.shelves.changes.filter((change) => change.fact?.about !== 's1');
    await erase('s1');
    await signIn(tab, 'mo', 'manager');
    await sync.drain();
    expect(JSON.stringify(await db.receipts.toArray())).not.toContain('Rang the bell');
    expect((await db.receipts.toArray()).map((row) => row.receipt.state)).toEqual(['recorded']);
    sync.stop();
  });

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
