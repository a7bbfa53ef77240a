import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';

/** What this phone holds, read past the page's own code. */
export type PhoneBooks = {
  deviceId: string;
  /** The last counter of each person who made something here. */
  lastSeq: Record<string, number>;
  /** Open lines and receipts, each with its author. */
  open: { factId: string; owner: string; hash: string }[];
  receipts: { factId: string; owner: string; state: string; hash: string }[];
  refused: string[];
};

export function phoneBooks(page: Page): Promise<PhoneBooks> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('hearth'));
    const all = <Row>(table: string) => done(db.transaction(table).objectStore(table).getAll() as IDBRequest<Row[]>);
    const marks = await all<{ name: string; value: unknown }>('marks');
    const [open, receipts, refusals] = await Promise.all([
      all<{ factId: string; owner: string; fact: { hash: string } }>('outbox'),
      all<{ factId: string; owner: string; receipt: { state: string; hash: string } }>('receipts'),
      all<{ factId: string }>('refusals'),
    ]);
    db.close();
    const lastSeq = marks.flatMap(({ name, value }) => (name.startsWith('seq:') ? [[name.slice('seq:'.length), value as number]] : []));
    return {
      deviceId: marks.find(({ name }) => name === 'deviceId')?.value as string,
      lastSeq: Object.fromEntries(lastSeq) as Record<string, number>,
      open: open.map(({ factId, owner, fact }) => ({ factId, owner, hash: fact.hash })),
      receipts: receipts.map(({ factId, owner, receipt }) => ({ factId, owner, state: receipt.state, hash: receipt.hash })),
      refused: refusals.map(({ factId }) => factId),
    };
  });
}

export type Entry = { factId: string; owner: string; seq: number; kind: string; hash: string; state: string };

/** The server's own books, read beside it: they are there whether or not it runs. */
export class ServerBooks {
  /** Where the server keeps its records. */
  readonly file: string;

  constructor(dataDir: string) {
    this.file = path.join(dataDir, 'hearth.sqlite');
  }

  private read<Row>(query: string, ...named: string[]): Row[] {
    const database = new DatabaseSync(this.file, { readOnly: true, timeout: 5000 });
    try {
      return database.prepare(query).all(...named) as Row[];
    } finally {
      database.close();
    }
  }

  /** What one phone has brought, in the order it was made. */
  entriesOf(deviceId: string): Entry[] {
    return this.read('select fact_id as factId, owner, seq, kind, hash, state from fact_log where device_id = ? order by owner, seq', deviceId);
  }

  /** Facts of one phone that took effect more than once: shown twice in one place, or entered twice under one number. */
  doubled(deviceId: string): string[] {
    const twiceShown = this.read<{ id: string }>(
      "select change.fact_id as id from change join fact_log using (fact_id) where device_id = ? and what = 'fact' group by change.fact_id, scope having count(*) > 1",
      deviceId,
    );
    const twiceNumbered = this.read<{ id: string }>('select fact_id as id from fact_log where device_id = ? group by owner, seq having count(*) > 1', deviceId);
    return [...twiceShown, ...twiceNumbered].map(({ id }) => id);
  }
}
