import type { Errand } from '../sync/quiet/drain-quiet-once.ts';

/**
 * Sealed letters that somebody left on this phone go whoever opens the app: where the browser wakes
 * no worker, nobody else would carry them. Their part of the app is fetched only where there are any.
 */
export function carryQuietly(signedIn?: Errand['signedIn']): () => void {
  const carry = async () => {
    const kept = (await globalThis.indexedDB?.databases?.()) ?? [];
    if (kept.some(({ name }) => name === 'hearth-quiet')) await (await import('../sync/quiet/drain-quiet-once.ts')).drainQuietOnce({ signedIn });
  };
  const go = () => void carry().catch(() => undefined);
  addEventListener('online', go);
  go();
  return () => removeEventListener('online', go);
}
