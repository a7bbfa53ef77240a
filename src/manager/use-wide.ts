import { useEffect, useState } from 'preact/hooks';

const WIDE_REM = 48;

/** Measured in letters, not pixels: the largest text on a desktop has no more room than a phone. */
function wideQuery(): string {
  const letter = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return `(min-width: ${WIDE_REM * letter}px)`;
}

/** Is there room for a table? Only one of the two forms is built, so that a phone builds no table. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(wideQuery()).matches);
  useEffect(() => {
    const query = matchMedia(wideQuery());
    const look = () => setWide(query.matches);
    look();
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isWide;
}
