import { useEffect, useRef } from 'preact/hooks';
import type { Moment } from '../shared/basics/moment.ts';
import { msBetween } from '../shared/basics/moment.ts';
import type { Cabinet } from '../store/cabinet.ts';

/** What of a sign-off was chosen and written. Photos are too large to be kept before they are saved. */
export type SignOffDraft = { result: 'met' | 'notYet' | ''; note: string };

/** What was seen longer ago is not what one would sign for now. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** Long enough that a sentence is one writing on the disk, and short enough that little is lost with the battery. */
const PAUSE_MS = 400;

function read(text: string | null, now: Moment): SignOffDraft | null {
  if (!text) return null;
  const { result, note, at } = JSON.parse(text) as SignOffDraft & { at: Moment };
  return msBetween(at, now) < KEPT_MS ? { result, note } : null;
}

/**
 * Keeps a half-filled form on this phone under a name of its own, and gives it back when the form is
 * opened again. Nothing chosen and nothing written is kept as nothing.
 */
export function useSignOffDraft(cabinet: Cabinet, name: string, draft: SignOffDraft, onFound: (draft: SignOffDraft) => void): void {
  const latest = useRef(draft);
  const kept = useRef('');
  const text = JSON.stringify(draft);
  latest.current = draft;

  const keep = () => {
    const { result, note } = latest.current;
    const isEmpty = result === '' && note === '';
    const now = JSON.stringify(latest.current);
    if (now === kept.current || (isEmpty && kept.current === '')) return;
    kept.current = isEmpty ? '' : now;
    void cabinet.setSetting(name, isEmpty ? '' : JSON.stringify({ ...latest.current, at: cabinet.now() })).catch(() => undefined);
  };

  useEffect(() => {
    const isUntouched = () => latest.current.result === '' && latest.current.note === '';
    const give = (found: SignOffDraft | null) => {
      if (!found || !isUntouched()) return;
      kept.current = JSON.stringify(found);
      onFound(found);
    };
    // One that cannot be read is no draft.
    cabinet
      .setting(name)
      .then((said) => give(read(said, cabinet.now())))
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
