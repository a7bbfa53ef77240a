/// <reference lib="webworker" />
import { drainOnce } from '../src/sync/drain-once.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * There is signal again. An open page drains by itself when told; with no page open the worker
 * runs the same drain, under the same lock. It holds nothing in memory: killed in mid-send, the
 * lines are still open.
 */
export function wakeSender(event: ExtendableEvent & { tag: string }): void {
  if (event.tag !== 'hearth-send') return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then(async (pages) => {
      if (pages.length > 0) for (const page of pages) page.postMessage({ kind: 'wake' });
      else await drainOnce();
    }),
  );
}
