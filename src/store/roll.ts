import type { PersonRecord } from '../shared/training/person-record.ts';
import type { RollEntry } from './cabinet.ts';
import type { Database, RecordRow } from './database.ts';

const ROLL = 'roll:';

export function rollKey(homeId: string): string {
  return `${ROLL}${homeId}`;
}

/** A person’s record before and after a change; missing where there was none, or is none any more. */
export type RecordChange = { before: RecordRow | undefined; after: RecordRow | undefined };

function entryOf({ personId, name, placements }: PersonRecord): RollEntry {
  return { personId, name, placements };
}

/**
 * Keeps the rolls of homes in step with the records, inside the transaction that writes those: who
 * was ever placed in a home, by name, so that a table of thousands stands before their training is read.
 * Derived and disposable like every record. Whose record goes, as by an erasure, leaves every roll with it.
 */
export async function keepRolls(db: Database, changes: readonly RecordChange[]): Promise<void> {
  const byHome = new Map<string, Map<string, RollEntry | null>>();
  for (const { before, after } of changes) {
    const personId = (after ?? before)?.person?.personId;
    if (personId === undefined) continue;
    const entry = after?.person ? entryOf(after.person) : null;
    // Training changes nothing here, and is most of what comes.
    if (entry && before?.person && JSON.stringify(entryOf(before.person)) === JSON.stringify(entry)) continue;
    for (const homeId of new Set([...(before?.homes ?? []), ...(after?.homes ?? [])])) {
      const home = byHome.get(homeId) ?? new Map<string, RollEntry | null>();
      byHome.set(homeId, home.set(personId, after?.homes.includes(homeId) ? entry : null));
    }
  }
  if (byHome.size === 0) return;
  const homeIds = [...byHome.keys()];
  const known = await db.records.bulkGet(homeIds.map(rollKey));
  const rows: RecordRow[] = [];
  const empty: string[] = [];
  for (const [at, homeId] of homeIds.entries()) {
    const roll = new Map((known[at]?.roll ?? []).map((entry) => [entry.personId, entry]));
    for (const [personId, entry] of byHome.get(homeId) ?? []) {
      if (entry) roll.set(personId, entry);
      else roll.delete(personId);
    }
    if (roll.size === 0) empty.push(rollKey(homeId));
    else rows.push({ key: rollKey(homeId), homes: [], roll: [...roll.values()] });
  }
  await db.records.bulkPut(rows);
  if (empty.length > 0) await db.records.bulkDelete(empty);
}
