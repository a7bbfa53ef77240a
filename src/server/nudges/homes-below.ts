import { setImmediate } from 'node:timers/promises';
import type { Day } from '../../shared/basics/day.ts';
import type { DueItem } from '../../shared/nudges/due.ts';
import { dueItems } from '../../shared/nudges/due.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { Library } from '../library.ts';
import { peopleIn, readHomeRules, readRecords } from '../records/person-records.ts';
import type { Queries } from '../records/rows.ts';
import { readBelow } from '../records/tree.ts';

/** What is due in the homes that somebody leads from above: home by home, and nobody by name. */
export type HomesBelow = { homes: number; due: { homeId: string; daysLeft: number }[] };

/**
 * Read for the weekly digest alone, never for single steps: whoever leads seventy homes would be told every day.
 * One home after the other, and between them others are let in: an authority may have 5,000 people.
 * @param days how far ahead something counts.
 */
export async function readHomesBelow(db: Queries, me: PersonRecord, library: Library, today: Day, days: number): Promise<HomesBelow> {
  const placements = me.placements.filter((placement) => isPlacementOpen(placement, today));
  const below = [...(await readBelow(db, { placements })).keys()].filter((placeId) => !placements.some((placement) => placement.placeId === placeId));
  const found: HomesBelow = { homes: 0, due: [] };
  for (const homeId of below) {
    await setImmediate();
    const ids = (await peopleIn(db, [homeId], today)).filter((id) => id !== me.personId);
    if (ids.length === 0) continue;
    found.homes += 1;
    const people = await readRecords(db, ids);
    const rules = homeRules(
      await readHomeRules(
        db,
        people.flatMap((person) => person.placements.map((placement) => placement.placeId)),
      ),
      library.catalogue,
      today,
    );
    const due = people.flatMap((person): DueItem[] => dueItems(person, library.catalogue, today, rules)).filter((entry) => entry.daysLeft <= days);
    for (const { daysLeft } of due) found.due.push({ homeId, daysLeft });
  }
  return found;
}
