/** A picture the browser can draw: a frame of the camera, or a photo. */
export type Readable = HTMLVideoElement | ImageBitmap;
/** Finds a code in a picture. Null when there is none in it that can be read. */
export type CodeReader = (picture: Readable) => Promise<string | null>;

/** The browser's own reader, which few have. Not in TypeScript's types yet (Shape Detection, W3C draft). */
type NativeDetector = { detect(picture: Readable): Promise<{ rawValue: string }[]> };
type NativeMaker = { new (options: { formats: string[] }): NativeDetector; getSupportedFormats(): Promise<string[]> };

/** A code of 177 squares still has six pixels to a square; more only costs time. */
const LONGEST_SIDE = 1100;

async function nativeReader(): Promise<CodeReader | null> {
  const Maker = (globalThis as { BarcodeDetector?: NativeMaker }).BarcodeDetector;
  if (!Maker) return null;
  try {
    if (!(await Maker.getSupportedFormats()).includes('qr_code')) return null;
    const detector = new Maker({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue || null;
  } catch {
    return null;
  }
}

function sizeOf(picture: Readable): { width: number; height: number } {
  return 'videoWidth' in picture ? { width: picture.videoWidth, height: picture.videoHeight } : picture;
}

/** In plain JavaScript, for browsers without a reader of their own. */
async function ownReader(): Promise<CodeReader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (picture) => {
    const { width, height } = sizeOf(picture);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    if (!pen || width === 0 || height === 0) return null;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    // A see-through picture would be read as black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR({ width: canvas.width, height: canvas.height, data: pen.getImageData(0, 0, canvas.width, canvas.height).data });
    } catch {
      return null;
    }
  };
}

let reader: Promise<CodeReader> | null = null;

/** @throws when the part of the app that reads codes is not on this phone. */
export function findReader(): Promise<CodeReader> {
  reader ??= nativeReader()
    .then((native) => native ?? ownReader())
    .catch((fault: unknown) => {
      reader = null;
      throw fault;
    });
  return reader;
}

/** The code in a photo that was chosen; null when it is no picture or has none. */
export async function readPhoto(file: Blob): Promise<string | null> {
  const read = await findReader();
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return null;
  try {
    return await read(picture);
  } catch {
    return null;
  } finally {
    picture.close();
  }
}
