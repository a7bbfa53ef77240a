/** The numbers of the envelope, apart from its schemas: what only seals does without those. */

/** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180, section 7). The only suite of version 1. */
export const SUITE = '0010-0001-0002';

/** Sealed bodies come in these sizes only, so that length tells nothing; then multiples of 32 KiB up to the ceiling. */
const SMALL_BUCKETS = [512, 1024, 2048, 4096, 8192, 16_384, 32_768] as const;
const STEP = 32_768;
const CEILING = 65_536;
/** AES-GCM's tag, which the body carries. */
export const TAG_BYTES = 16;

/**
 * The size a padded body has.
 * @param bytes length of the packed body with its four bytes of length.
 * @returns null when it is over the ceiling and must be made shorter.
 */
export function bucketOf(bytes: number): number | null {
  const small = SMALL_BUCKETS.find((size) => bytes <= size);
  if (small !== undefined) return small;
  const large = Math.ceil(bytes / STEP) * STEP;
  return large <= CEILING ? large : null;
}

/** The young person's own slot in what is sent back to them. */
export const THREAD_SLOT = 'tk';
