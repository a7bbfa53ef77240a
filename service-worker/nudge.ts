/// <reference lib="webworker" />
import { NUDGE } from '../src/shared/nudges/text.ts';

declare const self: ServiceWorkerGlobalScope;

/** One fixed text, whatever came with the push: a lock screen is everybody's (D2). A push that shows nothing costs the permission. */
export function showNudge(event: PushEvent): void {
  const { title, ...rest } = NUDGE;
  event.waitUntil(self.registration.showNotification(title, { ...rest, icon: '/icons/icon-192.png' }));
}

/** Opens the app at its start, or brings it forward. The page itself knows what waits. */
export function openFromNudge(event: NotificationEvent): void {
  event.notification.close();
  const open = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    // The young person's page is not ours to bring forward.
    const page = pages.find(({ url }) => !new URL(url).pathname.startsWith('/talk'));
    await (page ? page.focus() : self.clients.openWindow('/'));
  };
  event.waitUntil(open());
}
