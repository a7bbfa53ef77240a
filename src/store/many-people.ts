import { Dexie } from 'dexie';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { ManyPeople, RollSeen, Unwatch } from './cabinet.ts';
import type { Database } from './database.ts';
import type { Desk } from './desk.ts';
import { rollKey } from './roll.ts';
import { watch } from './watch.ts';

/** Thousands of names are one row a home: they stand while the records of their training are still being read. */
function lookAtRoll(db: Database, homeIds: readonly string[]): Promise<RollSeen> {
  return db.transaction('r', db.records, async () => {
    const [told, rolls] = await Promise.all([db.records.bulkGet(homeIds.map((homeId) => `home:${homeId}`)), db.records.bulkGet(homeIds.map(rollKey))]);
    const people = new Map(rolls.flatMap((row) => (row?.roll ?? []).map((entry) => [entry.personId, entry])));
    return { people: [...people.values()], told: told.flatMap((row) => row?.told ?? []) };
  });
}

async function findPeople(db: Database, personIds: readonly string[]): Promise<PersonRecord[]> {
  return (await db.records.bulkGet(personIds.map((personId) => `person:${personId}`))).flatMap((row) => row?.person ?? []);
}

/** A stretch of keys, as Dexie says what was written: a tree of them. */
type Stretch = { from?: unknown; to?: unknown; l?: Stretch | null; r?: Stretch | null };

/** Whose records were written; null when a whole stretch was. */
function personIdsIn(stretch: Stretch | null | undefined): string[] | null {
  if (!stretch) return [];
  const { from, to, l, r } = stretch;
  if (from !== undefined && from !== to) return null;
  const [before, after] = [personIdsIn(l), personIdsIn(r)];
  if (before === null || after === null) return null;
  const own = typeof from === 'string' && from.startsWith('person:') ? [from.slice('person:'.length)] : [];
  return [...before, ...own, ...after];
}

function watchChanged(db: Database, tell: (personIds: string[] | null) => void): Unwatch {
  const hear = (parts: Record<string, unknown>) => {
    if ('all' in parts) return tell(null);
    const personIds = personIdsIn(parts[`idb://${db.name}/records/`] as Stretch | undefined);
    if (personIds === null || personIds.length > 0) tell(personIds);
  };
  Dexie.on('storagemutated', hear);
  return () => Dexie.on.storagemutated.unsubscribe(hear);
}

export function makeManyPeople(desk: Desk): ManyPeople {
  return {
    watchRoll: (homeIds, tell) => watch(desk, () => lookAtRoll(desk.db, homeIds), tell),
    people: (personIds) => desk.steady(() => findPeople(desk.db, personIds)),
    watchChanged: (tell) => watchChanged(desk.db, tell),
  };
}
