/** What is hashed with SHA-256 to show that work was done: UTF-8 of the challenge, a full stop, and the answer in decimals. */
export function workText(challenge: string, answer: number): string {
  return `${challenge}.${answer}`;
}

export function beginsWithZeros(hash: Uint8Array, bits: number): boolean {
  for (let bit = 0; bit < bits; bit += 1) if (((hash[bit >> 3] ?? 255) >> (7 - (bit & 7))) & 1) return false;
  return true;
}
