/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

/** Never at install: that would swap code under open pages. Only when the person agreed. */
export function takeOverWhenAsked(event: ExtendableMessageEvent): void {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
}

/** The first worker serves the page that fetched it, so that one visit is enough to open without signal. */
export function beginAtOnce(): void {
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
}
