const coming = new Map<string, Promise<void>>();

/**
 * The style of rooms that not everybody has is a file of its own, and that of the region another, cut off at build
 * (vite.config.ts); their addresses stand in the page. They are there before the first page of such a room is drawn.
 * Without a build there is nothing to wait for.
 */
function styleNamed(name: 'rooms' | 'region'): Promise<void> {
  const href = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
  if (!href) return Promise.resolve();
  const known = coming.get(name);
  if (known) return known;
  const asked = new Promise<void>((done, failed) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href, onload: () => done() });
    link.onerror = () => {
      // The next page asks again.
      coming.delete(name);
      link.remove();
      failed(new Error('the style is not here'));
    };
    document.head.append(link);
  });
  coming.set(name, asked);
  return asked;
}

/** A page's code together with the style that it is drawn with. */
export async function withRoomStyle<Page>(load: () => Promise<Page>, isOfRegion = false): Promise<Page> {
  const [page] = await Promise.all([load(), styleNamed('rooms'), isOfRegion && styleNamed('region')]);
  return page;
}
