import type { Fact } from '../shared/wire/fact.ts';
import { writeWithBallast } from './ballast.ts';
import type { Draft, Recorded } from './cabinet.ts';
import type { MadeFact } from './carriage.ts';
import { byteLength, makeFact } from './carriage.ts';
import type { Database, FactRow } from './database.ts';
import type { Desk } from './desk.ts';
import { rowOfOwn } from './known-fact.ts';
import { layFacts } from './lay.ts';
import { ownerNow, readMark, readOwned, writeOwned } from './marks.ts';
import { isAborted, isConnectionLost, isStorageFull } from './storage-trouble.ts';

/**
 * This device's previous fact on each record, by the same person: order is kept per record. All are
 * asked for at once: thousands of new records would otherwise wait for each other's answers.
 */
async function previousFacts(db: Database, deviceId: string, owner: string, abouts: readonly string[]): Promise<Map<string, FactRow>> {
  const keys = await Promise.all([...new Set(abouts)].map((about) => db.facts.where('about').equals(about).primaryKeys()));
  const last = new Map<string, FactRow>();
  for (const row of await db.facts.bulkGet(keys.flat())) {
    if (row?.owner !== owner || row.deviceId !== deviceId || row.seq === null) continue;
    if (row.seq > (last.get(row.about)?.seq ?? 0)) last.set(row.about, row);
  }
  return last;
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
    const known = await previousFacts(
      db,
      deviceId,
      owner,
      made.map((fact) => fact.about),
    );
    const previous = new Map([...known].map(([about, row]) => [about, row.factId]));
    const facts = made.map((fact, index): Fact => {
      const prev = previous.get(fact.about) ?? null;
      previous.set(fact.about, fact.factId);
      return { ...fact, owner, deviceId, seq: last + index + 1, prev, base: null, off: off === null ? null : Math.round(off) };
    });
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
