import { ATTACHMENT_BYTES_LIMIT } from '../shared/wire/attachment.ts';
import type { NewAttachment } from '../store/cabinet.ts';
import type { Block } from './cover/blocks.ts';
import { pixelsOf } from './cover/blocks.ts';

/** Enough to see how a sling was fastened; few enough bytes for a basement. */
const LONGEST_SIDE = 1600;
const WANTED_BYTES = 400_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45, 0.35];
const SMALLER = [1, 0.75, 0.5];

/** Paints over what is covered, in the measures of the picture as it lies on `pen`, `scale` times its size. */
export function paintBlocks(pen: CanvasRenderingContext2D, picture: { width: number; height: number }, blocks: readonly Block[], scale = 1): void {
  pen.fillStyle = '#000';
  for (const block of blocks) {
    const { x, y, wide, high } = pixelsOf(block, picture);
    const left = Math.floor(x * scale);
    const top = Math.floor(y * scale);
    pen.fillRect(left, top, Math.ceil((x + wide) * scale) - left, Math.ceil((y + high) * scale) - top);
  }
}

function paint(picture: ImageBitmap, share: number, blocks: readonly Block[]): HTMLCanvasElement {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height)) * share;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser cannot draw');
  // A JPEG has no see-through parts; without paper they would turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  paintBlocks(pen, picture, blocks, scale);
  return canvas;
}

function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

/**
 * The picture drawn anew, the right way up, and nothing else that was in the file: no place, no
 * time, no name of the camera. What `blocks` cover is painted black before the bytes are made, so that it
 * is in none of them.
 * @returns a JPEG of about 400 kB at most; null when the file cannot be read as a picture.
 */
export async function drawAnew(file: Blob, blocks: readonly Block[] = []): Promise<NewAttachment | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return null;
  try {
    let smallest: Blob | null = null;
    for (const share of SMALLER) {
      const canvas = paint(picture, share, blocks);
      for (const quality of QUALITIES) {
        smallest = await toJpeg(canvas, quality);
        if (smallest && smallest.size <= WANTED_BYTES) return { bytes: new Uint8Array(await smallest.arrayBuffer()), type: 'image/jpeg' };
      }
    }
    return smallest && smallest.size <= ATTACHMENT_BYTES_LIMIT ? { bytes: new Uint8Array(await smallest.arrayBuffer()), type: 'image/jpeg' } : null;
  } finally {
    picture.close();
  }
}
