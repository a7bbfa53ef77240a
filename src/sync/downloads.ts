import { courseSchema } from '../shared/training/course.ts';
import type { WantedCourse } from '../store/kept-courses.ts';
import { fetchContent } from './content.ts';
import type { World } from './world.ts';

export type Downloads = {
  /** Fetches what should be on this phone and is not, one course after another. */
  run(): Promise<void>;
  /** The person said yes to a metered connection, for what is wanted now. */
  allowMetered(): Promise<void>;
  stop(): void;
};

/** Left free for words (start value): five times the reserve. */
const SPARE_BYTES = 10 * 1024 * 1024;

function bytesOf(wanted: readonly WantedCourse[]): number {
  return wanted.reduce((sum, { card }) => sum + card.bytes + card.mediaBytes, 0);
}

export function makeDownloads(world: World): Downloads {
  const { cabinet } = world;
  let running: Promise<void> | null = null;
  let isAllowed = false;
  let isAskedAgain = false;
  let isStopped = false;

  /** Kept only when it is the very course and version the catalogue named. */
  async function fetchCourse({ card }: WantedCourse): Promise<boolean> {
    // Loaded only when there is a patch: most phones most days fetch none.
    const patched = card.patches ? await import('./patches.ts').then(({ fetchPatched }) => fetchPatched(world, card)).catch(() => null) : null;
    const fetched = patched ?? (await fetchContent(world, card.address, courseSchema, 'default'));
    if (!fetched || fetched.content.id !== card.id || fetched.content.version !== card.version) return false;
    await cabinet.saveCourse(fetched.content, fetched.bytes);
    // Not waited for: where no service worker comes, the next course still must.
    if (card.media.length > 0) void world.keepMedia?.(card.media).catch(() => undefined);
    return true;
  }

  /** What a person writes comes before what can be fetched again. */
  async function hasRoom(wanted: WantedCourse): Promise<boolean> {
    return !(await cabinet.isFull()) && (await world.spareBytes()) > bytesOf([wanted]) + SPARE_BYTES;
  }

  async function fetchAll(): Promise<void> {
    const tried = new Set<string>();
    let done = 0;
    let bytes = 0;
    for (;;) {
      // Asked anew each time: a course somebody opens now goes before those that merely wait.
      const wanted = (await cabinet.wantedCourses()).filter(({ card }) => !tried.has(card.id));
      const [next] = wanted;
      if (!next || isStopped || !world.isOnline()) break;
      const waitsForYes = world.isMetered() && !isAllowed;
      await cabinet.setSync({ downloads: { done, of: done + wanted.length, bytes, bytesOf: bytes + bytesOf(wanted), waitsForYes } });
      if (waitsForYes) return;
      if (!(await hasRoom(next))) break;
      tried.add(next.card.id);
      if (!(await fetchCourse(next))) continue;
      done += 1;
      bytes += bytesOf([next]);
    }
    isAllowed = false;
    await cabinet.setSync({ downloads: null });
  }

  const run = (): Promise<void> => {
    if (running) {
      isAskedAgain = true;
      return running;
    }
    isAskedAgain = false;
    running = fetchAll()
      // A full phone, say. The courses are tried again after the next pull; nothing of the person's is touched.
      .catch(() => cabinet.setSync({ downloads: null }).catch(() => undefined))
      .finally(() => {
        running = null;
      })
      .then(() => (isAskedAgain && !isStopped ? run() : undefined));
    return running;
  };

  return {
    run,
    allowMetered: () => {
      isAllowed = true;
      return run();
    },
    stop: () => {
      isStopped = true;
    },
  };
}
