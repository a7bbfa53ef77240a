import type { Actor } from '../shared/people/access.ts';
import { scopesOfFact } from '../shared/people/access.ts';
import type { Refusal } from '../shared/wire/refusal.ts';
import { isFactKind } from '../shared/wire/kinds.ts';
import { subjectOf } from '../shared/training/person-record.ts';
import { londonDay } from '../shared/basics/day.ts';
import { refuse } from './answers.ts';
import { dropAttachment } from './attachments.ts';
import type { Database, FactRow, OutboxRow, ReceiptRow } from './database.ts';
import type { Desk } from './desk.ts';
import { knownFact, rowOfOwn } from './known-fact.ts';
import { rebuildRecord } from './lay.ts';
import { readOwned, writeOwned } from './marks.ts';
import { findReceipts, keepApart, receiptsIn } from './receipts.ts';

const SCOPE_LOST: Refusal = { kind: 'scopeLost', where: 'scope', reason: 'You no longer belong to the place this was for.' };

/**
 * Those of them in a lost scope that are not also the person's own: their own attempts leave with
 * them. Everybody concerned is read at once: a wait for each row, and many rows concern nobody,
 * would make Dexie forget the transaction this is in.
 */
async function lostOf<Entry>(desk: Desk, owner: string, lost: ReadonlySet<string>, entries: readonly Entry[], rowOf: (entry: Entry) => FactRow): Promise<Entry[]> {
  const read = entries.flatMap((entry) => {
    const fact = knownFact(rowOf(entry));
    return fact ? [{ entry, fact, personId: subjectOf(fact, fact.owner) }] : [];
  });
  const ids = [...new Set(read.flatMap(({ personId }) => personId ?? []))];
  const records = await desk.db.records.bulkGet(ids.map((id) => `person:${id}`));
  const actors = new Map(records.flatMap((record): [string, Actor][] => (record?.person ? [[record.person.personId, record.person]] : [])));
  const today = londonDay(desk.now());
  const isLost = ({ fact, personId }: (typeof read)[number]): boolean => {
    const scopes = scopesOfFact(fact.kind, fact.body, fact.owner, actors.get(personId ?? '') ?? null, today);
    return scopes.some((scope) => lost.has(scope)) && !scopes.includes(`self:${owner}`);
  };
  return read.filter(isLost).map(({ entry }) => entry);
}

/** A refusal found by this phone itself. The server never saw its counter, and may not call that a loss. */
export async function refuseHere(db: Database, line: OutboxRow, refusal: Refusal, seenAt: string): Promise<void> {
  await writeOwned(db, line.owner, 'unsent', ((await readOwned(db, line.owner, 'unsent')) ?? 0) + 1);
  await refuse(db, line, line.bytes, refusal, seenAt);
}

/** FIRST open lines of these scopes become refusals the person can see, THEN the rows go (sync reference, section 8). */
export async function forgetScopes(desk: Desk, owner: string, scopes: readonly string[]): Promise<void> {
  const { db } = desk;
  const lost = new Set(scopes);
  const lines = await db.outbox.where('[owner+seq]').between([owner, 0], [owner, Number.MAX_SAFE_INTEGER]).toArray();
  for (const line of await lostOf(desk, owner, lost, lines, ({ fact }) => rowOfOwn(fact))) await refuseHere(db, line, SCOPE_LOST, desk.now());

  const open = new Set(lines.map((line) => line.factId));
  const pulled = await db.facts.where('scopes').anyOf(scopes).distinct().toArray();
  const unpulled = await db.facts
    .where('owner')
    .equals(owner)
    .filter((row) => row.scopes.length === 0 && !open.has(row.factId))
    .toArray();
  const gone: FactRow[] = [];
  const stays: FactRow[] = [];
  for (const row of pulled) {
    const left = row.scopes.filter((scope) => !lost.has(scope));
    if (left.length > 0 || open.has(row.factId)) stays.push({ ...row, scopes: left });
    else gone.push(row);
  }
  gone.push(...(await lostOf(desk, owner, lost, unpulled, (row) => row)));
  await db.facts.bulkPut(stays);
  await db.facts.bulkDelete(gone.map((row) => row.factId));
  for (const key of new Set(gone.flatMap((row) => row.record ?? []))) await rebuildRecord(db, key);
}

/** Pictures of what was erased are content too, sent or not. What another record names stays for that one. */
async function dropPicturesOf(db: Database, erased: ReadonlySet<string>): Promise<void> {
  for (const row of await db.attachments
    .where('factIds')
    .anyOf([...erased])
    .distinct()
    .toArray()) {
    const others = row.factIds.filter((id) => !erased.has(id));
    const found = await Promise.all([db.outbox.bulkGet(others), db.refusals.bulkGet(others), db.facts.bulkGet(others), findReceipts(db, others)]);
    // A refused fact that was sent again under a new name has left nothing but its id.
    const factIds = others.filter((_, index) => found.some((rows) => rows[index]));
    if (factIds.length === 0) await dropAttachment(db, row);
    else await db.attachments.put({ ...row, factIds });
  }
}

/** A tombstone takes the rows; an open line about it stays and gets the server's own answer. */
export async function dropGone(db: Database, gone: { kind: string; about: string }): Promise<void> {
  const rows = (await db.facts.where('about').equals(gone.about).toArray()).filter((row) => !isFactKind(gone.kind) || row.kind === gone.kind);
  // Whose record is gone needs no key any more. For any other record there is none by that name.
  await db.marks.bulkDelete([`signing:${gone.about}`, `authority:${gone.about}`, `figures:${gone.about}`, `figuresWanted:${gone.about}`]);
  const open = await db.outbox.bulkGet(rows.map((row) => row.factId));
  const dropped = rows.filter((_, index) => !open[index]);
  await db.facts.bulkDelete(dropped.map((row) => row.factId));
  // The bytes kept beside a receipt are its content too, also where somebody else's sign-in has taken
  // the record off this phone. One still held keeps them for its answer.
  const isOfIt = ({ fact }: ReceiptRow) => fact?.about === gone.about && (!isFactKind(gone.kind) || fact.kind === gone.kind);
  const beside = await db.receipts.filter((row) => receiptsIn(row).some(isOfIt)).toArray();
  const ids = [...new Set([...dropped, ...beside.flatMap(receiptsIn).filter(isOfIt)].map((row) => row.factId))];
  const kept = await findReceipts(db, ids);
  const emptied = kept.flatMap((row) => (row && row.receipt.state !== 'held' ? [{ ...row, fact: null }] : []));
  if (emptied.length > 0) await keepApart(db, emptied, kept);
  const settled = new Set(ids.filter((_, index) => kept[index]?.receipt.state !== 'held'));
  await dropPicturesOf(db, settled);
  for (const key of new Set(dropped.flatMap((row) => row.record ?? []))) await rebuildRecord(db, key);
}
