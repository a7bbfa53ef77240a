import { useMemo } from 'preact/hooks';
import { useSyncExternalStore } from './react-in-use.ts';

/**
 * The router's store reads through this. A selection equal to the last one keeps its identity, so
 * that a page is drawn again only when what it shows has changed.
 */
export function useSyncExternalStoreWithSelector<Snapshot, Selection>(
  subscribe: (changed: () => void) => () => void,
  getSnapshot: () => Snapshot,
  _getServerSnapshot: unknown,
  selector: (snapshot: Snapshot) => Selection,
  isEqual?: (left: Selection, right: Selection) => boolean,
): Selection {
  const getSelection = useMemo(() => {
    let last: { snapshot: Snapshot; selection: Selection } | null = null;
    return () => {
      const snapshot = getSnapshot();
      if (last && Object.is(last.snapshot, snapshot)) return last.selection;
      const next = selector(snapshot);
      const selection = last && isEqual?.(last.selection, next) ? last.selection : next;
      last = { snapshot, selection };
      return selection;
    };
  }, [getSnapshot, selector, isEqual]);
  return useSyncExternalStore(subscribe, getSelection);
}
