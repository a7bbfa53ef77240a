import { writeFileSync } from 'node:fs';
import { encodeQR } from 'qr';

const WIDTH = 640;
const HEIGHT = 480;

/**
 * A film of one still: a code held before the camera, as Chromium's pretend camera plays it
 * (`--use-file-for-fake-video-capture`). YUV4MPEG2, 4:2:0, grey alone.
 */
export function filmOfCode(text: string, file: string): string {
  const squares = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
  const size = Math.floor(HEIGHT / squares.length);
  const left = Math.floor((WIDTH - size * squares.length) / 2);
  const top = Math.floor((HEIGHT - size * squares.length) / 2);
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (const [y, row] of squares.entries())
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue;
      for (let line = 0; line < size; line += 1) luma.fill(16, (top + y * size + line) * WIDTH + left + x * size, (top + y * size + line) * WIDTH + left + (x + 1) * size);
    }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...Array.from({ length: 10 }, () => frame)]));
  return file;
}
