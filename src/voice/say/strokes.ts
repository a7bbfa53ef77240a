/** A drawing as lines: undoing takes the last one away. Points are in the canvas’s own units. */
export type Point = { x: number; y: number };
export type Stroke = { colour: ColourName; width: number; points: Point[] };

/** Readable on white paper, whatever the look of the phone. */
export const COLOURS = { black: '#1d1a17', blue: '#1f4fa3', green: '#2c7a2c', red: '#c01f2e', orange: '#d9730d', purple: '#6b3fa0', brown: '#7a4a21', grey: '#8a8a8a' } as const;
export type ColourName = keyof typeof COLOURS;
export const COLOUR_NAMES = Object.keys(COLOURS) as ColourName[];

export const WIDTHS = { thin: 4, middle: 9, thick: 20 } as const;
export type WidthName = keyof typeof WIDTHS;
export const WIDTH_NAMES = Object.keys(WIDTHS) as WidthName[];

export const PAPER = { width: 800, height: 600 };
export const MOST_DRAWING_BYTES = 200_000;

/** Where a finger is on the canvas, however large it is shown. */
export function pointOf(event: { clientX: number; clientY: number }, box: { left: number; top: number; width: number; height: number }): Point {
  const at = (given: number, start: number, shown: number, most: number) => (shown > 0 ? Math.round(Math.min(most, Math.max(0, ((given - start) / shown) * most))) : 0);
  return { x: at(event.clientX, box.left, box.width, PAPER.width), y: at(event.clientY, box.top, box.height, PAPER.height) };
}

type Pen = Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'fillRect' | 'strokeStyle' | 'fillStyle' | 'lineWidth' | 'lineCap' | 'lineJoin'>;

export function drawStroke(pen: Pen, { colour, width, points }: Stroke): void {
  const [first, ...rest] = points;
  if (!first) return;
  pen.strokeStyle = COLOURS[colour];
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  pen.moveTo(first.x, first.y);
  // A tap is a dot.
  if (rest.length === 0) pen.lineTo(first.x + 0.1, first.y);
  for (const point of rest) pen.lineTo(point.x, point.y);
  pen.stroke();
}

export function drawAll(pen: Pen, strokes: readonly Stroke[]): void {
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, PAPER.width, PAPER.height);
  for (const stroke of strokes) drawStroke(pen, stroke);
}

const TRIES = [
  { type: 'image/webp', quality: 0.85 },
  { type: 'image/webp', quality: 0.5 },
  { type: 'image/png', quality: undefined },
  { type: 'image/jpeg', quality: 0.6 },
] as const;

/**
 * The picture itself: pixels and nothing about phone or place.
 * @returns `tooBig` when no form of it is at most 200 kB.
 */
export async function pictureOf(canvas: HTMLCanvasElement): Promise<{ bytes: Uint8Array; type: string } | 'tooBig' | 'failed'> {
  let hasAny = false;
  for (const { type, quality } of TRIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
    // A browser that cannot write a type quietly writes PNG.
    if (!blob || blob.size === 0) continue;
    hasAny = true;
    if (blob.size <= MOST_DRAWING_BYTES) return { bytes: new Uint8Array(await blob.arrayBuffer()), type: blob.type };
  }
  return hasAny ? 'tooBig' : 'failed';
}
