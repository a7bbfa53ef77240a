import { useEffect, useRef, useState } from 'preact/hooks';
import type { Directory } from '../../shared/voice/directory.ts';
import type { Talk } from '../talk.ts';
import { readStories, type Story } from './story.ts';

/** The directory that names teams; an old one still does. */
export function useKnown(talk: Talk): Directory | null {
  return talk.directory()?.directory ?? null;
}

/**
 * Everything that was said, read anew after each change on the shelf.
 * @returns `null` until it was read once.
 */
export function useStories(talk: Talk): { stories: Story[] | null; again: () => void } {
  const [stories, setStories] = useState<Story[] | null>(null);
  const now = useRef(talk);
  now.current = talk;
  const turn = useRef(0);

  const again = () => {
    turn.current += 1;
    const mine = turn.current;
    readStories(now.current).then(
      (read) => mine === turn.current && setStories(read),
      // Locked while it was read: the screen is on its way out.
      () => undefined,
    );
  };
  const version = talk.directory()?.directory.version;
  useEffect(() => {
    const stop = talk.shelf.watch(again);
    return () => {
      turn.current += 1;
      stop();
    };
  }, [talk.shelf]);
  useEffect(again, [version, talk.keepsDrafts]);
  return { stories, again };
}
