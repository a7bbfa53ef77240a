/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Written into each worker at the end of a build (vite.config.ts). */
export type Manifest = { url: string; revision: string | null }[];

/** Addresses that are the server's own and never a page of ours, and the young person's page, which has a worker of its own. */
export const NOT_PAGES = [
  /^\/sync\//,
  /^\/session/,
  /^\/invitations/,
  /^\/content\//,
  /^\/passport\//,
  /^\/sealed/,
  /^\/voice/,
  /^\/keys\//,
  /^\/clock/,
  /^\/attachments/,
  /^\/healthz/,
  /^\/nudges/,
  /^\/talk/,
];

/** Keeps one half of the app from its first visit, and opens its page from there without signal. Neither half pays for the other. */
export function keepShell(files: Manifest, page: '/index.html' | '/talk.html', which: { allowlist?: RegExp[]; denylist?: RegExp[] }): void {
  precacheAndRoute(files);
  cleanupOutdatedCaches();
  registerRoute(new NavigationRoute(createHandlerBoundToURL(page), which));
}
