/// <reference lib="webworker" />
import { drainOnce } from '../src/sync/drain-once.ts';
import { QUIET_TAG } from '../src/sync/quiet/background.ts';
import { drainQuietOnce } from '../src/sync/quiet/drain-quiet-once.ts';
import { whoIsSignedIn } from './cabinet.ts';
import { keepMedia, serveMedia } from './downloads.ts';
import { openFromNudge, showNudge } from './nudge.ts';
import type { Manifest } from './precache.ts';
import { keepShell, NOT_PAGES } from './precache.ts';
import type { Rooms } from './rooms.ts';
import { roomKeeper } from './rooms.ts';
import { beginAtOnce } from './updates.ts';
import { pagesInView, wakeSender } from './wake.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Manifest; __ROOMS: Rooms };

/** A page in view drains by itself when told. A hidden one may be frozen, so the worker runs the same drain, under the same lock. */
async function drainTraining(): Promise<boolean> {
  const inView = await pagesInView();
  for (const page of inView) page.postMessage({ kind: 'wake' });
  return inView.length > 0 || drainOnce();
}

const rooms = roomKeeper(self.__ROOMS);

keepShell(self.__WB_MANIFEST, '/index.html', { denylist: NOT_PAGES });
rooms.serve();
serveMedia();
beginAtOnce();
self.addEventListener('message', (event) => {
  rooms.heed(event);
  keepMedia(event);
  rooms.takeOverWhenAsked(event);
});
// Training and voices travel apart, and the page in view is often not the one whose letters wait.
wakeSender({ 'hearth-send': drainTraining, [QUIET_TAG]: () => drainQuietOnce({ signedIn: whoIsSignedIn }) });
self.addEventListener('push', showNudge);
self.addEventListener('notificationclick', openFromNudge);
