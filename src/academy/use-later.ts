import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Something that only some people see: fetched once it is known that they do. Null until then. */
export function useLater<Props>(isWanted: boolean, load: () => Promise<ComponentType<Props>>): ComponentType<Props> | null {
  const [Later, setLater] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    // Without it the page is whole; the next visit tries again.
    if (isWanted)
      load().then(
        (loaded) => setLater(() => loaded),
        () => undefined,
      );
  }, [isWanted]);
  return Later;
}
