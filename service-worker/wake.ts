/// <reference lib="webworker" />
import { drainOnce } from '../src/sync/drain-once.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * There is signal again. A page in view drains by itself when told. A hidden one may be frozen, so
 * the worker runs the same drain, under the same lock. It holds nothing in memory: killed in
 * mid-send, the lines are still open. With lines left it fails, and the browser calls again later.
 */
export function wakeSender(event: ExtendableEvent & { tag: string }): void {
  if (event.tag !== 'hearth-send') return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (pages) => {
      const inView = pages.filter((page) => page.visibilityState === 'visible');
      for (const page of inView) page.postMessage({ kind: 'wake' });
      if (inView.length === 0 && !(await drainOnce())) throw new Error('not everything could be sent yet');
    }),
  );
}
