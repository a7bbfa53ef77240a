export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Is this well-formed UTF-8 (RFC 3629), no overlong forms and no surrogates? */
function isUtf8(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
    if (more < 0 || at + more >= bytes.length) return false;
    for (let step = 1; step <= more; step += 1) if (((bytes[at + step] ?? 0) & 0xc0) !== 0x80) return false;
    const second = bytes[at + 1] ?? 0;
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) || (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return false;
    at += more + 1;
  }
  return true;
}

/**
 * How the letters of a text file were written. A mark at its start says so; otherwise every second
 * byte zero is UTF-16, well-formed UTF-8 is that, and the rest is what Excel saves in this country.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  const start = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) > start.length / 5) return odd > even ? 'utf-16le' : 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** What the file is by its first bytes, whatever its name says. `oldExcel`: the format of before 2007, which may run macros. */
export function fileKind(bytes: Uint8Array): 'zip' | 'oldExcel' | 'pdf' | 'text' {
  const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (start === '504b0304' || start === '504b0506') return 'zip';
  if (start === 'd0cf11e0') return 'oldExcel';
  return start === '25504446' ? 'pdf' : 'text';
}
