/** A part of a picture to be painted over. Shares of its width and height, from the upper left corner of the picture, 0 to 1. */
export type Block = { x: number; y: number; wide: number; high: number };

/** A place in the picture, in shares of its width and height. */
export type Spot = { x: number; y: number };

/** Pixels, whole ones. */
type Area = { x: number; y: number; wide: number; high: number };

/** What one press of a button moves or grows a block by. */
export const STEP = 0.04;
const SMALLEST = 0.03;
/** What a tap lays: about a name on a label. */
const TAPPED = { wide: 0.3, high: 0.14 };
/** A finger that moved less than this tapped. */
const TAP_REACH = 0.02;
/**
 * A JPEG mixes what lies in one square of sixteen pixels. A block that ended inside such a square would
 * leave a ghost of what is under it in the rest.
 */
const SQUARE = 16;

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** As large as asked for, at least large enough to be seen, and inside the picture. */
function inside({ x, y, wide, high }: Block): Block {
  const size = { wide: between(SMALLEST, wide, 1), high: between(SMALLEST, high, 1) };
  return { x: between(0, x, 1 - size.wide), y: between(0, y, 1 - size.high), ...size };
}

/** A block of the usual size, with its middle at `spot`. */
export function blockAt({ x, y }: Spot): Block {
  return inside({ x: x - TAPPED.wide / 2, y: y - TAPPED.high / 2, ...TAPPED });
}

/** The block a finger drew from one corner to the other; a finger that hardly moved lays one of the usual size. */
export function blockDrawn(from: Spot, to: Spot): Block {
  const wide = Math.abs(to.x - from.x);
  const high = Math.abs(to.y - from.y);
  if (wide < TAP_REACH && high < TAP_REACH) return blockAt(to);
  const x = between(0, Math.min(from.x, to.x), 1);
  const y = between(0, Math.min(from.y, to.y), 1);
  return inside({ x, y, wide: between(0, Math.max(from.x, to.x), 1) - x, high: between(0, Math.max(from.y, to.y), 1) - y });
}

/** Moved, never out of the picture. */
export function blockMoved(block: Block, by: Spot): Block {
  return inside({ ...block, x: block.x + by.x, y: block.y + by.y });
}

/** Grown, or made smaller, from its upper left corner; at the edge of the picture it grows the other way. */
export function blockGrown(block: Block, by: { wide: number; high: number }): Block {
  return inside({ ...block, wide: block.wide + by.wide, high: block.high + by.high });
}

/** The topmost block under a finger; -1 for none. */
export function blockUnder(blocks: readonly Block[], { x, y }: Spot): number {
  return blocks.findLastIndex((block) => x >= block.x && x <= block.x + block.wide && y >= block.y && y <= block.y + block.high);
}

/**
 * The pixels that are painted over: the whole squares of the JPEG that the block touches.
 * @param picture width and height in pixels.
 */
export function pixelsOf(block: Block, picture: { width: number; height: number }): Area {
  const start = (share: number, size: number) => Math.floor((share * size) / SQUARE) * SQUARE;
  const end = (share: number, size: number) => Math.min(size, Math.ceil((share * size) / SQUARE) * SQUARE);
  const x = start(block.x, picture.width);
  const y = start(block.y, picture.height);
  return { x, y, wide: end(block.x + block.wide, picture.width) - x, high: end(block.y + block.high, picture.height) - y };
}
