import type { CDPSession, Page } from 'playwright-core';

/** Room left beyond what is there now, before the rest is filled. */
const ROOM_BYTES = 600_000;

/**
 * Fills what this page's origin may keep to the last few hundred bytes, with random bytes since
 * browsers compress what they store. Returns what makes room again.
 */
export async function fillDisk(page: Page): Promise<() => Promise<void>> {
  const origin = await page.evaluate(() => location.origin);
  const session: CDPSession = await page.context().newCDPSession(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.ceil(usage) + ROOM_BYTES });
  await page.evaluate(async () => {
    const request = indexedDB.open('filler', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true });
    const db = await new Promise<IDBDatabase>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const put = (size: number) =>
      new Promise<boolean>((done) => {
        const act = db.transaction('bytes', 'readwrite', { durability: 'strict' });
        act.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)));
        act.oncomplete = () => done(true);
        act.onabort = () => done(false);
      });
    for (const size of [65_536, 16_384, 4096, 1024, 256]) while (await put(size));
    db.close();
  });
  return async () => {
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await page.evaluate(
      () =>
        new Promise<void>((done, fail) => {
          const request = indexedDB.deleteDatabase('filler');
          request.onsuccess = () => done();
          request.onerror = () => fail(request.error);
        }),
    );
    await session.detach();
  };
}
