import { useMemo, useRef } from 'preact/hooks';
import type { Filters, Matrix } from './matrix.ts';
import { applyFilters, pick, rowsChanged } from './matrix.ts';

/** News of one or two people turns in its place; more than that is a delivery, and is put in order. */
const IN_PLACE_ROWS = 2;

/** How many deliveries have come that were more than news. */
export function useDeliveries(whole: Matrix): number {
  const seen = useRef({ whole, count: 0 });
  if (seen.current.whole !== whole) {
    const isDelivery = rowsChanged(seen.current.whole, whole) > IN_PLACE_ROWS;
    seen.current = { whole, count: seen.current.count + (isDelivery ? 1 : 0) };
  }
  return seen.current.count;
}

/** What was shown under `key` keeps its place, even when it no longer belongs; what is new comes last. */
export function useHeld(ids: readonly string[], key: string): string[] {
  const held = useRef<{ key: string; ids: string[] }>({ key, ids: [] });
  const before = held.current.key === key ? held.current.ids : [];
  const known = new Set(before);
  held.current = { key, ids: [...before, ...ids.filter((id) => !known.has(id))] };
  return held.current.ids;
}

/**
 * The filtered matrix, standing still: while somebody looks, a row turns green where it stands
 * instead of jumping away under the finger. Other filters, or a whole delivery, order it anew.
 */
export function useStill(whole: Matrix, filters: Filters, deliveries: number): Matrix {
  const key = `${JSON.stringify(filters)} ${deliveries}`;
  const left = useMemo(() => applyFilters(whole, filters), [whole, key]);
  const personIds = useHeld(
    left.rows.map((row) => row.person.personId),
    key,
  );
  const courseIds = useHeld(
    left.columns.map((column) => column.card.id),
    key,
  );
  // The same rows stay the same objects, so that what did not change is not drawn again.
  return useMemo(() => {
    const byId = new Map(whole.rows.map((row) => [row.person.personId, row]));
    const rows = personIds.flatMap((personId) => byId.get(personId) ?? []);
    return pick({ columns: whole.columns, rows }, new Set(courseIds));
  }, [whole, key]);
}
