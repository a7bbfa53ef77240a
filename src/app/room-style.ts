let coming: Promise<void> | null = null;

/**
 * The style of rooms that not everybody has is one file, cut off at build (vite.config.ts), whose address stands in the
 * page. It is there before the first page of such a room is drawn. Without a build there is nothing to wait for.
 */
export function roomStyle(): Promise<void> {
  const href = document.querySelector<HTMLMetaElement>('meta[name="rooms"]')?.content;
  if (!href) return Promise.resolve();
  coming ??= new Promise((done, failed) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href, onload: done });
    link.onerror = () => {
      // The next page asks again.
      coming = null;
      link.remove();
      failed(new Error('the style is not here'));
    };
    document.head.append(link);
  });
  return coming;
}

/** A page's code together with the style that it is drawn with. */
export async function withRoomStyle<Page>(load: () => Promise<Page>): Promise<Page> {
  const [page] = await Promise.all([load(), roomStyle()]);
  return page;
}
