import { useEffect, useRef, useState } from 'preact/hooks';
import type { Course } from '../../shared/training/course.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import type { CourseDraft } from './draft.ts';
import { draftFrom, draftName, isSame } from './draft.ts';

/** Long enough that a sentence is one writing on the disk, and short enough that little is lost with the battery. */
const PAUSE_MS = 400;

export type KeptDraft = {
  draft: CourseDraft;
  /** Written on this device as it stands here. */
  isKept: boolean;
  change: (course: Course) => void;
  /** Goes on from another version. */
  rebase: (base: Course, course: Course) => void;
  /** Begins anew from the newest version there is. */
  drop: () => void;
};

/**
 * The draft of a course on this device: the one that was begun, or the newest version with nothing
 * changed. It stays until it is proposed or dropped. Undefined until it is read.
 */
export function useDraft(cabinet: Cabinet, personId: string, newest: Course | null): KeptDraft | undefined {
  const courseId = newest?.id;
  const [found, setFound] = useState<{ courseId: string; draft: CourseDraft | null } | null>(null);
  const [isKept, setKept] = useState(true);
  const waiting = useRef<CourseDraft | null>(null);
  const name = courseId === undefined ? null : draftName(personId, courseId);

  const keep = () => {
    const draft = waiting.current;
    if (!draft || name === null) return;
    waiting.current = null;
    // A draft that says what the version says is none.
    const text = isSame(draft.base, draft.course) ? '' : JSON.stringify(draft);
    cabinet.setSetting(name, text).then(
      () => setKept(waiting.current === null),
      () => setKept(false),
    );
  };

  useEffect(() => {
    if (name === null || courseId === undefined) return;
    let isLive = true;
    cabinet
      .setting(name)
      .catch(() => null)
      .then((text) => isLive && setFound({ courseId, draft: draftFrom(text) }));
    addEventListener('pagehide', keep);
    return () => {
      isLive = false;
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [cabinet, name]);

  const draft = found?.courseId === courseId ? found?.draft : undefined;
  useEffect(() => {
    if (isKept) return;
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, isKept]);

  if (newest === null || courseId === undefined || draft === undefined) return undefined;
  const here = draft ?? { base: newest, course: newest };
  const put = (next: CourseDraft) => {
    waiting.current = next;
    setKept(false);
    setFound({ courseId, draft: next });
  };
  return {
    draft: here,
    isKept,
    change: (course) => put({ base: here.base, course }),
    rebase: (base, course) => put({ base, course }),
    drop: () => put({ base: newest, course: newest }),
  };
}
