/// <reference lib="webworker" />
import { drainOnce } from '../src/sync/drain-once.ts';
import { QUIET_TAG } from '../src/sync/quiet/background.ts';
import { drainQuietOnce } from '../src/sync/quiet/drain-quiet-once.ts';

declare const self: ServiceWorkerGlobalScope;

const pagesInView = async () => (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter((page) => page.visibilityState === 'visible');

/** A page in view drains by itself when told. A hidden one may be frozen, so the worker runs the same drain, under the same lock. */
async function drainTraining(): Promise<boolean> {
  const inView = await pagesInView();
  for (const page of inView) page.postMessage({ kind: 'wake' });
  return inView.length > 0 || drainOnce();
}

/**
 * There is signal again. The worker holds nothing in memory: killed in mid-send, the lines are still
 * open. With lines left it fails, and the browser calls again later. Training and voices travel
 * apart, and the page in view is often not the one whose letters wait.
 */
export function wakeSender(event: ExtendableEvent & { tag: string }): void {
  const errand = event.tag === 'hearth-send' ? drainTraining : event.tag === QUIET_TAG ? drainQuietOnce : null;
  if (!errand) return;
  event.waitUntil(
    errand().then((isAllSent) => {
      if (!isAllSent) throw new Error('not everything could be sent yet');
    }),
  );
}
