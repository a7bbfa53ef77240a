import { beginsWithZeros, workText } from '../../shared/voice/work.ts';

/** So many at once: the browser hashes beside the page, and between two batches a tap is heard. */
const BATCH = 256;

/**
 * Finds the number that shows that work was done: the price of one envelope without a membership.
 * @param bits how many zero bits the hash must begin with; each one doubles the work.
 * @returns null when it was stopped.
 */
export async function doWork(subtle: SubtleCrypto, challenge: string, bits: number, stop?: AbortSignal): Promise<number | null> {
  const text = new TextEncoder();
  for (let from = 0; ; from += BATCH) {
    if (stop?.aborted) return null;
    const hashes = await Promise.all(Array.from({ length: BATCH }, (_, n) => subtle.digest('SHA-256', text.encode(workText(challenge, from + n)))));
    const found = hashes.findIndex((hash) => beginsWithZeros(new Uint8Array(hash), bits));
    if (found >= 0) return from + found;
  }
}
