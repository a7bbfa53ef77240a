import { useEffect, useMemo, useState } from 'preact/hooks';

/**
 * The latest value of something watched, or `undefined` until it first speaks.
 * When `deps` change the old value is gone at once: one person's record never shows under another's name.
 * It begins after the page is painted. With `useLayoutEffect` it begins before, where every hundredth counts.
 */
export function useWatched<T>(subscribe: (tell: (value: T) => void) => () => void, deps: unknown[], useBegin: typeof useEffect = useEffect): T | undefined {
  const watch = useMemo(() => ({}), deps);
  const [heard, setHeard] = useState<{ watch: object; value: T }>();

  useBegin(() => {
    let isLive = true;
    const stop = subscribe((value) => {
      if (isLive) setHeard({ watch, value });
    });
    return () => {
      isLive = false;
      stop();
    };
  }, [watch]);

  return heard?.watch === watch ? heard.value : undefined;
}
