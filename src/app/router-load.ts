/**
 * Stands in, in the built page, for the router's own loading of routes, which is written for loaders,
 * guards, redirects, pending screens, pre-loading and pages drawn by a server. Hearth's routes have
 * none of those: a page's code is fetched by `lazy-page.tsx`. What is left is to find the routes of
 * an address and to show them. Measured: 4.9 kB of a first visit (vite.config.ts).
 */
type Match = { readonly status: string; readonly _notFound?: boolean };
type Writable<Value> = { set: (value: Value) => void };

/** One way to an address: a later one takes its place. The names with `_` are the router's own. */
type Passage = object;

/** What is used of the router, with the router's own names. */
type Router = {
  readonly latestLocation: object;
  readonly stores: {
    readonly status: Writable<string>;
    readonly location: Writable<object>;
    readonly resolvedLocation: Writable<object>;
    readonly setMatches: (matches: Match[]) => void;
  };
  readonly batch: (write: () => void) => void;
  readonly matchRoutes: (location: object) => Match[];
  readonly startTransition: (write: () => void, shown: Match[]) => Promise<boolean>;
  _tx?: Passage;
  _committed: Match[];
};

/** Shows the routes of the newest address. Settles when they are drawn, or when a newer address took over. */
export async function loadClientRoute(router: Router): Promise<void> {
  const { latestLocation: location, stores } = router;
  const matches = router.matchRoutes(location);
  const passage: Passage = {};
  router._tx = passage;
  const isNewest = () => router._tx === passage;
  router.batch(() => {
    stores.status.set('pending');
    stores.location.set(location);
  });
  // Two addresses in one breath: only the second is drawn.
  await null;
  if (!isNewest()) return;
  await router.startTransition(() => {
    router._committed = matches;
    stores.setMatches(matches);
  }, matches);
  if (!isNewest()) return;
  router.batch(() => {
    stores.resolvedLocation.set(location);
    stores.status.set('idle');
  });
}

const nothing = () => undefined;

export const loadRouteChunk = nothing;
export const preloadClientRoute = nothing;
export const refreshClientRoute = nothing;
export const replaceRouteChunk = nothing;
