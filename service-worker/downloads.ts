/// <reference lib="webworker" />
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import * as z from 'zod/mini';
import { MEDIA_CACHE } from '../src/store/media-cache.ts';

/** Only our own media may be named. A message is checked like anything that comes through a door. */
const keepSchema = z.object({ kind: z.literal('keepMedia'), addresses: z.array(z.string().check(z.regex(/^\/media\/[\w./-]+$/))) });

/** Course media is answered from the phone first; the address changes when the picture does. */
export function serveMedia(): void {
  registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/media/'), new CacheFirst({ cacheName: MEDIA_CACHE }));
}

/** Keeps the media of a course that was downloaded, each by itself: one missing picture spoils nothing. */
export function keepMedia(event: ExtendableMessageEvent): void {
  const message = z.safeParse(keepSchema, event.data);
  if (!message.success) return;
  event.waitUntil(
    caches.open(MEDIA_CACHE).then(async (cache) => {
      for (const address of message.data.addresses) {
        if (!(await cache.match(address))) await cache.add(address).catch(() => undefined);
      }
    }),
  );
}
