const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** base64url without padding (RFC 4648, section 5). Null for anything that no bytes are written as. */
export function fromBase64url(written: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((written.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of written) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  // Bits left over must be none, or two texts would stand for the same bytes.
  return bits >= 6 || (held & ((1 << bits) - 1)) !== 0 ? null : bytes;
}
