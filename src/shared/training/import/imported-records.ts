import type { Bodies } from '../../wire/kinds.ts';
import type { PersonRecord } from '../person-record.ts';
import { toldOf } from '../person-record.ts';
import { countedDay } from '../claimed-time.ts';
import { heldKey } from './import-rows.ts';

export type ImportedRecord = {
  body: Bodies['training.record.imported'];
  broughtOn: string;
  verified: (Bodies['training.record.verified'] & { by: string; seenOn: string }) | null;
};

/** Every old record brought in for a person, each once, with the latest word on its evidence. Nobody vouches for themselves. */
export function importedOf(person: PersonRecord): ImportedRecord[] {
  const records = new Map<string, ImportedRecord>();
  for (const fact of toldOf(person, 'training.record.imported')) {
    if (!records.has(fact.body.recordId)) records.set(fact.body.recordId, { body: fact.body, broughtOn: countedDay(fact), verified: null });
  }
  for (const fact of toldOf(person, 'training.record.verified')) {
    const record = records.get(fact.body.recordId);
    if (record && fact.owner !== person.personId) record.verified = { ...fact.body, by: fact.owner, seenOn: countedDay(fact) };
  }
  return [...records.values()];
}

/** What is recorded of a person already, so that a file brought in twice adds nothing. */
export function heldKeys(person: PersonRecord): string[] {
  return [
    ...person.completions.map((entry) => heldKey(person.personId, entry.courseId, countedDay(entry))),
    ...importedOf(person).map(({ body }) => heldKey(person.personId, body.courseId, body.on)),
  ];
}
