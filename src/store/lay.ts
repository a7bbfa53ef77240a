import type { PlaceOpened, SlotFilled } from '../shared/people/place.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { applyFacts, emptyRecord } from '../shared/training/person-record.ts';
import type { Database, FactRow, RecordRow } from './database.ts';
import { inOrderMade, knownFact, readRow } from './known-fact.ts';
import type { RecordChange } from './roll.ts';
import { keepRolls } from './roll.ts';

const PERSON = 'person:';
/** What is told of one thing, kept in the order it was made. */
const TOLD = /^(home|academy):/;

function rowOfPerson(key: string, person: PersonRecord): RecordRow {
  return { key, homes: [...new Set(person.placements.map((placement) => placement.placeId))], person };
}

function fold(key: string, start: PersonRecord, rows: readonly FactRow[]): RecordRow {
  const facts = rows.flatMap((row) => knownFact(row) ?? []);
  return rowOfPerson(key, applyFacts(start, facts));
}

/** Makes a record anew from its facts, in the order they were made; none left, no record. */
export async function rebuildRecord(db: Database, key: string): Promise<void> {
  const rows = (await db.facts.where('record').equals(key).toArray()).sort(inOrderMade);
  const last = rows.at(-1);
  if (key.startsWith(PERSON)) {
    const before = await db.records.get(key);
    const after = last && fold(key, emptyRecord(key.slice(PERSON.length)), rows);
    await (after ? db.records.put(after) : db.records.delete(key));
    await keepRolls(db, [{ before, after }]);
    return;
  }
  if (!last) {
    await db.records.delete(key);
    return;
  }
  if (last.kind === 'people.place.opened') {
    await db.records.put({ key, homes: [], place: last.body as PlaceOpened });
    return;
  }
  if (TOLD.test(key)) {
    await db.records.put({ key, homes: [], told: rows.flatMap((row) => knownFact(row) ?? []) });
    return;
  }
  // The latest word for each slot stands: the server's order first, then what waits on this phone.
  const slots = new Map(rows.map((row) => [(row.body as SlotFilled).slot, row.body as SlotFilled]));
  await db.records.put({ key, homes: [], slots: [...slots.values()] });
}

/**
 * Lays facts on their records, inside the caller's transaction, after the rows are stored.
 * Training facts may be laid on top of what is there. A person's placements may not: an older
 * start laid over a known end would undo it, so such a record is made anew, in order.
 */
export async function layFacts(db: Database, rows: readonly FactRow[]): Promise<void> {
  const byRecord = new Map<string, FactRow[]>();
  for (const row of rows) {
    if (row.record === null) continue;
    const list = byRecord.get(row.record);
    if (list) list.push(row);
    else byRecord.set(row.record, [row]);
  }
  const keys = [...byRecord.keys()];
  const known = await db.records.bulkGet(keys);
  const laid: RecordRow[] = [];
  const changes: RecordChange[] = [];
  for (const [index, key] of keys.entries()) {
    const record = known[index];
    const added = byRecord.get(key) ?? [];
    if (!key.startsWith(PERSON) || (record && added.some((row) => row.kind.startsWith('people.')))) await rebuildRecord(db, key);
    else {
      const after = fold(key, record?.person ?? emptyRecord(key.slice(PERSON.length)), added);
      laid.push(after);
      changes.push({ before: record, after });
    }
  }
  await db.records.bulkPut(laid);
  await keepRolls(db, changes);
}

/** Reads every kept fact again and makes every record anew, after the app learnt a new kind or version. */
export async function rebuildAll(db: Database): Promise<void> {
  const rows = (await db.facts.toArray()).map(readRow).sort(inOrderMade);
  await db.facts.bulkPut(rows);
  await db.records.clear();
  await layFacts(db, rows);
}
