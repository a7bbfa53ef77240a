/**
 * Stands in, in the built page, for two parts of the router that Hearth never uses: its own link
 * component (rooms write plain links, `go.ts` follows them) and its scroll memory (`go.ts` starts
 * each page at the top). Measured: 3.1 kB of a first visit (vite.config.ts).
 */
const nothing = () => undefined;

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
