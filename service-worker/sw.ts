/// <reference lib="webworker" />
import { keepMedia, serveMedia } from './downloads.ts';
import { openFromNudge, showNudge } from './nudge.ts';
import { keepShell } from './precache.ts';
import { takeOverWhenAsked } from './updates.ts';
import { wakeSender } from './wake.ts';

declare const self: ServiceWorkerGlobalScope;

keepShell();
serveMedia();

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  takeOverWhenAsked(event);
  keepMedia(event);
});
self.addEventListener('sync', (event) => wakeSender(event as ExtendableEvent & { tag: string }));
self.addEventListener('push', showNudge);
self.addEventListener('notificationclick', openFromNudge);
