import type { Attachable } from '../attachments.ts';
import { joined, uint32, utf8 } from '../bytes.ts';

/** A drawing and a sound that nobody made: so that there is something to look at and to hear. */

const CRC = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function part(name: string, content: Uint8Array): Uint8Array {
  const named = joined(utf8(name), content);
  return joined(uint32(content.length), named, uint32(crc(named)));
}

/** A PNG of a small house under a sun (ISO/IEC 15948), four colours. */
export async function madeUpDrawing(): Promise<Attachable> {
  const size = 160;
  const rows = new Uint8Array(size * (size + 1));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const isSun = (x - 125) ** 2 + (y - 30) ** 2 < 18 ** 2;
      const isRoof = y > 45 && y <= 80 && Math.abs(x - 65) < (y - 45) * 1.3;
      const isWall = y > 80 && y < 135 && x > 28 && x < 102;
      const isDoor = isWall && y > 100 && x > 56 && x < 74;
      rows[y * (size + 1) + 1 + x] = isSun ? 1 : isRoof || isDoor ? 2 : isWall ? 3 : 0;
    }
  }
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const pixels = new Uint8Array(await new Response(packed).arrayBuffer());
  const head = joined(uint32(size), uint32(size), Uint8Array.of(8, 3, 0, 0, 0));
  const colours = Uint8Array.of(255, 255, 255, 250, 200, 40, 160, 60, 50, 225, 190, 150);
  const bytes = joined(Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10), part('IHDR', head), part('PLTE', colours), part('IDAT', pixels), part('IEND', new Uint8Array(0)));
  return { kind: 'drawing', type: 'image/png', bytes };
}

/** A hum that rises and falls, as a WAV of 8,000 samples a second. No voice of anybody's. */
export function madeUpSound(seconds: number): Attachable {
  const rate = 8000;
  const count = seconds * rate;
  const bytes = new Uint8Array(44 + count);
  const view = new DataView(bytes.buffer);
  bytes.set(utf8('RIFF'), 0);
  view.setUint32(4, 36 + count, true);
  bytes.set(utf8('WAVEfmt '), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  bytes.set(utf8('data'), 36);
  view.setUint32(40, count, true);
  for (let n = 0; n < count; n += 1) {
    const at = n / rate;
    const loudness = 0.35 + 0.35 * Math.sin(at * 2.4) ** 2;
    bytes[44 + n] = 128 + Math.round(90 * loudness * Math.sin(2 * Math.PI * (150 + 30 * Math.sin(at * 1.7)) * at));
  }
  return { kind: 'voice', type: 'audio/wav', seconds, bytes };
}
