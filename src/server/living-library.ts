import { londonDay } from '../shared/basics/day.ts';
import { versionsOf } from '../shared/training/versions.ts';
import type { Authored, Library } from './library.ts';
import { buildLibrary, makePacker } from './library.ts';
import { readAcademy } from './records/academy.ts';
import type { Records } from './records/database.ts';
import { EVERY_SCOPE } from './records/postgres.ts';

/** A library that takes up what is published while the server runs. */
export type LivingLibrary = Library & { refresh(): Promise<void>; close(): void };

/**
 * Opens the library with all that was published by now. It looks again when it is asked to, and when
 * somebody records something for the region: in this process or, over PostgreSQL, in another. Whoever
 * keeps house asks too, so that a version whose day has come is taken up.
 */
export async function openLibrary(authored: Authored, records: Records, now: () => Date): Promise<LivingLibrary> {
  const pack = makePacker();
  let seen = '';
  let current: Library | null = null;
  let running: Promise<Library> | null = null;
  let isAskedAgain = false;

  async function look(): Promise<Library> {
    const told = await readAcademy(records.db);
    const today = londonDay(now().toISOString());
    const inForce = versionsOf(told, authored.courses, today).flatMap(({ proposed, from }) => (proposed ? [`${proposed.factId} ${from}`] : []));
    const state = inForce.join(' ');
    if (current && state === seen) return current;
    const built = await buildLibrary(authored, { told, today }, pack);
    seen = state;
    current = built;
    return built;
  }

  /** Whoever asks while somebody looks may know of something newer: it is looked once more. */
  async function lookUntilDone(): Promise<Library> {
    let built: Library;
    do {
      isAskedAgain = false;
      built = await look();
    } while (isAskedAgain);
    return built;
  }

  function refresh(): Promise<Library> {
    if (running) isAskedAgain = true;
    running ??= lookUntilDone().finally(() => {
      running = null;
    });
    return running;
  }

  const first = await refresh();
  const shown = () => current ?? first;
  const stop = records.news.listen((scopes) => {
    // What cannot be read now is looked at again by the next who asks.
    if (scopes.includes('region') || scopes.includes(EVERY_SCOPE)) refresh().catch(() => undefined);
  });
  return {
    course: (id, version, moduleId) => shown().course(id, version, moduleId),
    longestMonths: (id) => shown().longestMonths?.(id),
    get publishing() {
      return shown().publishing;
    },
    get catalogue() {
      return shown().catalogue;
    },
    get cataloguePacked() {
      return shown().cataloguePacked;
    },
    get packages() {
      return shown().packages;
    },
    refresh: async () => {
      await refresh();
    },
    close: stop,
  };
}
