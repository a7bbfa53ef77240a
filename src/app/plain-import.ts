/**
 * Stands in for the bundler's loader of pages. index.html names what the first screen needs and the
 * worker keeps the rest, so loading a page is loading a page (vite.config.ts).
 */
export function __vitePreload<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  return load();
}
