import { visibleScopes } from '../../shared/people/access.ts';
import { readActor } from './known.ts';
import type { Queries } from './rows.ts';
import { readBelow } from './tree.ts';

/** What a person may see today, asked anew each time. */
export async function readScopes(db: Queries, personId: string, today: string): Promise<string[]> {
  const actor = await readActor(db, personId);
  return visibleScopes(actor, today, await readBelow(db, actor));
}
