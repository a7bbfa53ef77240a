/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

/** Addresses that are the server's own and never a page of ours. */
const NOT_PAGES = [/^\/sync\//, /^\/session/, /^\/invitations/, /^\/content\//, /^\/sealed/, /^\/voice/, /^\/keys\//, /^\/clock/, /^\/attachments/, /^\/healthz/, /^\/nudges/];

/** The young person's page: one address, whatever stands behind it. */
const TALK = /^\/talk\/?$/;

/** Keeps the whole shell from the first visit, and opens every page address from it without signal. */
export function keepShell(): void {
  precacheAndRoute(self.__WB_MANIFEST);
  cleanupOutdatedCaches();
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/talk.html'), { allowlist: [TALK] }));
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_PAGES }));
}
