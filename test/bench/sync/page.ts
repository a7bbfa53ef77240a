import type { SignedIn } from '../../../src/shared/wire/session.ts';
import type { Draft } from '../../../src/store/cabinet.ts';
import { openCabinet } from '../../../src/store/open-cabinet.ts';
import { startSync } from '../../../src/sync/sync.ts';

/** What the bench asks of the page, in the browser. */
export type Bench = {
  /** Signs in and writes so many facts on the phone. Gives how long the writing took, in milliseconds. */
  queue(secret: string, drafts: Draft[][]): Promise<{ ms: number; factIds: string[]; plainBytes: number }>;
  /** Lets the postman go, until nothing is open; gives milliseconds, and what the phone then holds. */
  drain(): Promise<Drained>;
};
export type Drained = { ms: number; batches: number[]; applyMs: number; open: number; receipts: number; refused: number };

const cabinet = await openCabinet({ crypto: globalThis.crypto, clock: () => Date.now() });
let queued = 0;

async function signIn(secret: string): Promise<SignedIn> {
  const reply = await fetch('/session/demo', { method: 'POST', headers: { 'x-app': '1', 'content-type': 'application/json' }, body: JSON.stringify({ secret }) });
  if (!reply.ok) throw new Error(`signing in was answered ${reply.status}`);
  return (await reply.json()) as SignedIn;
}

/** Counted where they lie, not by what the store says of itself. */
async function countRows(): Promise<Record<'outbox' | 'receipts' | 'refusals', number>> {
  const database = await new Promise<IDBDatabase>((done, fail) => {
    const opening = indexedDB.open('hearth');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const count = (name: string) =>
    new Promise<number>((done, fail) => {
      const reading = database.transaction(name).objectStore(name).getAll() as IDBRequest<{ pack?: unknown[] }[]>;
      reading.onsuccess = () => done(reading.result.reduce((sum, row) => sum + (row.pack?.length ?? 1), 0));
      reading.onerror = () => fail(reading.error);
    });
  const [outbox, receipts, refusals] = await Promise.all([count('outbox'), count('receipts'), count('refusals')]);
  database.close();
  return { outbox, receipts, refusals };
}

const bench: Bench = {
  async queue(secret, drafts) {
    await cabinet.setSignedIn(await signIn(secret));
    const startedAt = performance.now();
    const factIds: string[] = [];
    for (const together of drafts) {
      const recorded = await cabinet.record(together);
      if (!recorded.ok) throw new Error(`writing failed: ${recorded.kind}`);
      factIds.push(...recorded.factIds);
    }
    const ms = performance.now() - startedAt;
    queued = factIds.length;
    const owner = (await cabinet.signedIn())?.personId ?? '';
    const [first] = [await cabinet.openLines(owner, 1000)];
    return { ms, factIds, plainBytes: new TextEncoder().encode(JSON.stringify(first)).length / Math.max(1, first?.length ?? 1) };
  },
  drain: () =>
    new Promise((done, fail) => {
      const drained: Drained = { ms: 0, batches: [], applyMs: 0, open: 0, receipts: 0, refused: 0 };
      let settledOf = 0;
      const startedAt = performance.now();
      const finish = async () => {
        drained.ms = performance.now() - startedAt;
        sync.stop();
        unwatch();
        const rows = await countRows();
        Object.assign(drained, { open: rows.outbox, receipts: rows.receipts, refused: rows.refusals });
        done(drained);
      };
      // The screen's own line about sync is there, as on every page of the app.
      const unwatch = cabinet.watchSync(() => undefined);
      const sync = startSync({
        cabinet: {
          ...cabinet,
          applyAnswers: async (...given) => {
            const before = performance.now();
            const settled = await cabinet.applyAnswers(...given);
            drained.applyMs += performance.now() - before;
            drained.batches.push(given[1].length);
            settledOf += settled.closed + settled.refused;
            if (settledOf >= queued) finish().catch(fail);
            return settled;
          },
        },
        openEvents: null,
      });
    }),
};
Object.assign(globalThis, { bench });
document.documentElement.dataset.ready = 'yes';
