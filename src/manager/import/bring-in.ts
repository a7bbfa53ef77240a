import type { Proposal } from '../../shared/training/import/import-rows.ts';
import type { Cabinet, Draft, Recorded } from '../../store/cabinet.ts';
import { turn } from './in-slices.ts';

/** So many in one strict transaction: each is quick, and the screen moves in between. */
const BATCH = 250;

export type BroughtIn = { done: number; fault: Extract<Recorded, { ok: false }>['kind'] | null; lastId: string | null };

/** The same for the same row of the same file: brought in again, it is known again. */
export function recordIdOf(importId: string, { row, column }: Proposal): string {
  return `${importId}-${row}-${column}`;
}

/** The record a proposal becomes, or null while it is refused. */
function draftOf(importId: string, proposal: Proposal): Draft | null {
  const { personId, courseId, on, expiresOn, number, provider, row, refused } = proposal;
  if (refused !== null || personId === null || courseId === null || on === null) return null;
  const recordId = recordIdOf(importId, proposal);
  return { kind: 'training.record.imported', about: recordId, body: { recordId, personId, courseId, on, expiresOn, number, provider, importId, row } };
}

/** Brings in what is not refused, batch by batch. What stops it leaves whole batches behind, and nothing half done. */
export async function bringIn(cabinet: Cabinet, importId: string, proposals: readonly Proposal[], tell: (done: number) => void): Promise<BroughtIn> {
  // Person by person: a batch then writes a few people's records anew, and not everybody's each time.
  const whoIn = ({ personId }: Proposal) => personId ?? '';
  const byPerson = [...proposals].sort((one, other) => (whoIn(one) < whoIn(other) ? -1 : Number(whoIn(one) > whoIn(other))));
  const drafts = byPerson.flatMap((proposal) => draftOf(importId, proposal) ?? []);
  let done = 0;
  for (let from = 0; from < drafts.length; from += BATCH) {
    const batch = drafts.slice(from, from + BATCH);
    const recorded = await cabinet.record(batch);
    if (!recorded.ok) return { done, fault: recorded.kind, lastId: drafts[done - 1]?.about ?? null };
    done += batch.length;
    tell(done);
    await turn();
  }
  return { done, fault: null, lastId: drafts.at(-1)?.about ?? null };
}
