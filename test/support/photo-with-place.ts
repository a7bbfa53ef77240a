import type { Page } from 'playwright-core';

/** What a camera hides in a picture. Found anywhere in the bytes, it has leaked. */
export const HIDDEN = 'GPS 52.6309 N 1.2974 E at the home of a child';

/** A block of Exif that turns the picture a quarter to the right and tells where it was taken. */
function exif(): Buffer {
  const words = Buffer.from(`${HIDDEN}\0`, 'latin1');
  const tiff = Buffer.alloc(38);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  // Orientation 6: the camera was held upright.
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(6, 18);
  // The description of the picture, behind the directory.
  tiff.writeUInt16LE(0x010e, 22);
  tiff.writeUInt16LE(2, 24);
  tiff.writeUInt32LE(words.length, 26);
  tiff.writeUInt32LE(tiff.length, 30);
  const inside = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, words]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(inside.length + 2, 2);
  return Buffer.concat([head, inside]);
}

/** A large photo as a phone's camera makes it: on its side, with the place in it. Painted by the browser. */
export async function photoWithPlace(page: Page, width = 2400, height = 1800): Promise<Buffer> {
  const plain = await page.evaluate(
    ([wide, high]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide ?? 0;
      canvas.height = high ?? 0;
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('no canvas');
      const sky = pen.createLinearGradient(0, 0, canvas.width, canvas.height);
      sky.addColorStop(0, '#7a9');
      sky.addColorStop(1, '#c96');
      pen.fillStyle = sky;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      for (let ring = 0; ring < 40; ring += 1) {
        pen.strokeStyle = `hsl(${ring * 9} 60% 45%)`;
        pen.lineWidth = 14;
        pen.beginPath();
        pen.arc(canvas.width / 3, canvas.height / 2, ring * 22, 0, 6.3);
        pen.stroke();
      }
      return canvas.toDataURL('image/jpeg', 0.9);
    },
    [width, height],
  );
  const jpeg = Buffer.from(plain.split(',')[1] ?? '', 'base64');
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]);
}
