import { carryQuietly } from './carry-quietly.ts';
import { startWorker } from './worker.ts';

/** The worker keeps every part of the page, so that it opens and works without signal from now on. */
export function takeCareOfTalk(): void {
  startWorker(() => undefined, '/talk-sw.js').catch(() => undefined);
  carryQuietly();
}
