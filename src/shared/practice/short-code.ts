/** Digits and letters without I, L, O and U, which are read for others (Crockford’s base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const READ_AS: Record<string, string> = { I: '1', L: '1', O: '0' };
export const SHORT_CODE_LETTERS = 12;
const BITS = (SHORT_CODE_LETTERS - 1) * 5;

/** Odd weights: one wrong letter is always found, and so are all swaps of neighbours but few. */
function check(values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (2 * index + 1), 0) % 32;
}

/** 55 bits as twelve letters in threes of four, the last a check. Takes the first seven bytes, without the last bit. */
export function shortCode(bytes: Uint8Array): string {
  const values = Array.from({ length: SHORT_CODE_LETTERS - 1 }, (_, letter) => {
    let value = 0;
    for (let bit = letter * 5; bit < letter * 5 + 5; bit += 1) value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    return value;
  });
  const letters = [...values, check(values)].map((value) => ALPHABET[value]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** As it was typed: spaces, dashes, small letters and look-alikes do not matter. Null where the check says that a letter is wrong. */
export function readShortCode(typed: string): Uint8Array | null {
  const letters = Array.from(typed.toUpperCase().replace(/[\s-]/g, ''), (letter) => READ_AS[letter] ?? letter);
  const values = letters.map((letter) => ALPHABET.indexOf(letter));
  const own = values.slice(0, -1);
  if (values.length !== SHORT_CODE_LETTERS || values.includes(-1) || check(own) !== values.at(-1)) return null;
  const bytes = new Uint8Array(7);
  for (let bit = 0; bit < BITS; bit += 1) {
    const isSet = ((own[Math.floor(bit / 5)] ?? 0) >> (4 - (bit % 5))) & 1;
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (isSet << (7 - (bit & 7)));
  }
  return bytes;
}
