/**
 * Stands in, in the built page, for parts of the router that Hearth never uses: its own link component
 * (rooms write plain links, `go.ts` follows them), its scroll memory (`go.ts` starts each page at the
 * top), addresses that are written in one way and meant in another, search texts read as values, and its
 * catching of faults. Measured: 3.1 kB of a first visit for the first two, 1.1 kB for the others (vite.config.ts).
 */
const nothing = () => undefined;
const itself = ({ children }: { children: unknown }): unknown => children;

/** What a page throws is left to the last resort (app.tsx); an address that is nobody's is known before anything is drawn. */
export const CatchBoundary = itself;
export const CatchNotFound = itself;
export const ErrorComponent = nothing;
export const DefaultGlobalNotFound = nothing;

/** No page was drawn by a server. */
export const ClientOnly = itself;
export const useHydrated = () => true;

export const Link = nothing;
export const createLink = nothing;
export const linkOptions = nothing;
export const useLinkProps = nothing;
export const composeHandlers = nothing;
export const setupScrollRestoration = nothing;
export const defaultGetScrollRestorationKey = nothing;
export const getElementScrollRestorationEntry = nothing;
export const storageKey = 'none';
export const preloadWarning = '';

/** Addresses mean what they say. */
export const executeRewriteInput = (_rewrite: unknown, url: URL): URL => url;
export const executeRewriteOutput = executeRewriteInput;
export const composeRewrites = nothing;
export const rewriteBasepath = nothing;

/** What follows the question mark is kept as it is. */
export const defaultParseSearch = (search: string): { search: string } => ({ search });
export const defaultStringifySearch = (kept: { search: string }): string => kept.search;
export const parseSearchWith = nothing;
export const stringifySearchWith = nothing;
