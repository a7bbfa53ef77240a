import { useEffect, useState } from 'preact/hooks';

const WIDE = '(min-width: 48rem)';

/** Is there room for a table? Only one of the two forms is built, so that a phone builds no table. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    look();
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isWide;
}
