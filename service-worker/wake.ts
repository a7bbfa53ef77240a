/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

export async function pagesInView(): Promise<WindowClient[]> {
  return (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter((page) => page.visibilityState === 'visible');
}

/**
 * There is signal again. The worker holds nothing in memory: killed in mid-send, the lines are still
 * open. With lines left it fails, and the browser calls again later.
 * @param errands by the tag that the browser was asked to call with; each answers whether all is sent.
 */
export function wakeSender(errands: Record<string, () => Promise<boolean>>): void {
  self.addEventListener('sync', (event) => {
    const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
    const errand = Object.hasOwn(errands, tag) ? errands[tag] : undefined;
    if (!errand) return;
    waitUntil.call(
      event,
      errand().then((isAllSent) => {
        if (!isAllSent) throw new Error('not everything could be sent yet');
      }),
    );
  });
}
