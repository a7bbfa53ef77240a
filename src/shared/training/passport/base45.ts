/** The letters of a QR code's alphanumeric mode: two bytes take three letters of 5.5 bits (RFC 9285). */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = 45;

export function base45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let left = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let letter = 0; letter < (isPair ? 3 : 2); letter += 1) {
      text += ALPHABET[left % BASE];
      left = Math.floor(left / BASE);
    }
  }
  return text;
}

/** Null for anything that no bytes are written as: strict, so that one text stands for one thing. */
export function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const letters = Array.from(text.slice(at, at + 3), (letter) => ALPHABET.indexOf(letter));
    if (letters.includes(-1)) return null;
    const value = letters.reduceRight((sum, letter) => sum * BASE + letter, 0);
    if (value > (letters.length === 3 ? 0xffff : 0xff)) return null;
    if (letters.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
