import { startWorker } from './worker.ts';

/** What was kept sealed for a phone that keeps nothing goes whoever opens the page, and before anything is asked of them. */
async function carryKept(): Promise<void> {
  if (!navigator.onLine || !(await indexedDB.databases()).some(({ name }) => name === 'hearth-quiet')) return;
  await (await import('../sync/quiet/drain-quiet-once.ts')).drainQuietOnce();
}

/** The worker keeps every part of the page, so that it opens and works without signal from now on. */
export function takeCareOfTalk(): void {
  startWorker(() => undefined).catch(() => undefined);
  carryKept().catch(() => undefined);
}
