const FIRST_WAIT_MS = 1000;
/** Five minutes: long enough to spare a server, short enough that work goes in one shift. */
export const LONGEST_WAIT_MS = 300_000;

/**
 * Full jitter, so that two hundred phones after a restart do not arrive together. What the
 * server asked for (Retry-After) is the floor. There is no last try.
 * @param failures how many times in a row there was no good reply.
 * @param random from 0 to 1.
 */
export function backoffMs(failures: number, retryAfterS: number, random: () => number): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 30));
  return Math.max(retryAfterS * 1000, Math.floor(random() * most));
}
