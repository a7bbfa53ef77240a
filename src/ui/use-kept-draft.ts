import { useEffect, useRef } from 'preact/hooks';

const DAY_MS = 24 * 3_600_000;
/** Long enough that a sentence is one writing on the disk, and short enough that little is lost with the battery. */
const PAUSE_MS = 400;

/** Where a draft lies: small texts of this device, by name, and its clock. */
type Keeper = { now(): string; setting(name: string): Promise<string | null>; setSetting(name: string, value: string): Promise<unknown> };

/**
 * Keeps a half-written form on this phone under a name of its own, and gives it back when the form is
 * opened again. `null` is a form with nothing in it, and is kept as nothing.
 * @param days after so many what was begun is written anew from memory, or not at all.
 * @returns lets go of it for good: for a form that goes away once what it held was recorded.
 */
export function useKeptDraft<Written extends object>(keeper: Keeper, name: string, written: Written | null, days: number, onFound: (found: Written) => void): () => void {
  const latest = useRef(written);
  const kept = useRef('');
  const isOver = useRef(false);
  const text = written === null ? '' : JSON.stringify(written);
  latest.current = written;

  const keep = () => {
    const now = latest.current === null || isOver.current ? '' : JSON.stringify(latest.current);
    if (now === kept.current) return;
    kept.current = now;
    void keeper.setSetting(name, now === '' ? '' : JSON.stringify({ at: keeper.now(), written: latest.current })).catch(() => undefined);
  };

  useEffect(() => {
    const give = (said: string | null) => {
      if (!said || latest.current !== null) return;
      const found = JSON.parse(said) as { at: string; written: Written };
      if (Date.parse(keeper.now()) - Date.parse(found.at) >= days * DAY_MS) return;
      kept.current = JSON.stringify(found.written);
      onFound(found.written);
    };
    // One that cannot be read is no draft.
    keeper
      .setting(name)
      .then(give)
      .catch(() => undefined);
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [keeper, name]);

  useEffect(() => {
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return () => {
    isOver.current = true;
    keep();
  };
}
