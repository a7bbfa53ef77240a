import type { Place } from './place.ts';

/** Which place lies in which: each one's parent, null for the region. It may hold a part of the tree only. */
export type PlaceTree = ReadonlyMap<string, string | null>;

const NOWHERE: PlaceTree = new Map();

export function treeOf(places: readonly Pick<Place, 'placeId' | 'parentId'>[]): PlaceTree {
  return new Map(places.map((place) => [place.placeId, place.parentId]));
}

/** Does the place lie somewhere below the other? No place lies below itself. */
export function isBelow(placeId: string, aboveId: string, tree: PlaceTree = NOWHERE): boolean {
  const seen = new Set<string>();
  for (let at = tree.get(placeId) ?? null; at !== null && !seen.has(at); at = tree.get(at) ?? null) {
    if (at === aboveId) return true;
    seen.add(at);
  }
  return false;
}

/** All that lies below a place, in the order of the tree. */
export function placesBelow(aboveId: string, tree: PlaceTree = NOWHERE): string[] {
  return [...tree.keys()].filter((placeId) => isBelow(placeId, aboveId, tree));
}
