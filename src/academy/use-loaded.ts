import { useEffect, useMemo, useState } from 'preact/hooks';

/** Something the cabinet gives once; `undefined` until it is there, and again when `deps` change. */
export function useLoaded<T>(load: () => Promise<T>, deps: unknown[]): T | undefined {
  const asked = useMemo(() => ({}), deps);
  const [loaded, setLoaded] = useState<{ asked: object; value: T }>();
  useEffect(() => {
    let isWanted = true;
    void load().then((value) => {
      if (isWanted) setLoaded({ asked, value });
    });
    return () => {
      isWanted = false;
    };
  }, [asked]);
  return loaded?.asked === asked ? loaded.value : undefined;
}
