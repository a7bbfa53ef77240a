import type { FastifyBaseLogger } from 'fastify';
import type { Library } from '../library.ts';
import type { Records } from '../records/database.ts';
import { clearAttachments } from '../records/attachment-uses.ts';
import { pruneTombstones } from '../records/erase.ts';
import { clearLooks } from '../records/inspectors.ts';
import { countKept } from '../records/kept.ts';
import { clearEnded } from '../records/sessions.ts';
import { settleHeld } from '../records/settle.ts';
import { runClocks } from '../records/voice/escalate.ts';
import { letGo } from '../records/voice/retention.ts';

const EVERY_MS = 5 * 60 * 1000;

/** What must happen though nobody asks: held facts are settled; old tombstones, ended sign-ins and forgotten uploads go. Returns how to stop. */
export function keepHouse(
  records: Records,
  library: Library,
  now: () => Date,
  log: FastifyBaseLogger,
  /** Tells people what is due, and how many it told. The demonstration has none. */
  nudge: ((at: Date) => Promise<number>) | null = null,
): () => Promise<void> {
  let lastKept = '';
  const round = async () => {
    try {
      await library.refresh?.();
      const settled = await settleHeld(records, now(), library);
      if (settled > 0) log.info({ settled }, 'held facts settled');
      const kept = await countKept(records.db);
      // Somebody has to act on these: open the account again, or erase what is there.
      if (JSON.stringify(kept) !== lastKept && kept.accountClosed + kept.formTooOld > 0) log.info(kept, 'facts kept for a person to decide');
      lastKept = JSON.stringify(kept);
      const pruned = await pruneTombstones(records.db, now());
      if (pruned > 0) log.info({ pruned }, 'old tombstones pruned');
      await clearEnded(records.db, now().toISOString());
      await clearLooks(records.db, now().toISOString());
      const cleared = await clearAttachments(records, now().toISOString());
      if (cleared > 0) log.info({ cleared }, 'forgotten attachments cleared');
    } catch (fault) {
      log.error({ fault: (fault as Error).name, code: (fault as { code?: string }).code }, 'the round failed');
    }
  };
  // Apart from the rest: a fault there must not keep anybody from being reminded. No counts are logged: a quiet day looks like any other.
  const keepVoice = async () => {
    try {
      await runClocks(records, now().toISOString());
      await letGo(records, now().toISOString());
    } catch (fault) {
      log.error({ fault: (fault as Error).name, code: (fault as { code?: string }).code }, 'the clocks of the sealed lane failed');
    }
  };
  const keepNudges = async () => {
    try {
      const told = nudge === null ? 0 : await nudge(now());
      if (told > 0) log.info({ told }, 'people told that something is due');
    } catch (fault) {
      log.error({ fault: (fault as Error).name, code: (fault as { code?: string }).code }, 'telling people failed');
    }
  };
  // At once: nobody who had to be told while this server was down waits longer.
  let running = keepVoice();
  const timer = setInterval(() => {
    running = keepVoice().then(round).then(keepNudges);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
