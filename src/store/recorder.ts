import type { Fact } from '../shared/wire/fact.ts';
import { writeWithBallast } from './ballast.ts';
import type { Draft, Recorded } from './cabinet.ts';
import type { MadeFact } from './carriage.ts';
import { byteLength, makeFact } from './carriage.ts';
import type { Database } from './database.ts';
import type { Desk } from './desk.ts';
import { rowOfOwn } from './known-fact.ts';
import { layFacts } from './lay.ts';
import { ownerNow, readMark, readOwned, writeOwned } from './marks.ts';
import { isAborted, isConnectionLost, isStorageFull } from './storage-trouble.ts';

/** This device's previous fact on the same record, by the same person: order is kept per record. */
async function previousFact(db: Database, deviceId: string, owner: string, about: string): Promise<string | null> {
  const rows = await db.facts
    .where('about')
    .equals(about)
    .filter((row) => row.owner === owner && row.deviceId === deviceId && row.seq !== null)
    .toArray();
  return rows.reduce<{ factId: string | null; seq: number }>((last, row) => (row.seq !== null && row.seq > last.seq ? { factId: row.factId, seq: row.seq } : last), {
    factId: null,
    seq: 0,
  }).factId;
}

/** What is attached, written inside the facts' own transaction; null where nothing is. */
export type Attach = ((owner: string, factIds: readonly string[]) => Promise<unknown>) | null;

/** The one transaction behind "Saved on this phone": facts, records, lines, counter and attachments, or nothing. */
async function writeFacts(desk: Desk, made: readonly MadeFact[], attach: Attach, alreadyMade: () => Promise<string[] | null>): Promise<string[] | null> {
  const { db, deviceId } = desk;
  return db.transaction('rw', [db.facts, db.records, db.outbox, db.marks, ...(attach ? [db.attachments, db.attachmentChunks] : [])], async () => {
    // After a lost connection nobody knows whether the first try was kept. The ids know.
    const ids = made.map((fact) => fact.factId);
    if ((await db.outbox.where('factId').anyOf(ids).count()) > 0) return ids;
    const earlier = await alreadyMade();
    if (earlier) return earlier;
    const owner = await ownerNow(db);
    if (owner === null) return null;
    const off = (await readMark(db, 'clockOffset')) ?? null;
    const last = (await readOwned(db, owner, 'seq')) ?? 0;
    const previous = new Map<string, string | null>();
    const facts: Fact[] = [];
    for (const [index, fact] of made.entries()) {
      const prev = previous.has(fact.about) ? (previous.get(fact.about) ?? null) : await previousFact(db, deviceId, owner, fact.about);
      previous.set(fact.about, fact.factId);
      facts.push({ ...fact, owner, deviceId, seq: last + index + 1, prev, base: null, off: off === null ? null : Math.round(off) });
    }
    const rows = facts.map(rowOfOwn);
    await db.facts.bulkAdd(rows);
    await layFacts(db, rows);
    await db.outbox.bulkAdd(facts.map((fact) => ({ factId: fact.factId, owner, seq: fact.seq, about: fact.about, fact, bytes: byteLength(fact) })));
    await writeOwned(db, owner, 'seq', last + facts.length);
    await attach?.(owner, ids);
    return ids;
  });
}

export async function writeMade(desk: Desk, made: readonly MadeFact[], attach: Attach, alreadyMade: () => Promise<string[] | null>): Promise<Recorded> {
  try {
    const factIds = await writeWithBallast(desk, () => writeFacts(desk, made, attach, alreadyMade));
    if (factIds === null) return { ok: false, kind: 'signedOut' };
    desk.wake('lineAdded');
    return { ok: true, factIds };
  } catch (error) {
    if (isStorageFull(error)) return { ok: false, kind: 'storageFull' };
    if (isConnectionLost(error) || isAborted(error)) return { ok: false, kind: 'storageLost' };
    throw error;
  }
}

export async function recordDrafts(desk: Desk, drafts: readonly Draft[]): Promise<Recorded> {
  if (drafts.length === 0) return { ok: true, factIds: [] };
  const none = async () => null;
  if (!drafts.some((draft) => draft.attachments)) return writeMade(desk, await Promise.all(drafts.map((draft) => makeFact(desk, draft))), null, none);
  // Loaded by those who attach something: a carer's first visit need not carry it.
  const beside = await import('./attachments.ts').catch(() => null);
  if (!beside) return { ok: false, kind: 'storageLost' };
  const { made, attach } = await beside.prepareDrafts(desk, drafts);
  return writeMade(desk, made, attach, none);
}
