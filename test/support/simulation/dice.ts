import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export type Dice = () => number;

export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Just what store and sync use of Web Crypto, with seeded bytes and a hash that is ready at once. */
export function seededCrypto(dice: Dice): Crypto {
  const getRandomValues = (bytes: Uint8Array) => {
    // Large requests fill the ballast, whose bytes nobody reads.
    const filled = Math.min(bytes.length, 64);
    for (let index = 0; index < filled; index += 1) bytes[index] = Math.floor(dice() * 256);
    return bytes;
  };
  const digest = async (_name: string, bytes: Uint8Array) => {
    const made = createHash('sha256').update(bytes).digest();
    return made.buffer.slice(made.byteOffset, made.byteOffset + made.length);
  };
  return { getRandomValues, subtle: { digest } } as unknown as Crypto;
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
