import type { Actor } from '../../shared/people/access.ts';
import type { PlaceTree } from '../../shared/people/place-tree.ts';
import { LEADING_ROLES } from '../../shared/people/role.ts';
import type { Queries } from './rows.ts';
import { inChunks } from './rows.ts';

/** More levels than the tree has; a circle in the table must not hold the server. */
const DEEPEST = 8;

function placesLedBy(actor: Pick<Actor, 'placements'>): string[] {
  return actor.placements.filter((placement) => LEADING_ROLES.includes(placement.role)).map((placement) => placement.placeId);
}

/** The places below those that a person leads. Most people lead none, and then nothing is asked. */
export async function readBelow(db: Queries, actor: Pick<Actor, 'placements'>): Promise<PlaceTree> {
  const tree = new Map<string, string | null>();
  let level = placesLedBy(actor);
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth += 1) {
    const rows = await inChunks(level, (chunk) => db.selectFrom('place').select(['place_id', 'parent_id']).where('parent_id', 'in', chunk).execute());
    level = rows.flatMap((row) => (tree.has(row.place_id) ? [] : [row.place_id]));
    for (const row of rows) tree.set(row.place_id, row.parent_id);
  }
  return tree;
}

/** The places above these, where any of the people leads a place that others lie in; empty otherwise. */
export async function readAbove(db: Queries, people: Iterable<Actor>, placeIds: Iterable<string>): Promise<Map<string, string | null>> {
  const tree = new Map<string, string | null>();
  const led = [...new Set([...people].flatMap(placesLedBy))];
  const over = await inChunks(led, (chunk) => db.selectFrom('place').select('place_id').where('parent_id', 'in', chunk).limit(1).execute());
  if (over.length === 0) return tree;
  for (const { placeId, parentId } of (await climb(db, placeIds)).values()) tree.set(placeId, parentId);
  return tree;
}

type Step = { placeId: string; parentId: string | null; kind: string };

/** These places and all that they lie in, by id. */
async function climb(db: Queries, placeIds: Iterable<string>): Promise<Map<string, Step>> {
  const steps = new Map<string, Step>();
  let level = [...new Set(placeIds)];
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth += 1) {
    const rows = await inChunks(level, (chunk) => db.selectFrom('place').select(['place_id', 'parent_id', 'kind']).where('place_id', 'in', chunk).execute());
    for (const row of rows) steps.set(row.place_id, { placeId: row.place_id, parentId: row.parent_id, kind: row.kind });
    level = [...new Set(rows.flatMap((row) => (row.parent_id === null || steps.has(row.parent_id) ? [] : [row.parent_id])))];
  }
  return steps;
}

/** What lies over each of these places, the nearest first. */
export async function readLineages(db: Queries, placeIds: readonly string[]): Promise<Map<string, Step[]>> {
  const steps = await climb(db, placeIds);
  const lineage = (placeId: string) => {
    const over: Step[] = [];
    for (let at = steps.get(placeId)?.parentId ?? null; at !== null && over.length < DEEPEST; at = steps.get(at)?.parentId ?? null) {
      const step = steps.get(at);
      if (step) over.push(step);
    }
    return over;
  };
  return new Map(placeIds.map((placeId) => [placeId, lineage(placeId)]));
}
