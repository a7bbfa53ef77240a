import { useEffect, useRef } from 'preact/hooks';
import type { Moment } from '../shared/basics/moment.ts';
import { msBetween } from '../shared/basics/moment.ts';
import type { Cabinet } from '../store/cabinet.ts';

const DAY_MS = 24 * 3_600_000;
/** Long enough that a sentence is one writing on the disk, and short enough that little is lost with the battery. */
const PAUSE_MS = 400;

/**
 * Keeps a half-written form on this phone under a name of its own, and gives it back when the form is
 * opened again. `null` is a form with nothing in it, and is kept as nothing.
 * @param days after so many what was begun is written anew from memory, or not at all.
 */
export function useKeptDraft<Written extends object>(cabinet: Cabinet, name: string, written: Written | null, days: number, onFound: (found: Written) => void): void {
  const latest = useRef(written);
  const kept = useRef('');
  const text = written === null ? '' : JSON.stringify(written);
  latest.current = written;

  const keep = () => {
    const now = latest.current === null ? '' : JSON.stringify(latest.current);
    if (now === kept.current) return;
    kept.current = now;
    void cabinet.setSetting(name, now === '' ? '' : JSON.stringify({ at: cabinet.now(), written: latest.current })).catch(() => undefined);
  };

  useEffect(() => {
    const give = (said: string | null) => {
      if (!said || latest.current !== null) return;
      const found = JSON.parse(said) as { at: Moment; written: Written };
      if (msBetween(found.at, cabinet.now()) >= days * DAY_MS) return;
      kept.current = JSON.stringify(found.written);
      onFound(found.written);
    };
    // One that cannot be read is no draft.
    cabinet
      .setting(name)
      .then(give)
      .catch(() => undefined);
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [cabinet, name]);

  useEffect(() => {
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
}
