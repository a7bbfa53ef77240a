import { catalogueSchema } from '../shared/training/catalogue.ts';
import { fetchContent } from './content.ts';
import type { World } from './world.ts';

export type CatalogueKeeper = {
  /** Fetches when there is none: on the first screen's path, beside the first pull. */
  fetchFirst(): Promise<void>;
  /** Fetches when the server names another version than the one kept. */
  hear(version: string | null): void;
};

export function makeCatalogueKeeper(world: World, onSaved: () => void): CatalogueKeeper {
  const { cabinet } = world;
  let fetching: Promise<void> | null = null;
  /** Asked once for each version named, so that a half-finished release is not fetched every minute. */
  let asked: string | null = null;

  const fetchNow = (): Promise<void> => {
    fetching ??= (async () => {
      // `no-cache` lets the browser ask with its own If-None-Match.
      const fetched = await fetchContent(world, '/content/catalogue.json', catalogueSchema, 'no-cache');
      if (!fetched) {
        asked = null;
        return;
      }
      await cabinet.saveCatalogue(fetched.content);
      onSaved();
    })()
      .catch(() => undefined)
      .finally(() => {
        fetching = null;
      });
    return fetching;
  };

  return {
    fetchFirst: async () => {
      if ((await cabinet.catalogue()) === null) await fetchNow();
    },
    hear: (version) => {
      if (version === null || version === asked) return;
      asked = version;
      cabinet.catalogue().then(
        (kept) => (kept?.version === version ? undefined : fetchNow()),
        () => undefined,
      );
    },
  };
}
