import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** A text, or bytes that are no text: a recording, a secret. */
export type Marker = string | Buffer;

/** The ways a text may lie about: as it is, in UTF-16 of either order, in base64 of either alphabet wherever it begins. Bytes have no UTF-16. */
function needlesOf(marker: Marker): Buffer[] {
  const plain = Buffer.from(marker as string, 'utf8');
  const wide = typeof marker === 'string' ? [Buffer.from(marker, 'utf16le')] : [];
  const turned = wide.map((bytes) => Buffer.from(bytes).swap16());
  const based = [plain, ...wide, ...turned].flatMap((bytes) =>
    [0, 1, 2].flatMap((shift) => {
      const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      // What depends on its neighbours is left away.
      const sure = whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
      return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')].map((one) => Buffer.from(one));
    }),
  );
  return [plain, ...wide, ...turned, Buffer.from(plain.toString('hex')), ...based];
}

function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (const unpack of [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync]) {
    try {
      found.push(unpack(bytes));
    } catch {
      // Not packed in this way.
    }
  }
  for (let at = bytes.indexOf(Buffer.of(0x1f, 0x8b, 8)); at > 0; at = bytes.indexOf(Buffer.of(0x1f, 0x8b, 8), at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at), { finishFlush: 2 }));
    } catch {
      // Three bytes by chance.
    }
  }
  return found;
}

/** Looks for all of these at once; says which were found. */
export function searchFor(markers: Record<string, Marker>): (bytes: Buffer) => string[] {
  const wanted = Object.entries(markers).map(([name, marker]) => [name, needlesOf(marker)] as const);
  return (bytes) => {
    const places = [bytes, ...unpacked(bytes)];
    return wanted.filter(([, needles]) => places.some((place) => needles.some((needle) => place.includes(needle)))).map(([name]) => name);
  };
}

export function holds(bytes: Buffer, text: string): boolean {
  return searchFor({ text })(bytes).length > 0;
}

/** Every file under this folder for which the search finds something, and what. */
export function foundInFiles(folder: string, search: (bytes: Buffer) => string[]): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .flatMap((file) => search(readFileSync(file)).map((name) => `${file}: ${name}`));
}

/** Every file under this folder that holds the text in some way. */
export function filesHolding(folder: string, text: string): string[] {
  return foundInFiles(folder, searchFor({ text }));
}

/** Everything this origin keeps in the browser, by name: databases, caches, storage, cookies, the address and what the page tells the history. */
export async function keptInBrowser(page: Page): Promise<Map<string, Buffer>> {
  const kept = await page.evaluate(async () => {
    const found: [string, string][] = [];
    const latin = (bytes: Uint8Array) => {
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    };
    const add = (name: string, value: string | Uint8Array) => found.push([name, latin(typeof value === 'string' ? new TextEncoder().encode(value) : value)]);
    const walk = (name: string, value: unknown): void => {
      if (typeof value === 'string') add(name, value);
      else if (value instanceof ArrayBuffer) add(name, new Uint8Array(value));
      else if (ArrayBuffer.isView(value)) add(name, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) walk(`${name}.${key}`, inner);
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((done, fail) => {
        open.onsuccess = () => done(open.result);
        open.onerror = () => fail(open.error);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        const rows = await new Promise<unknown[]>((done) => {
          all.onsuccess = () => done(all.result);
        });
        rows.forEach((row, index) => {
          walk(`${name}/${store}/${index}`, row);
        });
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        add(`cache ${request.url}`, new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)));
      }
    }
    walk('localStorage', { ...localStorage });
    walk('sessionStorage', { ...sessionStorage });
    add('address', location.href);
    add('title', document.title);
    walk('history', history.state);
    add('cookies', document.cookie);
    return found;
  });
  return new Map(kept.map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')]));
}
